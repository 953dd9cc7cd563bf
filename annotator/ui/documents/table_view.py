"""The table of documents on the screen: rows of one height, a head that sorts, the title in what width is left."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QDragEnterEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.model.document_row import DocumentRow
from annotator.ui.documents.arranging import RowOrder
from annotator.ui.documents.cell_delegate import ROW, SIDE, CellDelegate, wish
from annotator.ui.documents.columns import TITLE, ColumnKind, said
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.kit import theme
from annotator.ui.kit.table_view import mark_sorted
from annotator.ui.kit.widgets import Look

_LEAST_TITLE, _GOOD_TITLE, _HEAD, _ARROW = 200, 236, 32, 14
_LEAST_TEXT = 88
_LOOKED_AT = 200
"""So many rows tell how wide a column is to be."""


class DocumentTableView(QTableView):
    """`sort_requested` carries a column's place; `chosen_changed` tells that other rows are selected."""

    sort_requested = Signal(int)
    columns_moved = Signal(list)
    """The ids of the columns in their new order."""
    chosen_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(
        self,
        model: DocumentTable,
        known: Callable[[str], Sequence[str]],
        choices: Callable[[str], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(known, choices, self))
        self.setAccessibleName("Documents")
        self.setProperty("look", Look.TABLE.value)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self._wishes: dict[str, tuple[int, int]] = {}
        """Of each column, by its id, what its head needs, and how wide it would be."""
        self._build_head()
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(self.viewport().mapToGlobal(at)))

    def _build_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(_HEAD)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setMinimumSectionSize(28)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.sectionClicked.connect(self.sort_requested)
        head.sectionMoved.connect(self._on_moved)
        head.setAccessibleName("Columns")

    # What is selected.

    @property
    def at_hand(self) -> str | None:
        """The document of the line that has the keyboard."""
        row = self.table.row_at(self.currentIndex().row())
        return str(row.info.id) if row is not None else None

    def chosen(self) -> list[str]:
        """Return the documents that are selected, in the order in which they are shown."""
        return [str(row.info.id) for row in self.chosen_rows()]

    def chosen_rows(self) -> list[DocumentRow]:
        """Return what is known of the documents that are selected, in the order in which they are shown."""
        lines = sorted({line for part in self._parts() for line in range(part.top(), part.bottom() + 1)})
        rows, shown = self.table.rows, self.table.shown
        return [rows[shown[line]] for line in lines if line < len(shown)]

    def count_chosen(self) -> int:
        """Return how many documents are selected."""
        return sum(part.height() for part in self._parts())

    def _parts(self) -> list[QItemSelectionRange]:
        """Return the runs of lines that are selected."""
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.size())]

    def choose(self, documents: Sequence[str], at_hand: str | None, column: int = -1) -> None:
        """Select these of the documents that are shown; the keyboard is on one of them."""
        lines = sorted(line for line in map(self.table.line_of, documents) if line >= 0)
        selection, last = QItemSelection(), len(self.table.columns) - 1
        first = 0
        for number, line in enumerate(lines):
            if number + 1 == len(lines) or lines[number + 1] != line + 1:
                selection.select(self.table.index(lines[first], 0), self.table.index(line, last))
                first = number + 1
        line = self.table.line_of(at_hand)
        index = self.table.index(line, max(0, min(column, last))) if line >= 0 else QModelIndex()
        chosen = self.selectionModel()
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    @Slot()
    def _on_selection(self) -> None:
        self.chosen_changed.emit()

    def write(self) -> None:
        """Open the line to type in of the cell at hand, unless one is open."""
        if self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    # The head.

    def show_sorted(self, order: RowOrder) -> None:
        """Say in the head by which column the rows stand."""
        head = self.horizontalHeader()
        at = next((at for at, one in enumerate(self.table.columns) if order.column and one.id == order.column.id), -1)
        mark_sorted(head, at, order.descending)
        self.fit_columns()

    def measure(self) -> None:
        """Find out how wide columns are to be, by what the first of all rows say: none jumps when they are sorted."""
        plain, small = QFontMetrics(theme.interface_font()), QFontMetrics(theme.interface_font(theme.SECONDARY_PX))
        rows = self.table.rows[:_LOOKED_AT]
        self._wishes = {}
        for column in self.table.columns:
            is_text = column.kind in (ColumnKind.TEXT, ColumnKind.NUMBER)
            texts = {said(column, row) for row in rows} if is_text else ()
            head = small.horizontalAdvance(column.head or column.name)
            self._wishes[column.id] = head + 2 * SIDE, wish(column, texts, head, plain.horizontalAdvance)

    def fit_columns(self) -> None:
        """Give each column the width that it needs, with room for the arrow, and the title what is left."""
        head, columns = self.horizontalHeader(), self.table.columns
        sorted_at = head.sortIndicatorSection() if head.isSortIndicatorShown() else -1
        widths: dict[int, int] = {}
        for at, column in enumerate(columns):
            if column.id != TITLE:
                named, wished = self._wishes.get(column.id, (0, 0))
                widths[at] = max(wished, named + _ARROW) if at == sorted_at else wished
        texts_at = [at for at in widths if columns[at].kind is ColumnKind.TEXT]
        for at, width in with_room(widths, texts_at, self.viewport().width() - _GOOD_TITLE).items():
            head.resizeSection(at, width)
        for at, column in enumerate(columns):
            if column.id == TITLE:
                left = self.viewport().width() - sum(head.sectionSize(each) for each in widths)
                head.resizeSection(at, max(_LEAST_TITLE, left))
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the rows are, at most: what is said below stands right below them."""
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setMaximumHeight(_HEAD + ROW * len(self.table.shown) + across + 1)

    @Slot(int, int, int)
    def _on_moved(self, section: int, before: int, after: int) -> None:
        head, columns = self.horizontalHeader(), self.table.columns
        order = [columns[head.logicalIndex(at)].id for at in range(len(columns))]
        if order != [column.id for column in columns]:
            self.columns_moved.emit(order)

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.count_chosen() > 1:
            self.choose([self.at_hand] if self.at_hand else [], self.at_hand, self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()  # files are the window's


def with_room(widths: Mapping[int, int], texts: Sequence[int], room: int) -> dict[int, int]:
    """Return the widths of columns with the widest `texts` narrower, as far as they must be to fit into the room."""
    found = dict(widths)
    lacking = sum(found.values()) - room
    while lacking > 0:
        widest = max((found[at] for at in texts), default=0)
        at_widest = [at for at in texts if found[at] == widest]
        next_to = max((found[at] for at in texts if found[at] < widest), default=0)
        target = max(_LEAST_TEXT, next_to, widest - -(-lacking // max(1, len(at_widest))))
        if target >= widest:
            break
        for at in at_widest:
            found[at] = target
        lacking = sum(found.values()) - room
    return found
