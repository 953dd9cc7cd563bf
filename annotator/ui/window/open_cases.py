"""How many cases are open, as a number beside Adjudicate in the header: once they are counted, for who may see them."""

from PySide6.QtCore import QObject, Slot

from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.window.places import WorkspaceWords
from annotator.ui.window.workspaces import Workspaces


class OpenCases(QObject):
    """Keeps the number that Adjudicate told last; it is gone with the project, and with whoever asked to see it."""

    def __init__(self, session: Session, workspaces: Workspaces, places: WorkspaceWords, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._places = session, places
        self._counts: dict[str, int] = {}
        workspaces.counted.connect(self._on_counted)
        workspaces.document_counted.connect(self._on_document)
        session.closing.connect(self._forget)
        session.coder_changed.connect(self._on_coder)

    def _show(self) -> None:
        self._places.set_badge(CommandScope.ADJUDICATE, sum(self._counts.values()))

    @Slot(object)
    def _on_counted(self, counts: dict[str, int] | None) -> None:
        if counts is not None:  # while they are counted the number stands that was known last
            self._counts = dict(counts)
            self._show()

    @Slot(str, int)
    def _on_document(self, document: str, count: int) -> None:
        self._counts[document] = count
        self._show()

    @Slot()
    def _forget(self) -> None:
        self._counts = {}
        self._show()

    @Slot()
    def _on_coder(self) -> None:
        if not self._session.may_see_others:
            self._forget()
