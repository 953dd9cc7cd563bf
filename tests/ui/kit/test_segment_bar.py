"""A few choices of which one holds: by mouse, by arrows, and as a screen reader hears them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit.segment_bar import SegmentBar

CHOICES = {"a": "near", "b": "as set", "c": "wide"}


@pytest.fixture
def segments(qtbot: QtBot) -> SegmentBar:
    made = SegmentBar("Pitch", CHOICES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def checked(segments: SegmentBar) -> list[object]:
    return [value for value, button in segments.buttons.items() if button.isChecked()]


def test_what_holds_is_shown_without_being_told(segments: SegmentBar) -> None:
    told: list[object] = []
    segments.chosen.connect(told.append)
    segments.show_value("c")
    assert checked(segments) == ["c"] == [segments.value] and told == []


def test_arrows_choose_and_tab_has_one_stop(segments: SegmentBar, qtbot: QtBot) -> None:
    told: list[object] = []
    segments.chosen.connect(told.append)
    segments.show_value("b")
    segments.setFocus()
    assert segments.buttons["b"].hasFocus()
    QTest.keyClick(segments.buttons["b"], Qt.Key.Key_Right)
    assert told == ["c"] and checked(segments) == ["c"] and segments.buttons["c"].hasFocus()
    QTest.mouseClick(segments.buttons["a"], Qt.MouseButton.LeftButton)
    assert told == ["c", "a"] and segments.value == "a"


def test_each_is_a_radio_button_with_title_and_choice(segments: SegmentBar) -> None:
    told = [QAccessible.queryAccessibleInterface(button) for button in segments.buttons.values()]
    assert [each.role() for each in told] == [QAccessible.Role.RadioButton] * 3
    assert [each.text(QAccessible.Text.Name) for each in told] == ["Pitch: near", "Pitch: as set", "Pitch: wide"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12))
def test_one_alone_holds_whatever_is_offered_meanwhile(segments: SegmentBar, values: list[str]) -> None:
    for value in values:
        segments.set_choices({**CHOICES, value: value})
        segments.show_value(value)
        assert checked(segments) == [value]
