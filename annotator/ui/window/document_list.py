"""The column of documents: a filter, the list, and how much is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.ui.commands.key_names import follow_keys, key_of
from annotator.ui.kit.rows import filter_quietly, row_list, select_quietly
from annotator.ui.kit.widgets import Field, Look, spaced, words
from annotator.ui.window.document_model import FOUND_BY, DocumentModel
from annotator.ui.window.set_choice import SetChoice


class DocumentsPanel(QWidget):
    """Documents to choose from. `chosen` carries a document's id; who hears it shows the document."""

    chosen = Signal(str)
    menu_requested = Signal(QPoint)
    """The menu of the document at hand is wanted at a point of the screen."""
    left = Signal()
    """Enter in the list: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DocumentModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterRole(FOUND_BY)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sets = SetChoice()
        self.filter = Field(placeholderText="filter by title, date, kind", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the documents")
        self.list = row_list("Documents", tall=True)
        self.list.setModel(self._shown)
        self.empty = words("", Look.SECONDARY)
        self.hidden = words("", Look.SECONDARY)
        self._selected: str | None = None
        self._build()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_filter_done)
        self.filter.descended.connect(self._to_list)
        self.filter.left.connect(self._on_filter_left)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.activated.connect(lambda _: self.left.emit())
        self.model.dataChanged.connect(self._say_shown)
        self.model.modelReset.connect(self._say_shown)
        self._say_shown()
        follow_keys(self, self._say_empty)

    @property
    def said(self) -> str:
        """How many documents there are, for the head of the list."""
        return f"{len(self.model.documents):,}"

    def select(self, document: str | None) -> None:
        """Make a document the current one without saying so; one that the filter hides takes the filter away."""
        self._selected = document
        if self.model.row_of(document) >= 0 and not self._index_of(document).isValid():
            self.filter.clear()
        select_quietly(self.list, self._index_of(document))

    def show_documents(self, documents: Sequence[DocumentInfo], states: Mapping[str, State]) -> None:
        """Replace the list; which document is shown is for the window to say."""
        quiet = self.list.selectionModel()
        quiet.blockSignals(True)
        self.model.show_documents(documents, states)
        quiet.blockSignals(False)

    @property
    def shown_of_all(self) -> str:
        """How many documents the filter shows, in words; empty where it hides none."""
        shown, total = self._shown.rowCount(), len(self.model.documents)
        return f"{shown} of {total} shown" if shown != total else ""

    def neighbour(self, document: str | None, steps: int) -> str | None:
        """Return the document so many rows further in the list as it is filtered, None beyond its ends."""
        row = self.model.row_of(document)
        at = self._shown.mapFromSource(self.model.index(row)).row() if row >= 0 else -1
        target = self._shown.index(at + steps, 0)
        return str(target.data(Qt.ItemDataRole.UserRole)) if at + steps >= 0 and target.isValid() else None

    def next_open(self, document: str | None) -> str | None:
        """Return the next document of the list that is not done, going on at its head; None where all are."""
        behind = document if self._index_of(document).isValid() else None
        rows = self.model.left_from(behind)
        shown = (row for row in rows if self._shown.mapFromSource(self.model.index(row)).isValid())
        return next((self.model.documents[row].id for row in shown), None)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 0, 8, 8))
        box.addWidget(self.sets)
        box.addWidget(self.filter)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        box.addWidget(self.hidden)

    def _say_empty(self) -> None:
        key = key_of("project.import")
        self.empty.setText(f"No documents yet. Import some with {key}, or drop files on the window.")

    @Slot()
    def _say_shown(self) -> None:
        self.empty.setVisible(not self.model.documents)
        self.hidden.setText(self.shown_of_all)
        self.hidden.setVisible(bool(self.hidden.text()))

    def _index_of(self, document: str | None) -> QModelIndex:
        row = self.model.row_of(document)
        return self._shown.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        # A document that the filter hides is shown on: typing here opens no other.
        filter_quietly(self.list, self._shown, text)
        select_quietly(self.list, self._index_of(self._selected))
        self._say_shown()

    @Slot()
    def _on_filter_done(self) -> None:
        """Show the first document that is left where the one at hand is not among them, and go to the text."""
        if not self.list.currentIndex().isValid() and self._shown.rowCount():
            self.list.setCurrentIndex(self._shown.index(0, 0))
        self.left.emit()

    @Slot()
    def _on_filter_left(self) -> None:
        self.filter.clear()
        self.left.emit()

    @Slot()
    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid() and self._shown.rowCount():
            self.list.setCurrentIndex(self._shown.index(0, 0))

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        if self.list.currentIndex().isValid():
            self.menu_requested.emit(self.list.viewport().mapToGlobal(point))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))
