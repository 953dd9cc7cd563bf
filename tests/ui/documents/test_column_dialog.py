"""Columns are ticked and moved; the title cannot be left out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.documents.column_dialog import ColumnDialog
from annotator.ui.documents.columns import TITLE, columns_of

EVERY = columns_of(["tag"], [], shows_gold=False)


@pytest.fixture
def dialog(qtbot: QtBot) -> ColumnDialog:
    made = ColumnDialog(EVERY, EVERY[:3])
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_ticked_is_given_in_its_order(dialog: ColumnDialog, qtbot: QtBot) -> None:
    assert dialog.ids == [one.id for one in EVERY[:3]]
    dialog.list.setCurrentRow(2)
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.down.click()
    dialog.list.setCurrentRow(3)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    assert given.args == [(EVERY[2].id, TITLE, EVERY[1].id, EVERY[3].id)]


def test_at_the_ends_nothing_moves(dialog: ColumnDialog) -> None:
    before = dialog.ids
    dialog.up.click()
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    dialog.down.click()
    assert dialog.ids == before


def test_those_that_are_shown_at_first_come_back(dialog: ColumnDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.given) as given:
        dialog.first.click()
    assert given.args == [()]
