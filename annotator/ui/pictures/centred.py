"""A page as a column in the middle of what is scrolled: lines and pictures no wider than they are well read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import Look, spaced

WIDEST = 948


def centre(page: QWidget, whole: QScrollArea, column: QWidget) -> None:
    """Let `whole` fill a page that is empty yet, and scroll a column in its middle.

    The column is filled after that: Qt styles all that is in a widget again at each move.
    """
    outer = QVBoxLayout(page)
    spaced(outer, 0)
    outer.addWidget(whole)
    whole.setWidgetResizable(True)
    whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    whole.setProperty("look", Look.QUIET.value)
    inside = QWidget()
    whole.setWidget(inside)
    column.setMaximumWidth(WIDEST)
    across = QHBoxLayout(inside)
    spaced(across, 0)
    across.addStretch(1)
    across.addWidget(column, 1000)
    across.addStretch(1)
