"""The manual beside a dialog: on the screen, and gone with the dialog."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme
from annotator.ui.manual.manual_window import ManualWindow
from annotator.ui.manual.pages import ManualPlace
from annotator.ui.manual.panel import ManualPanel
from annotator.ui.manual.rendering import PageLook


@pytest.mark.parametrize("left", [0, 200, 700])
def test_it_stands_on_the_screen_and_beside_the_dialog_where_there_is_room(qtbot: QtBot, left: int) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(200, 300)
    dialog.show()
    dialog.move(QPoint(left, 10))
    window = ManualWindow(ManualPanel(lambda: PageLook(theme.current(), 17, ("serif",))), dialog)
    window.show()
    window.panel.open(ManualPlace("export"))
    screen = dialog.screen().availableGeometry()
    assert window.x() >= screen.left() and window.y() >= screen.top()
    beside = window.x() > dialog.frameGeometry().right() or window.frameGeometry().right() < dialog.x()
    room = max(dialog.x() - screen.left(), screen.right() - dialog.frameGeometry().right())
    assert beside or room < window.width() + 12
    window.panel.left.emit()
    assert not window.isVisible()
