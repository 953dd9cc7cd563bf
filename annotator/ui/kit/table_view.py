"""One way to show a table of lines in a dialog: quiet, a line is selected whole, Tab leads out; and heads that sort."""

from PySide6.QtCore import QAbstractItemModel, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_LINE = 28


def line_table(name: str, model: QAbstractItemModel) -> QTableView:
    """Return a table whose first column takes what room there is; `name`: what a screen reader calls it."""
    table = QTableView()
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_LINE)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    model.setParent(table)
    table.setModel(model)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def mark_sorted(head: QHeaderView, column: int, descending: bool) -> None:
    """Let a head show by which column the rows stand, none for -1, without a word of it to who sorts them."""
    head.setSortIndicatorShown(column >= 0)
    with QSignalBlocker(head):
        head.setSortIndicator(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
