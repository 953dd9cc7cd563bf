"""How many remarks wait for whoever is at the desk, as a number beside History in the header."""

from PySide6.QtCore import QObject, Slot

from annotator.operations.project import remarks
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.window.places import WorkspaceWords


class OpenRemarks(QObject):
    """Follows the session; the remarks of a project are few, and are read in one query."""

    def __init__(self, session: Session, places: WorkspaceWords, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._places = session, places
        session.opened.connect(self._count)
        session.coder_changed.connect(self._count)
        session.changed.connect(self._on_changed)
        session.closing.connect(self._forget)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Table.REMARKS, Table.CODERS):
            self._count()

    @Slot()
    def _forget(self) -> None:
        self._places.set_badge(CommandScope.HISTORY, 0)

    @Slot()
    def _count(self) -> None:
        project = self._session.project
        self._places.set_badge(CommandScope.HISTORY, len(remarks.waiting(project, project.person)))
