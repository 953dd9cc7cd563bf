"""The table fits its room, wraps its words, and says each cell to a screen reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.cases.table import CaseCell, CaseColumn, TableRow
from annotator.ui.cases.table_view import CaseTableView
from annotator.ui.kit import theme, themes
from tests.ui.cases.builders import LABELS

COLUMNS = (
    CaseColumn(("A", "C"), ("Ana", "Cleo"), (0, 2), False),
    CaseColumn(("B",), ("Ben",), (1,), True, is_marked=True),
)
ROWS = (
    TableRow("Label", (CaseCell("–"), CaseCell("Appeal", label="appeal"))),
    TableRow("Force", (CaseCell("–"), CaseCell("demands", "strongest of 5"))),
)


@pytest.fixture
def view(qtbot: QtBot) -> CaseTableView:
    made = CaseTableView("What the coders say")
    qtbot.addWidget(made)
    made.resize(344, 200)
    made.show_table(COLUMNS, ROWS, LABELS)
    made.show()
    return made


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=6), st.integers(320, 500))
def test_each_row_has_room_for_its_words_and_the_columns_for_no_more_than_there_is(
    qapp: QApplication, said: list[list[str]], width: int
) -> None:
    made = CaseTableView("Table")
    made.resize(width, 200)
    made.show()
    columns = [CaseColumn((letter,), (f"Coder {letter}",), (at,), True) for at, letter in enumerate("ABC")]
    made.show_table(columns, [TableRow("Row", tuple(map(CaseCell, cells))) for cells in said], LABELS)
    within = sum(made.columnWidth(at) for at in range(4)) <= made.viewport().width()
    high = made.height() >= sum(made.rowHeight(at) for at in range(len(said)))
    before = [made.rowHeight(at) for at in range(len(said))]
    made.show_table(columns, [TableRow("Row", tuple(CaseCell(text * 4) for text in cells)) for cells in said], LABELS)
    after = [made.rowHeight(at) for at in range(len(said))]
    made.close()
    made.deleteLater()
    assert within and high and all(a <= b for a, b in zip(before, after, strict=True))


def test_cells_and_heads_are_said_with_what_they_are(view: CaseTableView) -> None:
    told = QAccessible.queryAccessibleInterface(view)
    names = [told.child(at).text(QAccessible.Text.Name) for at in range(told.childCount())]
    assert "A C Ana and Cleo" in names and "Force, Ben: demands, strongest of 5" in names
    assert "Label, Ana and Cleo: nothing" in names
    assert told.text(QAccessible.Text.Name) == "What the coders say"


def test_a_click_on_a_head_takes_and_one_on_a_cell_chooses(view: CaseTableView) -> None:
    taken: list[int] = []
    pressed: list[tuple[int, int]] = []
    view.taken.connect(taken.append)
    view.cell_pressed.connect(lambda row, column: pressed.append((row, column)))
    heads = view.horizontalHeader()
    where = heads.sectionViewportPosition(2) + 10
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where, 8))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.cells.index(1, 2)).center())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.cells.index(1, 0)).center())
    assert taken == [1] and pressed == [(1, 1)]


def test_what_neighbours_say_alike_stands_once_where_one_chooses(view: CaseTableView) -> None:
    both = [replace_span(column) for column in COLUMNS]
    same = TableRow("Speaker", (CaseCell("France", is_chosen=True), CaseCell("France", is_chosen=True)))
    view.show_table(both, [ROWS[1], same], LABELS, row_at_hand=1)
    assert view.columnSpan(1, 1) == 2 and view.columnSpan(0, 1) == 1
    assert view.rowHeight(1) < view.rowHeight(0)
    view.show_table(both, [ROWS[1], same], LABELS)
    assert view.columnSpan(1, 1) == 1


def replace_span(column: CaseColumn) -> CaseColumn:
    return column._replace(has_span=True)


def test_the_heads_stand_on_the_ground_of_the_column_and_begin_where_the_rows_do(
    view: CaseTableView, qapp: QApplication
) -> None:
    theme.apply(qapp, themes.LIGHT)
    view.show_table(COLUMNS, ROWS, LABELS)
    heads = view.horizontalHeader()
    assert heads.viewport().width() == heads.width() == view.viewport().width()
    image = view.grab(QRect(2, 2, view.width() - 4, 34)).toImage()
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert themes.LIGHT.paper.lower() not in found and themes.LIGHT.frame.lower() in found
