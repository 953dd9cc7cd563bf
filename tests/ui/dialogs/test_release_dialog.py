"""Gold released: ready documents are ticked, the others say what they lack, and any can be taken back."""

from collections.abc import Collection

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.ticks import TickEntry
from tests.ui.dialogs.ticked import ENTRIES, shown


def warn(chosen: Collection[str]) -> str:
    return "Not ready is “Second”" if "b" in chosen else ""


def released(qtbot: QtBot, known: Collection[str] = (), ready: Collection[str] = ("a", "c")) -> ReleaseDialog:
    dialog = ReleaseDialog(ENTRIES, known, ready, warn)
    shown(qtbot, dialog)
    return dialog


def test_ready_documents_are_ticked_and_enter_releases_them(qtbot: QtBot) -> None:
    dialog = released(qtbot)
    assert dialog.count.text() == "2 new" and not dialog.warning.isVisible()
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told.args == [frozenset({"a", "c"})]


def test_space_ticks_what_is_not_ready_and_it_is_said_in_a_sentence(qtbot: QtBot) -> None:
    dialog = released(qtbot)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.chosen == {"a", "b", "c"}
    assert dialog.warning.isVisible() and dialog.warning.text() == "Not ready is “Second”"
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.chosen == {"a", "c"} and not dialog.warning.isVisible()


def test_what_is_released_already_is_no_news_and_can_be_taken_back(qtbot: QtBot) -> None:
    dialog = released(qtbot, known=["b"], ready=[])
    assert not dialog.accept_button.isEnabled() and not dialog.warning.isVisible()
    dialog.choosers["None"].click()
    assert dialog.accept_button.text() == "Take back" and dialog.count.text() == "1 taken back"
    dialog.choosers["All"].click()
    assert dialog.accept_button.text() == "Release" and dialog.count.text() == "2 new"
    dialog.choosers["Ready ones"].click()
    assert dialog.model.chosen == {"b"}


@pytest.mark.parametrize("count", [3_000])
def test_thousands_of_documents_can_be_ticked_at_once(qtbot: QtBot, count: int) -> None:
    entries = [TickEntry(str(number), f"Document {number}", "ready") for number in range(count)]
    dialog = ReleaseDialog(entries, [], [], warn)
    shown(qtbot, dialog)
    dialog.choosers["All"].click()
    assert dialog.count.text() == f"{count} new"
