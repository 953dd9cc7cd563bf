"""What is done with the documents that are selected: the form says what is known of them, cells are written in."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from annotator.operations.people.roles import Right
from annotator.ui.background.session import Session
from annotator.ui.documents.columns import TableColumn
from annotator.ui.documents.feed import DocumentFeed
from annotator.ui.documents.side_panel import ChosenPanel
from annotator.ui.documents.table_view import DocumentTableView
from annotator.ui.documents.verbs import DocumentVerbs

_FORM_MS = 30
"""So long the next line is waited for before the form follows."""


class ChosenDocuments(QObject):
    """`shown` tells of the document that alone is selected, None where it is none or several, and how many are."""

    shown = Signal(object, int)
    left = Signal()
    """What was typed is set: back to the table."""
    said = Signal(str)

    def __init__(
        self, session: Session, feed: DocumentFeed, table: DocumentTableView, panel: ChosenPanel, verbs: DocumentVerbs
    ) -> None:
        super().__init__(table)
        self._session, self._feed, self._table, self._panel, self._verbs = session, feed, table, panel, verbs
        self._later = QTimer(self, singleShot=True, interval=_FORM_MS)
        self._later.timeout.connect(self.show)
        table.table.edited.connect(self._on_edited)
        panel.form.given.connect(self._on_given)
        panel.form.field_requested.connect(self.add_field)

    @property
    def is_waiting(self) -> bool:
        """Whether the form has still to follow."""
        return self._later.isActive()

    def show_soon(self) -> None:
        """Let the form follow, after the next line."""
        self._later.start()

    @Slot()
    def show(self) -> None:
        """Show at the right what is known of the documents that are selected."""
        self._later.stop()
        if not self._session.is_open:
            return
        rows, found, why_not = self._table.chosen_rows(), self._feed.listing, self.why_not()
        self._panel.form.show_rows(rows, found.choices, found.known, why_not)
        self._panel.show_count(len(rows))
        self._panel.say_rights(not why_not)
        self.shown.emit(rows[0].info.id if len(rows) == 1 else None, len(rows))

    def why_not(self) -> str:
        """Return why nothing may be changed here, in a sentence; empty where it may."""
        return self._session.project.read_only or self._session.why_not(Right.DOCUMENTS)

    def write(self) -> None:
        """Write in the cell at hand, where one may."""
        index = self._table.currentIndex()
        if not index.isValid():
            return
        if why := self.why_not():
            self._session.refused.emit(why)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._table.write()
        else:
            name = self._table.table.columns[index.column()].name
            self.said.emit(f"What stands under “{name}” is counted, not written.")

    @Slot()
    def add_field(self) -> None:
        """Ask for a field of one's own, and put the keyboard there."""
        self._verbs.add_field(self._feed.listing.fields, self._on_field)

    @Slot(str, object, object)
    def _on_edited(self, document: str, column: TableColumn, value: str) -> None:
        row = self._table.table.row_of(document)
        if row is not None:
            self._verbs.edit([row], column, value)

    @Slot(object, object)
    def _on_given(self, title: str | None, fields: Mapping[str, str]) -> None:
        if self._verbs.change(self._table.chosen_rows(), title, fields):
            self._panel.form.let_go()
            self.left.emit()

    def _on_field(self, name: str) -> None:
        self.show()
        self._panel.form.add_field(name)
