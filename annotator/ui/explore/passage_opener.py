"""The passages behind a number, read in the background when they are asked for, and the search that finds the same."""

from PySide6.QtCore import QObject, Qt, Signal

from annotator.model.ids import SpanId
from annotator.operations import explore
from annotator.operations.explore import Passage
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.explore.passage_list import PassageModel
from annotator.ui.explore.pictures import ActsView
from annotator.ui.kit.widgets import Look, button, pressed_by_enter
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.passage_panel import PassagePanel
from annotator.ui.pictures.picture import Key


class ActPassages(QObject):
    """Remembers which number was opened, and puts its passages into the panel.

    `button` opens all of them in Passages: it is there where a search finds these passages and no others.
    """

    search_chosen = Signal(str)

    def __init__(self, session: Session, panel: PassagePanel[PassageModel], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._open: tuple[ActsView, Key] | None = None
        self._acts: tuple[SpanId, ...] = ()
        self._search = ""
        self._reading, self._comparing = LatestTask(session, self), LatestTask(session, self)
        self.button = pressed_by_enter(button("Open all in Passages", Look.LINK))
        self.button.clicked.connect(lambda: self.search_chosen.emit(self._search))
        self.button.hide()

    @property
    def is_busy(self) -> bool:
        """Whether passages are being read."""
        return self._reading.is_busy or self._comparing.is_busy

    def is_of(self, view: ActsView) -> bool:
        """Whether passages of a number of this picture are listed."""
        return self._open is not None and self._open[0] is view

    def open(self, view: ActsView, at: At, search: str = "") -> None:
        """Read what is behind a place, and put the keyboard on it once it is there.

        `search`: what may find the same, empty where nothing does.
        """
        assert view.picture is not None
        self._search = search
        said, acts = view.picture.said(at), view.picture.acts(at)
        self._open, self._acts = (view, view.picture.key(at)), acts
        self._read(said, to_list=True)

    def open_search(self, said: str, search: str) -> None:
        """Read what a search finds; `said`: the number that it is of."""
        self._open, self._acts, self._search = None, (), search
        self._panel.wait(said)

        def work(project: Project, progress: Progress) -> list[Passage]:
            return explore.passages(project, explore.found_by(project, search, progress), progress)

        def show(passages: list[Passage]) -> None:
            self._panel.show_passages(said, passages)
            self.button.setVisible(bool(passages))
            if passages:
                self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._reading.start(work, show, self._on_error)

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
        self._reading.drop()
        self._comparing.drop()
        self._open, self._acts, self._search = None, (), ""
        self.button.hide()
        self._panel.clear()

    def _read(self, said: str, to_list: bool) -> None:
        if not self._acts:
            self._reading.drop()
            self._panel.show_passages(said, ())
            return
        acts = self._acts
        self._panel.wait(said)
        self._compare(acts)

        def show(passages: list[Passage]) -> None:
            self._panel.show_passages(said, passages)
            if to_list and passages:
                self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._reading.start(lambda project, progress: explore.passages(project, acts, progress), show, self._on_error)

    def _compare(self, acts: tuple[SpanId, ...]) -> None:
        """Offer the search where it finds these acts and no others."""
        self.button.hide()
        search = self._search
        if search:
            self._comparing.start(
                lambda project, progress: set(explore.found_by(project, search, progress)) == set(acts),
                self.button.setVisible,
                lambda _: None,
            )

    def _on_error(self, error: Exception) -> None:
        self._panel.clear()
        self._session.tell(error)
