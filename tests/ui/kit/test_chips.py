"""Views as chips: one is chosen, by the mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.kit.chips import ViewChips


@pytest.fixture
def chips(qtbot: QtBot) -> ViewChips:
    made = ViewChips("View")
    for title in ("Table", "Who & whom", "Over time"):
        made.add(title)
    qtbot.addWidget(made)
    made.resize(400, 60)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_first_is_chosen_and_each_choice_is_told_once(chips: ViewChips) -> None:
    told: list[int] = []
    chips.chosen.connect(told.append)
    assert chips.current == 0
    chips.buttons[2].click()
    chips.buttons[2].click()
    chips.choose(1)
    assert told == [2, 1] and chips.current == 1
    assert [each.isChecked() for each in chips.buttons] == [False, True, False]


def test_keys_choose_too_and_each_chip_has_its_name(chips: ViewChips) -> None:
    chips.buttons[1].setFocus()
    QTest.keyClick(chips.buttons[1], Qt.Key.Key_Return)
    assert chips.current == 1
    assert [each.accessibleName() for each in chips.buttons] == ["Table", "Who & whom", "Over time"]


def test_no_word_is_cut_in_a_narrow_row(chips: ViewChips, qtbot: QtBot) -> None:
    chips.resize(120, 200)
    qtbot.waitUntil(lambda: len({each.y() for each in chips.buttons}) == 3)
    assert all(each.width() >= each.sizeHint().width() for each in chips.buttons)
