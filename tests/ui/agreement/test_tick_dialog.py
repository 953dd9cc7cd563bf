"""A list to tick, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.agreement.tick_dialog import TickDialog
from tests.ui.test_names import nameless_of

FEW = [("a", "Ana"), ("b", "Ben"), ("c", "Chloé")]
MANY = [(f"d{number}", f"Document {number}") for number in range(1000)]


def shown(qtbot: QtBot, options: list[tuple[str, str]], ticked: list[str], least: int = 1) -> TickDialog:
    dialog = TickDialog("Coders", "Two or more.", options, ticked, least)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def turn(dialog: TickDialog, row: int) -> None:
    """Tick a row, or take its tick away."""
    dialog.model.choose(dialog.model.chosen ^ {dialog.model.entries[row].id})


def test_space_ticks_and_unticks_and_enter_takes_what_is_ticked(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FEW, ["a", "b", "c"])
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert told.args == [("a", "c")]


def test_fewer_than_are_needed_cannot_be_taken_and_it_is_said(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FEW, ["a", "b"], least=2)
    turn(dialog, 0)
    assert not dialog.accept_button.isEnabled() and dialog.count.text() == "1 of 3 ticked; at least 2 must be"
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        dialog.accept()
    assert dialog.isVisible()


def test_typing_filters_and_all_that_is_left_is_ticked_at_once(qtbot: QtBot) -> None:
    dialog = shown(qtbot, MANY, [])
    assert dialog.filter.isVisible()
    QTest.keyClicks(dialog.filter, "document 99")
    dialog.all_button.click()
    assert dialog.choice == ("d99", *(f"d99{digit}" for digit in range(10)))
    dialog.filter.clear()
    dialog.none_button.click()
    assert dialog.choice == ()


def test_few_options_need_no_filter_and_all_controls_are_named(qtbot: QtBot) -> None:
    dialog = shown(qtbot, FEW, ["a"])
    assert not dialog.filter.isVisible()
    assert nameless_of(dialog) == []


@pytest.mark.parametrize("least", [1, 2])
def test_what_is_ticked_comes_in_the_order_of_the_list(qtbot: QtBot, least: int) -> None:
    dialog = shown(qtbot, FEW, ["c", "a", "gone"], least)
    assert dialog.choice == ("a", "c")


def test_those_of_a_set_are_ticked_together_and_nothing_else(qtbot: QtBot) -> None:
    dialog = TickDialog("Documents", "Some.", MANY, ["d1"], groups=[("Round 1", ["d2", "d3", "gone"]), ("Two", ["d9"])])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.groups.isVisible() and dialog.groups.count() == 3
    dialog.groups.setCurrentIndex(1)
    dialog.groups.activated.emit(1)
    assert dialog.choice == ("d2", "d3") and dialog.count.text() == "2 of 1000 ticked"
    dialog.groups.activated.emit(0)
    assert dialog.choice == ("d2", "d3")


def test_where_there_are_no_sets_none_are_offered(qtbot: QtBot) -> None:
    assert not shown(qtbot, FEW, ["a"]).groups.isVisible()
