"""One way to show a table of lines in a dialog: quiet, a line is selected whole, Tab leads out of it."""

from PySide6.QtCore import QAbstractItemModel, Qt
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
