"""A table of the board on the screen: rows of one height, a head that sorts, one line at hand."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.ui.documents.board_columns import BoardKind, BoardOrder
from annotator.ui.documents.board_delegate import BAR, BoardDelegate
from annotator.ui.documents.board_model import BoardTable
from annotator.ui.documents.cell_delegate import SIDE
from annotator.ui.kit import theme
from annotator.ui.kit.table_view import mark_sorted
from annotator.ui.kit.widgets import Look

_HEAD, _ARROW, _LOOKED_AT = 30, 14, 200
_LEAST_TITLE, _LEAST, _MOST, _AIR = 200, 40, 320, 56
_MOST_STATE = 88
"""The widest that a coder's column of states gets for the coder's name, which is whole in the tooltip."""
_BESIDE: Mapping[BoardKind, int] = {BoardKind.PERSON: 32, BoardKind.PROGRESS: BAR + 10, BoardKind.DECIDED: 14}
"""Pixels of a cell besides its words."""


class BoardView(QTableView):
    """`sort_requested` carries the id of a column; `moved`: another line is at hand.

    `stretched`: the column that takes what room is left.
    """

    sort_requested = Signal(str)
    moved = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, name: str, high: int, stretched: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self._high, self._stretched = BoardTable(self), high, stretched
        self.setModel(self.table)
        self.board_delegate = BoardDelegate(high, self)
        self.setItemDelegate(self.board_delegate)
        self.setAccessibleName(name)
        self.setProperty("look", Look.TABLE.value)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(high)
        head = self.horizontalHeader()
        head.setFixedHeight(_HEAD)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(28)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setAccessibleName(f"Columns of {name.lower()}")
        head.sectionClicked.connect(lambda at: self.sort_requested.emit(self.table.columns[at].id))
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(self.viewport().mapToGlobal(at)))
        self._wishes: dict[str, int] = {}
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    @property
    def at_hand(self) -> str | None:
        """The document of the line that has the keyboard."""
        index = self.currentIndex()
        return str(self.table.rows[index.row()].id) if index.isValid() else None

    @property
    def column_at_hand(self) -> str:
        """The id of the column that has the keyboard; empty without one."""
        at = self.currentIndex().column()
        return self.table.columns[at].id if 0 <= at < len(self.table.columns) else ""

    def go_to(self, line: int, column: int = 0) -> None:
        """Put the keyboard on a cell, where there is one."""
        index = self.table.index(line, max(0, column))
        chosen = self.selectionModel()
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            chosen.setCurrentIndex(index, flags)
            self.scrollTo(index)
        else:
            chosen.clear()

    def show_sorted(self, order: BoardOrder) -> None:
        """Say in the head by which column the rows stand."""
        mark_sorted(self.horizontalHeader(), self.table.place_of(order.id), order.descending)
        self.fit_columns()

    def measure(self) -> None:
        """Find out how wide columns are to be, by what the first rows say."""
        plain, small = QFontMetrics(theme.interface_font()), QFontMetrics(theme.interface_font(theme.SECONDARY_PX))
        rows = self.table.rows[:_LOOKED_AT]
        self._wishes = {}
        for column in self.table.columns:
            head = small.horizontalAdvance(column.head) + 2 * SIDE
            words = {column.said(row) for row in rows} if column.kind is not BoardKind.STATE else set()
            longest = max(map(plain.horizontalAdvance, words), default=0)
            cell = longest + _BESIDE.get(column.kind, 0) + 2 * SIDE + 4
            head = min(head, _MOST_STATE) if column.kind is BoardKind.STATE else head
            self._wishes[column.id] = max(_LEAST, head, min(cell, _MOST))

    def fit_columns(self) -> None:
        """Give each column the width that it needs, and the one that is stretched what is left."""
        head, order = self.horizontalHeader(), self.horizontalHeader().sortIndicatorSection()
        widths = {at: self._wishes.get(one.id, _LEAST) for at, one in enumerate(self.table.columns)}
        if head.isSortIndicatorShown() and order in widths:
            widths[order] += _ARROW
        stretched = self.table.place_of(self._stretched)
        left = self.viewport().width() - sum(width for at, width in widths.items() if at != stretched)
        least = _LEAST_TITLE if self._states else widths.get(stretched, 0)
        air = 0 if self._states else max(0, min(_AIR, (left - least) // max(1, len(widths))))
        for at, width in widths.items():
            head.resizeSection(at, max(least, left - air * (len(widths) - 1)) if at == stretched else width + air)

    @property
    def _states(self) -> bool:
        """Whether most columns are narrow ones of states, which stand close together."""
        return any(one.kind is BoardKind.STATE for one in self.table.columns)

    def height_of_all(self) -> int:
        """Return the pixels in which all lines are seen."""
        return _HEAD + self._high * len(self.table.rows) + 1

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        self.moved.emit()

    def _hover(self, row: int) -> None:
        self.board_delegate.hovered = row
        self.viewport().update()

    # Qt calls these.

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()
