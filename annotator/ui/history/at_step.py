"""What one does at a step besides reverting it: writes a remark, settles one, opens the project as it was."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.wording import counted
from annotator.operations.project import remarks
from annotator.operations.project.history import Line
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.history.loader import HistoryLoader, StepNotes

_NO_REMARK = "At this step nobody is there to be written to: it is your own, or of what others coded and not shown."
_NOT_THEN = "The project as it was holds what others coded: it is for whoever sees that."
_HINT = "It goes to whoever did this step, or answers whoever wrote there. No other coder reads it."


class AtStep(QObject):
    """`earlier_requested` asks for the project as it was after a step. `page`: what dialogs stand over."""

    earlier_requested = Signal(int)

    def __init__(self, session: Session, loader: HistoryLoader, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._loader, self._page = session, loader, page
        self._line: Line | None = None
        self._notes: StepNotes | None = None
        self._asked: Callable[[], object] | None = None
        """What waits for the notes of the step at hand."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "history.remark": self.write_remark,
            "history.settle": self.settle_remarks,
            "history.then": self.open_then,
        }

    def take(self, line: Line | None) -> None:
        """Take the step at hand, before it is known what is written at it."""
        self._line, self._notes, self._asked = line, None, None

    def know(self, notes: StepNotes) -> None:
        """Know what is written at it, and do what was asked for sooner."""
        self._notes = notes
        asked, self._asked = self._asked, None
        if asked is not None:
            asked()

    @Slot()
    def write_remark(self) -> None:
        """Ask for a remark at the step at hand, and write it."""
        line = self._line
        if line is None or self._notes is None:
            self._asked = self.write_remark
            return
        if not self._notes.may_write:
            self._session.refused.emit(self._session.project.read_only or _NO_REMARK)
            return
        dialog = ReasonDialog("Remark at this step", "Remark", "", _HINT, "Write", self._page.window())
        dialog.given.connect(lambda text: self._write(line.number, text))
        open_dialog(dialog)

    def _write(self, number: int, text: str) -> None:
        if self._session.run(remarks.write, number, text, self._loader.eyes()) is not None:
            self._session.said.emit("Remark · saved")

    @Slot()
    def settle_remarks(self) -> None:
        """Settle the remarks to whoever is at the desk at the step at hand, or else their own."""
        if self._notes is None:
            self._asked = self.settle_remarks
        elif not (found := self._notes.to_settle):
            self._session.said.emit("No remark of this step waits for you.")
        elif self._session.did(remarks.settle, found):
            self._session.said.emit(f"Settled {counted(len(found), 'remark')} · saved")

    @Slot()
    def open_then(self) -> None:
        """Ask for the project as it was after the step at hand."""
        if self._line is None:
            return
        if self._session.may_see_others:
            self.earlier_requested.emit(self._line.number)
        else:
            self._session.refused.emit(_NOT_THEN)
