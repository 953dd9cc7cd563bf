"""The wheel: no part of a turn is lost."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.ui.reader.samples import ALL, view_of


def test_the_wheel_scrolls_by_the_pixels_of_a_touchpad(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 8))
    centre = QPointF(view.viewport().rect().center())
    for pixels, notch, wanted in ((-17, -120, 17), (0, -120, 17 + 3 * view.sheet.metrics.line)):
        event = QWheelEvent(
            centre,
            QPointF(view.viewport().mapToGlobal(centre.toPoint())),
            QPoint(0, pixels),
            QPoint(0, notch),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        assert view.verticalScrollBar().value() == wanted
