"""Choices as chips: what is ticked stands on them, and the list stays open while one ticks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.kit.choice_chips import TickChip, choice_chip, toggle_chip

NAMES = ("Appeal", "Thanks & praise", "Warning", "وعد")


@pytest.fixture
def chip(qtbot: QtBot) -> TickChip:
    made = TickChip("Labels", "labels")
    qtbot.addWidget(made)
    made.offer([(name, QIcon(), True) for name in NAMES])
    made.show()
    return made


def test_it_says_what_is_ticked_by_name_where_that_is_short(chip: TickChip) -> None:
    assert (chip.text(), chip.accessibleName()) == ("all labels", "Labels: all labels")
    for number, said in ((3, "3 of 4 labels"), (2, "Appeal, Thanks && praise"), (1, "Appeal"), (0, "no labels")):
        chip.ticks[number].trigger()
        assert chip.text() == said
    chip.tick_all()
    assert chip.text() == "all labels" and all(tick.isChecked() for tick in chip.ticks)


def test_the_list_stays_open_while_one_ticks_by_mouse_or_keys(chip: TickChip, qtbot: QtBot) -> None:
    told: list[None] = []
    chip.changed.connect(lambda: told.append(None))
    menu = chip.menu()
    menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(chip.ticks[0]).center())
    menu.setActiveAction(chip.ticks[1])
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert menu.isVisible() and [tick.isChecked() for tick in chip.ticks] == [False, False, True, True]
    assert len(told) == 4
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


@pytest.mark.usefixtures("qapp")
@given(st.lists(st.text(max_size=60), max_size=12), st.data())
def test_whatever_is_ticked_the_chip_is_short_and_read_whole(names: list[str], data: st.DataObject) -> None:
    chip = TickChip("Labels", "labels")
    ticked = [data.draw(st.booleans()) for _ in names]
    chip.offer([(name, QIcon(), each) for name, each in zip(names, ticked, strict=True)])
    assert chip.fontMetrics().horizontalAdvance(chip.text().replace("&&", "&")) <= 260
    assert [tick.isChecked() for tick in chip.ticks] == ticked
    assert chip.accessibleName().startswith("Labels: ")


def test_chips_of_one_choice_have_the_names_that_are_heard(qtbot: QtBot) -> None:
    one, other = choice_chip("Force"), toggle_chip("groups by their members", "Count each member")
    for each in (one, other):
        qtbot.addWidget(each)
    assert (one.accessibleName(), other.accessibleName()) == ("Force", "groups by their members")
    assert other.isCheckable() and other.toolTip() == "Count each member"
