"""The column of documents: filtering opens nothing by itself, and the document that is shown stays in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.ui.window.document_list import DocumentsPanel

INFOS = [
    DocumentInfo(DocumentId(f"d{number}"), f"Document {number:02}", "0" * 64, 9, {}, "", number) for number in range(40)
]


@pytest.fixture
def panel(qtbot: QtBot) -> DocumentsPanel:
    made = DocumentsPanel()
    qtbot.addWidget(made)
    made.resize(240, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_documents(INFOS, {})
    made.select("d0")
    return made


def test_selecting_is_not_choosing_and_brings_the_row_into_view(panel: DocumentsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.chosen):
        panel.select("d39")
    index = panel.list.currentIndex()
    assert index.row() == 39 and panel.list.viewport().rect().contains(panel.list.visualRect(index).center())


def test_the_arrows_choose(panel: DocumentsPanel, qtbot: QtBot) -> None:
    panel.list.setFocus()
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert chosen.args == ["d1"]
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.list, Qt.Key.Key_Return)


def test_a_filter_that_hides_the_document_at_hand_opens_no_other(panel: DocumentsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.chosen):
        QTest.keyClicks(panel.filter, "document 3")
    assert not panel.list.currentIndex().isValid()
    assert panel.hidden.text() == "10 of 40 shown"
    with qtbot.assertNotEmitted(panel.chosen):
        panel.filter.clear()
    assert panel.list.currentIndex().row() == 0
    QTest.keyClicks(panel.filter, "document 3")
    with qtbot.waitSignals([panel.chosen, panel.left]):
        QTest.keyClick(panel.filter, Qt.Key.Key_Return)


def test_down_goes_from_the_filter_to_the_first_row_and_escape_clears_it(panel: DocumentsPanel, qtbot: QtBot) -> None:
    panel.focus_filter()
    QTest.keyClicks(panel.filter, "39")
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.filter, Qt.Key.Key_Down)
    assert chosen.args == ["d39"] and QApplication.focusWidget() is panel.list
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""


def test_neighbours_are_those_of_the_filtered_list(panel: DocumentsPanel) -> None:
    assert panel.neighbour("d0", 1) == "d1" and panel.neighbour("d0", -1) is None and panel.neighbour("d39", 1) is None
    QTest.keyClicks(panel.filter, "5")
    assert panel.neighbour("d5", 1) == "d15"
    panel.select("d7")
    assert panel.filter.text() == ""


def test_an_empty_list_says_how_to_fill_it(qtbot: QtBot) -> None:
    made = DocumentsPanel()
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible() and "Ctrl+I" in made.empty.text() and not made.hidden.isVisible()
