"""A table of lines: chosen whole, left by Tab, and its model lives as long as it does."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit.table_view import line_table, mark_sorted


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[QTableView]:
    page, made = QWidget(), line_table("History", QStandardItemModel(3, 2))
    box = QVBoxLayout(page)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    qtbot.addWidget(page)
    page.resize(600, 200)
    page.show()
    page.activateWindow()
    yield made


def test_a_line_is_chosen_whole_and_one_at_a_time(table: QTableView) -> None:
    for row in (0, 2):
        table.setCurrentIndex(table.model().index(row, 1))
        chosen = table.selectionModel().selectedIndexes()
        assert {(index.row(), index.column()) for index in chosen} == {(row, 0), (row, 1)}


def test_tab_leads_out_of_it_and_arrows_move_in_it(table: QTableView) -> None:
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1 and table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus() and table.currentIndex().column() == 0


def test_the_first_column_takes_what_room_there_is(table: QTableView) -> None:
    table.setColumnWidth(1, 90)
    assert table.columnWidth(0) + 90 == table.viewport().width()


def test_its_model_lives_as_long_as_it_does(qtbot: QtBot) -> None:
    model = QStandardItemModel(1, 1)
    made = line_table("History", model)
    assert model.parent() is made and made.accessibleName() == "History"
    shiboken6.delete(made)
    assert not shiboken6.isValid(model)


def test_a_head_shows_how_the_rows_stand_and_asks_nobody_to_sort(table: QTableView) -> None:
    head, asked = table.horizontalHeader(), list[int]()
    head.sortIndicatorChanged.connect(lambda column, _: asked.append(column))
    for column, descending in ((1, True), (0, False), (-1, False), (1, False)):
        mark_sorted(head, column, descending)
        assert head.isSortIndicatorShown() is (column >= 0)
        if column >= 0:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            assert (head.sortIndicatorSection(), head.sortIndicatorOrder()) == (column, order)
    assert asked == [] and not head.signalsBlocked()
