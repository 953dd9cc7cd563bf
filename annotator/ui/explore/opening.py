"""The passages behind a number, read in the background when they are asked for."""

from PySide6.QtCore import QObject, Qt

from annotator.model.errors import Cancelled
from annotator.model.ids import SpanId
from annotator.operations import explore
from annotator.operations.explore import Passage
from annotator.ui.explore.passage_list import PassageModel
from annotator.ui.explore.pictures import ActsView
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.passage_panel import PassagePanel
from annotator.ui.pictures.picture import Key
from annotator.ui.session import Session
from annotator.ui.tasks import Task


class Opening(QObject):
    """Remembers which number was opened, and puts its passages into the panel."""

    def __init__(self, session: Session, panel: PassagePanel[PassageModel], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._open: tuple[ActsView, Key] | None = None
        self._acts: tuple[SpanId, ...] = ()
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether passages are being read."""
        return self._task is not None

    def open(self, view: ActsView, at: At) -> None:
        """Read what is behind a place, and put the keyboard on it once it is there."""
        assert view.picture is not None
        said, acts = view.picture.said(at), view.picture.acts(at)
        self._open, self._acts = (view, view.picture.key(at)), acts
        self._read(said, to_list=True)

    def look_again(self) -> None:
        """The project has changed: what is listed is read again when it is counted anew."""
        self._acts = ()

    def check(self) -> None:
        """The pictures have changed: what is listed goes with its number, and is read again where that differs."""
        if self._open is None:
            return
        view, key = self._open
        at = view.picture.find(key) if view.picture is not None else None
        if view.picture is None or at is None:
            self.close()
        elif view.picture.acts(at) != self._acts:
            self._acts = view.picture.acts(at)
            self._read(view.picture.said(at), to_list=False)

    def close(self) -> None:
        """List nothing any more."""
        self._drop()
        self._open, self._acts = None, ()
        self._panel.clear()

    def _drop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _read(self, said: str, to_list: bool) -> None:
        self._drop()
        if not self._acts:
            self._panel.show_passages(said, ())
            return
        acts = self._acts
        self._panel.wait(said)
        task = self._session.in_background(lambda project, progress: explore.passages(project, acts, progress))
        self._task = task

        def show(passages: list[Passage]) -> None:
            if self._task is task:
                self._task = None
                self._panel.show_passages(said, passages)
                if to_list and passages:
                    self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

        def tell(error: Exception) -> None:
            if self._task is task:
                self._task = None
                self._panel.clear()
                if not isinstance(error, Cancelled):
                    self._session.tell(error)

        task.returned.connect(show)
        task.errored.connect(tell)
