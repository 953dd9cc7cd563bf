"""The panel beside the text: it asks for pages, says which one is shown, and what is the matter where none is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.readers.source_page.page_map import PageNumbers
from annotator.ui.source_page.panel import SourcePanel


@pytest.fixture
def panel(qtbot: QtBot) -> SourcePanel:
    made = SourcePanel()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.set_numbers(PageNumbers(3, ("ii", "1", "")))
    return made


def drawn() -> QPixmap:
    made = QPixmap(300, 400)
    made.fill(QColor("white"))
    return made


def test_pages_are_asked_for_as_wide_as_they_are_shown_and_turned_by_buttons_and_number(
    panel: SourcePanel, qtbot: QtBot
) -> None:
    asked: list[tuple[int, int]] = []
    panel.wanted.connect(lambda page, width: asked.append((page, width)))
    panel.ask()
    panel.show_page(0, drawn())
    assert asked[-1] == (0, round(panel.paper.width() * panel.devicePixelRatioF()))
    assert panel.paper.width() <= panel.area.viewport().width() and not panel.back_button.isEnabled()
    assert (panel.number.text(), panel.of.text()) == ("1", "of 3  (ii)")
    QTest.mouseClick(panel.on_button, Qt.MouseButton.LeftButton)
    assert (asked[-1][0], panel.number.text(), panel.of.text()) == (1, "2", "of 3  (1)")
    panel.number.setText("3")
    panel.number.editingFinished.emit()
    assert (asked[-1][0], panel.of.text()) == (2, "of 3") and not panel.on_button.isEnabled()
    panel.number.setText("17")
    panel.number.editingFinished.emit()
    assert panel.number.text() == "3" and asked[-1][0] == 2
    was = panel.paper.width()
    QTest.mouseClick(panel.larger_button, Qt.MouseButton.LeftButton)
    assert panel.paper.width() > was and asked[-1][1] > was


def test_a_page_that_comes_late_is_not_shown_for_another(panel: SourcePanel) -> None:
    panel.turn_to(1)
    panel.show_page(0, drawn())
    assert not panel.paper.has_picture
    panel.show_page(1, drawn())
    assert panel.paper.has_picture


def test_why_there_is_no_page_is_said_with_a_way_out(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.show_page(0, drawn())
    panel.show_message("The file is damaged.", True)
    assert panel.message.isVisible() and panel.choose_button.isVisible() and not panel.paper.has_picture
    assert not panel.number.isEnabled() and panel.of.text() == ""
    with qtbot.waitSignal(panel.file_requested):
        QTest.mouseClick(panel.choose_button, Qt.MouseButton.LeftButton)
    panel.show_message("No document is shown.")
    assert not panel.choose_button.isVisible()


def test_keys_lead_over_the_end_of_a_page_and_close_the_panel(panel: SourcePanel, qtbot: QtBot) -> None:
    panel.show_page(0, drawn())
    bar = panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.keyClick(panel.area, Qt.Key.Key_PageDown)
    assert panel.page == 1
    bar.setValue(bar.minimum())
    QTest.keyClick(panel.area, Qt.Key.Key_PageUp)
    assert panel.page == 0
    with qtbot.waitSignal(panel.text_requested):
        QTest.keyClick(panel.area, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.area, Qt.Key.Key_Escape)
