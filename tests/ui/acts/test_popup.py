"""The list below a row: it is moved in from the row, is always in the window, and never has the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.acts.entries import CardEntry
from annotator.ui.acts.popup import IN, MOST_ROWS, PAGE, ROW, EntryPopup
from tests.ui.acts.desks import (
    card_of,
    code_the_act,
    field_of,
    offered,
    project_with_actors,
    rows,
)
from tests.ui.windows import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with the actors that come with the program, mentions not offered."""
    return project_with_actors(tmp_path / "acts.annot")


def test_the_mouse_does_the_same(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    force = field_of(stage, "attribute:force")
    QTest.mouseClick(force, Qt.MouseButton.LeftButton)
    assert force.hasFocus()
    popup = card_of(stage).popup
    place = popup.list.visualRect(popup.model.index(offered(stage).index("demands"))).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(stage) == {"Force": "demands"}
    QTest.mouseClick(force, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card_of(stage).lines["attribute:force"].out, Qt.MouseButton.LeftButton)
    assert rows(stage) == {}


@pytest.fixture
def popup(qtbot: QtBot) -> Iterator[EntryPopup]:
    """The list in a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield EntryPopup(window)


def entries(count: int) -> list[CardEntry]:
    return [CardEntry(f"actor {number}", is_in=number == 1) for number in range(count)]


def test_whatever_steps_are_gone_one_of_the_entries_is_lit(popup: EntryPopup) -> None:
    @given(st.integers(1, 30), st.integers(-1, 29), st.lists(st.sampled_from([1, -1, PAGE, -PAGE]), max_size=12))
    def walk(count: int, first: int, steps: list[int]) -> None:
        popup.show_entries(entries(count), min(first, count - 1))
        for step in steps:
            before = popup.lit
            popup.move_lit(step)
            assert 0 <= popup.lit < count
            if before < 0:
                assert popup.lit == (0 if step > 0 else count - 1)
            elif abs(step) == 1:
                assert popup.lit == (before + step) % count
            else:
                assert popup.lit == max(0, min(count - 1, before + step)), "a page does not go round"

    walk()


def test_of_nothing_nothing_is_lit_and_nothing_is_shown(popup: EntryPopup) -> None:
    popup.show_entries(entries(3), 1)
    popup.stand_at(40, 300)
    assert popup.isVisible() and popup.geometry().getRect() == (0, 40, 300, popup.height_wanted)
    popup.show_entries([], -1)
    popup.stand_at(40, 300)
    popup.move_lit(1)
    assert popup.lit == -1 and not popup.isVisible() and popup.said() == "nothing matches"


@pytest.mark.parametrize("count", [1, MOST_ROWS, MOST_ROWS + 1, 40])
def test_it_shows_whole_rows_and_at_most_seven(popup: EntryPopup, count: int) -> None:
    popup.show_entries(entries(count), count - 1)
    popup.stand_at(0, 300)
    seen = popup.list.viewport().height()
    assert seen // ROW == min(count, MOST_ROWS) and seen % ROW < 4
    assert popup.list.visualRect(popup.list.currentIndex()).bottom() <= seen


def test_it_says_what_is_lit_and_of_how_many(popup: EntryPopup) -> None:
    popup.show_entries(entries(3), 2)
    assert popup.said() == "actor 2, 3 of 3"
    popup.light(-1)
    assert popup.said() == "3 offered, none chosen"
    assert popup.model.items[1].title == f"{IN}actor 1", "what fills the row already has a sign"


def test_it_leaves_the_keyboard_where_it_is(popup: EntryPopup, qtbot: QtBot) -> None:
    field = QLineEdit(popup.window())
    field.show()
    field.setFocus()
    popup.show_entries(entries(3), 0)
    popup.stand_at(0, 300)
    place = popup.list.visualRect(popup.model.index(2)).center()
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [2] and field.hasFocus()
