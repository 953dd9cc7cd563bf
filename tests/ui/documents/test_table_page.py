"""Above and below the table: the filter waits for the next letter, links lead to commands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_page import TablePage
from annotator.ui.documents.table_view import DocumentTableView


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    model = DocumentTable()
    made = TablePage(DocumentTableView(model, lambda _: (), lambda _: ()))
    model.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_letters_are_looked_for_once_and_enter_at_once(page: TablePage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.filter_changed.connect(told.append)
    QTest.keyClicks(page.filter, "abc")
    assert told == [] and page.is_waiting
    qtbot.waitUntil(lambda: told == ["abc"])
    QTest.keyClicks(page.filter, "d")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert told == ["abc", "abcd"]
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert told[-1] == "" and page.filter.text() == ""


def test_what_is_missing_and_alike_is_there_only_where_there_is_some(page: TablePage) -> None:
    page.say_missing({"date": 2, "speaker": 0})
    assert page.missing["date"].text() == "2 without a date" and not page.missing["speaker"].isVisible()
    assert not page.alike_link.isVisible()
    page.say_alike("1 looks like another")
    assert page.alike_link.isVisible() and page.alike.text().startswith("1 looks like another")


def test_a_fault_stands_below_the_filter_and_is_said(page: TablePage) -> None:
    page.say_fault("x is no field.")
    assert page.fault.isVisible() and page.filter.accessibleDescription() == "x is no field."
    page.say_fault("")
    assert not page.fault.isVisible()


def test_links_ask_for_their_commands(page: TablePage) -> None:
    asked: list[str] = []
    page.command_requested.connect(asked.append)
    for link in (page.import_link, page.join_link, page.columns_link):
        link.click()
    assert asked == ["project.import", "document.join_table", "documents.columns"]
