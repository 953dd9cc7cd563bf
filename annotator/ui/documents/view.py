"""The column of documents: a filter, the list, and how much is done."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.ui.documents.item_model import DocumentModel
from annotator.ui.rows import row_list
from annotator.ui.widgets import Look, spaced, words


class DocumentsPanel(QWidget):
    """Documents to choose from. `chosen` carries a document's id; who hears it shows the document."""

    chosen = Signal(str)
    left = Signal()
    """Enter in the list: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DocumentModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(placeholderText="Filter", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the documents")
        self.list = row_list("Documents")
        self.list.setModel(self._shown)
        self.empty = words("No documents yet. Import some with Ctrl+I, or drop files on the window.", Look.SECONDARY)
        self.progress = words("", Look.SECONDARY)
        self._build()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self.left)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(lambda _: self.left.emit())
        self.model.dataChanged.connect(self._say_progress)
        self.model.modelReset.connect(self._say_progress)
        self._say_progress()

    def select(self, document: str | None) -> None:
        """Make a document the current one without saying so; one that the filter hides takes the filter away."""
        row = self.model.row_of(document)
        index = self._shown.mapFromSource(self.model.index(row)) if row >= 0 else QModelIndex()
        if row >= 0 and not index.isValid():
            self.filter.clear()
            index = self._shown.mapFromSource(self.model.index(row))
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def neighbour(self, document: str | None, steps: int) -> str | None:
        """Return the document so many rows further in the list as it is filtered, None beyond its ends."""
        row = self.model.row_of(document)
        at = self._shown.mapFromSource(self.model.index(row)).row() if row >= 0 else -1
        target = self._shown.index(at + steps, 0)
        return str(target.data(Qt.ItemDataRole.UserRole)) if at + steps >= 0 and target.isValid() else None

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 8, (12, 12, 8, 12))
        box.addWidget(self.filter)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        box.addWidget(self.progress)

    @Slot()
    def _say_progress(self) -> None:
        self.empty.setVisible(not self.model.documents)
        self.progress.setText(self.model.progress())

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))
