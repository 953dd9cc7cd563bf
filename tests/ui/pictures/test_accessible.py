"""A picture as assistive tools meet it."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.explore.pictures import ActsView


def test_assistive_tools_meet_a_chart_that_is_called_after_the_cell_at_hand(view: ActsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() is QAccessible.Role.Chart and told.state().focusable
    assert told.text(QAccessible.Text.Name) == "China to China: no acts"
    assert told.text(QAccessible.Text.Description).startswith("Arrows move")


def test_a_place_is_said_aloud_only_where_the_keyboard_is_and_somebody_listens(
    view: ActsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    before = QAccessible.isActive()
    try:
        for active, here, expected in ((False, True, []), (True, False, []), (True, True, ["France to China"])):
            QAccessible.setActive(active)
            view.setFocus() if here else view.clearFocus()
            said.clear()
            view.announce("France to China")
            assert said == expected
    finally:
        QAccessible.setActive(before)


def test_charts_come_and_go_and_leave_the_others_their_voice(view: ActsView, qtbot: QtBot) -> None:
    for number in range(20):
        other = ActsView(f"picture {number}", "acts")
        told = QAccessible.queryAccessibleInterface(other)
        assert (told.role(), told.text(QAccessible.Text.Name)) == (QAccessible.Role.Chart, f"picture {number}")
        shiboken6.delete(other)
    gc.collect()
    assert QAccessible.queryAccessibleInterface(view).role() is QAccessible.Role.Chart
