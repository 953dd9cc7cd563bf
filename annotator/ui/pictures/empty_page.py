"""The page that stands where there is nothing to be seen: why, and what leads on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import Look, spaced

_WIDEST = 560


def empty_page(why: QLabel, way_on: QPushButton) -> QWidget:
    """Return a page with a sentence and a button below it."""
    page = QWidget()
    page.setProperty("look", Look.PAGE.value)
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box = QVBoxLayout(page)
    spaced(box, 8, (40, 40, 40, 40))
    why.setMaximumWidth(_WIDEST)
    box.addWidget(why)
    box.addWidget(way_on, 0, Qt.AlignmentFlag.AlignLeft)
    box.addStretch(1)
    return page
