"""The project as it was, in the window: a copy in the place of the project, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.errors import UserError
from annotator.model.ids import CoderId, LayerId
from annotator.operations.project import earlier
from annotator.store.project import Project
from annotator.store.reading import Reading
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where one was: the project, who was at the desk, and what their eyes may see."""

    path: Path
    coder: CoderId | None
    layer: LayerId | None
    document: str | None
    has_asked: bool


class EarlierFlows(QObject):
    """Opens the project as it was. `take_over`: opens a project in the window; `document`, `show`: what is shown."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        may_leave: Callable[[Callable[[], object]], bool],
        take_over: Callable[[Project], object],
        document: Callable[[], str | None],
        show: Callable[[str | None], object],
    ) -> None:
        super().__init__(window)
        self._session, self._window, self._may_leave, self._take_over = session, window, may_leave, take_over
        self._document, self._show_document = document, show
        self._copying = LatestTask(session, self)
        self._present: _Seat | None = None
        self._shown_path: Path | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.present": self.back}

    @Slot(int)
    def open(self, step: int) -> None:
        """Make a copy as it was after a step in the background, and show it: to whoever sees what others coded."""
        session = self._session
        session.said.emit("Taking later steps back, in a copy: a moment.")
        self._copying.start(
            lambda project, progress: earlier.copied(project, step, progress, asks=True), self._on_copied, session.tell
        )

    def _on_copied(self, reading: Reading) -> None:
        if not self._session.is_open:
            reading.close()
            return
        if not self._may_leave(lambda: self._on_copied(reading)):
            return
        seat = self._seat()
        try:
            project = earlier.opened(reading)
        except UserError as error:
            reading.close()
            self._session.tell(error)
            return
        self._session.open(project)
        # Of one copy one may go on to an earlier one: back leads to the present all the same.
        self._present = self._present if self._present is not None and seat.path == self._shown_path else seat
        self._shown_path = project.path
        self._sit(seat)

    def back(self) -> None:
        """Go back to the project as it is."""
        seat = self._present
        if seat is None or not self._session.is_open or not self._may_leave(self.back):
            return
        try:
            project = Project.open(seat.path)
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return
        self._present = None
        self._take_over(project)
        self._sit(seat)

    def _seat(self) -> _Seat:
        session = self._session
        coder = session.coder.id if session.coder is not None else None
        layer = session.layer.id if session.layer is not None else None
        return _Seat(session.project.path, coder, layer, self._document(), session.has_asked)

    def _sit(self, seat: _Seat) -> None:
        """Sit whoever was at the desk down again, if they are there, with the same eyes, before the same document."""
        session, project = self._session, self._session.project
        coder = next((one for one in session.coders() if one.id == seat.coder), None)
        layers = project.layers.of_coder(coder.id) if coder is not None else []
        if coder is None or not layers:
            return
        # Only who sees what others code now was led to what they coded then, whatever their role was.
        if project.as_of or (seat.has_asked and project.read_only):
            project.show_others_to(coder.id)
        session.set_coder(coder, next((one for one in layers if one.id == seat.layer), None))
        if seat.document is not None and project.documents.which_exist([seat.document]):
            self._show_document(seat.document)
