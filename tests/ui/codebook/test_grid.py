"""A table to type in: whatever is typed, moved and taken out, each row knows which one it was."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.codebook.grid import Grid

CELLS = st.tuples(st.sampled_from(["", " ", "low", "高", "منخفض"]), st.sampled_from(["", "a meaning"]))
FILLED = CELLS.filter(lambda cells: bool(cells[0].strip()))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(0, 3), CELLS),
        st.tuples(st.just("move"), st.integers(0, 3), st.sampled_from([-1, 1])),
        st.tuples(st.just("remove"), st.integers(0, 3), st.none()),
    ),
    max_size=6,
)


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[Grid]:
    made = Grid("Values", "value", ("Value", "Meaning"))
    qtbot.addWidget(made)
    made.show()
    yield made


def type_in(grid: Grid, row: int, cells: tuple[str, ...]) -> None:
    for column, text in enumerate(cells):
        item = grid.table.item(row, column)
        assert item is not None
        item.setText(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(FILLED, max_size=4), steps=STEPS)
def test_whatever_is_done_to_the_rows_each_knows_which_one_it_was(
    grid: Grid, rows: list[tuple[str, str]], steps: list[tuple[str, int, object]]
) -> None:
    grid.show_rows(rows)
    expected: list[tuple[int | None, tuple[str, ...]]] = list(enumerate(rows))
    for way, number, what in steps:
        if not expected:
            break
        row = number % len(expected)
        grid.table.setCurrentCell(row, 0)
        if way == "remove":
            grid.remove_row()
            del expected[row]
        elif isinstance(what, int):
            grid.move_row(what)
            if 0 <= row + what < len(expected):
                expected.insert(row + what, expected.pop(row))
        elif isinstance(what, tuple):
            type_in(grid, row, what)
            expected[row] = expected[row][0], what
    filled = [(place, cells) for place, cells in expected if cells[0].strip()]
    assert grid.rows_and_origins() == filled and grid.rows() == [cells for _, cells in filled]
    grid.settle()
    assert grid.rows_and_origins() == list(enumerate(cells for _, cells in filled))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(FILLED, max_size=4), new=st.lists(FILLED, max_size=4))
def test_rows_are_shown_without_telling_of_it(
    grid: Grid, old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    told: list[object] = []
    listener = grid.edited.connect(lambda: told.append(1))
    grid.show_rows(old)
    grid.show_rows(new)
    assert grid.rows() == new and told == []
    grid.edited.disconnect(listener)


def test_a_new_row_comes_from_nowhere_and_counts_once_it_has_a_first_cell(grid: Grid) -> None:
    grid.show_rows([("low", "a meaning")])
    grid.add_row()
    assert grid.rows() == [("low", "a meaning")]
    type_in(grid, 1, ("high", ""))
    assert grid.rows_and_origins() == [(0, ("low", "a meaning")), (None, ("high", ""))]


def test_a_row_that_was_emptied_counts_no_more_once_the_rows_are_settled(grid: Grid) -> None:
    grid.show_rows([("low", ""), ("high", "")])
    type_in(grid, 0, (" ", "left over"))
    assert grid.rows_and_origins() == [(1, ("high", ""))]
    grid.settle()
    assert grid.rows_and_origins() == [(0, ("high", ""))]


def test_enter_types_in_the_cell_at_hand_and_tab_leaves_the_table(grid: Grid, qtbot: QtBot) -> None:
    grid.show_rows([("low", "")])
    grid.activateWindow()
    grid.table.setFocus()
    QTest.keyClick(grid.table, Qt.Key.Key_Return)
    assert grid.table.state() == QAbstractItemView.State.EditingState
    field = grid.table.findChild(QLineEdit)
    assert field is not None
    field.setText("lower")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.rows() == [("lower", "")])
    grid.table.setFocus()
    QTest.keyClick(grid.table, Qt.Key.Key_Tab)
    assert not grid.table.hasFocus() and grid.table.state() != QAbstractItemView.State.EditingState


def test_an_empty_cell_is_called_by_its_column(grid: Grid) -> None:
    grid.show_rows([("low", "")])
    told = [grid.table.item(0, column) for column in (0, 1)]
    assert [one and one.data(Qt.ItemDataRole.AccessibleTextRole) for one in told] == ["Value: low", "Meaning: empty"]
