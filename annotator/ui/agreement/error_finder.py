"""Likely errors, found in the background when they are asked for, and again when the project has changed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot

from annotator.model.coder import Layer
from annotator.model.wording import counted
from annotator.operations.adjudication import likely_errors
from annotator.operations.adjudication.error_words import ErrorWords
from annotator.operations.adjudication.likely_errors import LikelyError
from annotator.store.project import Project
from annotator.ui.agreement.error_list import ErrorRows
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.pictures.passage_panel import PassagePanel

MOST = 2000
"""So many are listed; nobody looks at more."""
TITLE = "Likely errors"
_NONE = "Nothing looks wrong: neither what is coded nor gold."


class ErrorFinder(QObject):
    """Puts what looks wrong into the panel."""

    def __init__(self, session: Session, panel: PassagePanel[ErrorRows], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._finding = LatestTask(session, self)
        self._is_open = False

    @property
    def is_busy(self) -> bool:
        """Whether it is being looked for."""
        return self._finding.is_busy

    def find(self, layers: Sequence[Layer], begun_too: bool = False, to_list: bool = True) -> None:
        """List what looks wrong in these layers and in gold; `to_list`: the keyboard goes there.

        `begun_too`: also in texts that coders have begun and not done.
        """
        self._is_open = True
        self._panel.wait(TITLE)
        self._panel.note.setText("Looking for what looks wrong…")

        def work(project: Project, progress: Progress) -> tuple[list[LikelyError], ErrorWords]:
            found = likely_errors.find(project, layers, progress=progress, begun_too=begun_too)
            return found, ErrorWords(project)

        def show(found: tuple[list[LikelyError], ErrorWords]) -> None:
            errors, self._panel.model.words = found
            said = f"{TITLE}: {counted(len(errors), 'place')}" if errors else TITLE
            self._panel.show_passages(said, errors[:MOST], _NONE)
            if to_list and errors:
                self._panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._finding.start(work, show, self._on_error)

    def look_again(self, layers: Sequence[Layer], begun_too: bool = False) -> None:
        """The project or the choice of coders has changed: what is listed is found anew."""
        if self._is_open:
            self.find(layers, begun_too, to_list=False)

    @Slot()
    def close(self) -> None:
        """List nothing any more."""
        self._finding.drop()
        self._is_open = False
        self._panel.clear()

    def _on_error(self, error: Exception) -> None:
        self.close()
        self._session.tell(error)
