"""The column of documents: filtering opens nothing by itself, and the document that is shown stays in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.ui.window.document_list import DocumentsPanel
from tests.ui.windows import Stage, make_project

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


def test_what_is_open_next_is_looked_for_below_and_then_from_the_head(panel: DocumentsPanel) -> None:
    for number in range(40):
        panel.model.set_state(f"d{number}", State.BEGUN if number in (3, 20) else State.DONE)
    assert panel.next_open("d5") == "d20" and panel.next_open("d20") == panel.next_open("gone") == "d3"
    panel.filter.setText("Document 20")
    assert panel.next_open("d5") == "d20"
    for number in (3, 20):
        panel.model.set_state(f"d{number}", State.DONE)
    assert panel.next_open("d5") is None


def test_an_empty_list_says_how_to_fill_it(qtbot: QtBot) -> None:
    made = DocumentsPanel()
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible() and "Ctrl+I" in made.empty.text() and not made.hidden.isVisible()


def test_a_right_click_or_the_menu_key_asks_for_the_menu_of_the_document(panel: DocumentsPanel, qtbot: QtBot) -> None:
    at = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    with qtbot.waitSignals([panel.chosen, panel.menu_requested]):
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.RightButton, pos=at)
        panel.list.customContextMenuRequested.emit(at)


def test_the_menu_of_a_document_has_what_can_be_done_with_it(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "menu.annot"), "Ana").window
    window.documents.menu_requested.emit(window.mapToGlobal(window.rect().center()))
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    usable = [action.text() for action in menu.actions() if not action.isSeparator() and action.isEnabled()]
    assert [text.split()[0] for text in usable] == [
        "Details",
        "Rename",
        "Mark",
        "Export…",
        "Import…",
        "Remove",
        "Erase",
    ]
    menu.close()
