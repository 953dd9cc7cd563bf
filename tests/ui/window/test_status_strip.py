"""The strip: labels with their keys as far as there is room, what was done, and who codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.operations.team.hubs.words import HubReach, HubTold
from annotator.ui.background.hub_state import HubState
from annotator.ui.kit import theme, themes
from annotator.ui.window.status_strip import FOOT, LabelButton, LabelStrip
from tests.projects import default_codebook
from tests.ui.windows import Stage, make_project

LONG = "A label with a name that goes on and on and on"
LONGEST_MESSAGE, LONGEST_COUNT = 150, 340
"""Pixels that the words at the right wish for, however many they are."""


def label(number: int, name: str = "") -> Label:
    return Label(id=LabelId(f"l{number}"), name=name or f"Label {number}", key="123456789abcdef"[number])


@pytest.fixture
def strip(qtbot: QtBot) -> LabelStrip:
    """The labels of the default codebook, and just enough room for them."""
    made = LabelStrip()
    qtbot.addWidget(made)
    made.set_labels(default_codebook().labels)
    made.show()
    make_room(made)
    return made


def make_room(strip: LabelStrip) -> None:
    """Give a strip the width that everything in it wishes for at most, in whatever font the machine has."""
    layout = strip.layout()
    assert layout is not None
    margins = layout.contentsMargins()
    parts = strip.row.sizeHint().width(), strip.picker.sizeHint().width(), LONGEST_MESSAGE, LONGEST_COUNT
    strip.resize(margins.left() + sum(parts) + 3 * layout.spacing() + margins.right(), 40)
    QApplication.processEvents()


def shown(strip: LabelStrip) -> list[str]:
    return [button.text() for button in strip.buttons if button.isVisible()]


def test_each_label_stands_with_its_key_and_codes_when_it_is_clicked(strip: LabelStrip, qtbot: QtBot) -> None:
    assert shown(strip) == ["1  Appeal", "2  Commitment", "3  Warning", "4  Actor"]
    with qtbot.waitSignal(strip.label_chosen) as chosen:
        QTest.mouseClick(strip.buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["warning"]
    with qtbot.waitSignal(strip.picker_requested):
        QTest.mouseClick(strip.picker, Qt.MouseButton.LeftButton)


def test_labels_for_which_there_is_no_room_are_left_out_and_come_back(strip: LabelStrip) -> None:
    strip.set_labels([label(number) for number in range(15)])
    QApplication.processEvents()
    few = len(shown(strip))
    make_room(strip)
    assert 0 < few < 15 == len(shown(strip))


def test_a_long_name_is_cut_and_whole_in_the_tooltip(strip: LabelStrip) -> None:
    strip.set_labels([label(0, LONG), label(1, "A & B")])
    QApplication.processEvents()
    # A font without the one character gets three dots.
    assert shown(strip)[0].endswith(("…", "...")) and strip.buttons[0].toolTip() == LONG
    assert strip.buttons[0].accessibleName() == f"Code as {LONG}"
    assert shown(strip)[1] == "2  A && B"


def test_no_message_and_no_count_widen_the_strip(strip: LabelStrip) -> None:
    least, width = strip.minimumSizeHint().width(), strip.width()
    strip.say("word " * 200)
    strip.say_count("4 of 11 done, and very many other things that could be counted too")
    QApplication.processEvents()
    assert strip.minimumSizeHint().width() <= least + (LONGEST_MESSAGE + LONGEST_COUNT) // 2
    assert (strip.message.sizeHint().width(), strip.count.sizeHint().width()) == (LONGEST_MESSAGE, LONGEST_COUNT)
    assert strip.width() == width
    assert strip.message.toolTip() == "word " * 200
    assert len(shown(strip)) == 4


def test_another_workspace_shows_no_labels(strip: LabelStrip) -> None:
    strip.show_coding(False)
    assert shown(strip) == [] and not strip.picker.isVisible()
    strip.show_coding(True)
    QApplication.processEvents()
    assert len(shown(strip)) == 4


def test_the_marks_take_the_colours_of_the_theme(strip: LabelStrip, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    strip.refresh_theme()
    light = strip.buttons[0].grab().toImage()
    theme.apply(qapp, themes.DARK)
    strip.refresh_theme()
    assert strip.buttons[0].grab().toImage() != light


def test_the_label_of_the_span_at_hand_is_marked(strip: LabelStrip) -> None:
    strip.mark("warning")
    assert [isinstance(each, LabelButton) and each.is_at_hand for each in strip.buttons] == [False, False, True, False]
    strip.mark("")
    assert not any(isinstance(each, LabelButton) and each.is_at_hand for each in strip.buttons)


@pytest.mark.parametrize("coding", [True, False])
def test_the_foot_is_as_high_everywhere(strip: LabelStrip, coding: bool) -> None:
    strip.show_coding(coding)
    strip.keys.show_keys(((("edit.undo",), "takes back"),))
    strip.say("Something was done")
    assert strip.height() == FOOT


def test_where_nobody_codes_the_foot_names_the_main_keys_as_they_are_now(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "keys.annot"), "Ana").window
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    keys = window.strip.keys
    assert keys.isVisible() and ("N P", "next, previous") in keys.parts
    window.actions_.set_keys({"adjudicate.next": "F12", "adjudicate.settle": ""})
    assert ("F12 P", "next, previous") in keys.parts and "policy" not in keys.accessibleName()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[QObject, str]]]:
    """What Qt is given to be said aloud, and by what, while an assistive tool is there."""
    said: list[tuple[QObject, str]] = []
    pass_on = QAccessible.updateAccessibility

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append((event.object(), event.message()))
        pass_on(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(before)


def test_what_was_done_and_what_was_refused_is_said_to_assistive_tools(
    stage: Stage, tmp_path: Path, heard: list[tuple[QObject, str]]
) -> None:
    stage.open(make_project(tmp_path / "aloud.annot"), "Ana")
    message = stage.window.strip.message

    def by_the_strip() -> list[str]:
        said = [text for speaker, text in heard if speaker is message]
        heard.clear()
        return said

    by_the_strip()
    stage.press("Space", "1")
    assert by_the_strip() == ["Coded as Appeal · saved"]
    stage.select("France")
    stage.press("1")
    assert by_the_strip() == ["This passage is already coded as Appeal."]
    told = QAccessible.queryAccessibleInterface(message)
    assert told.text(QAccessible.Text.Name) == "What was done last"
    assert told.text(QAccessible.Text.Description) == "This passage is already coded as Appeal."
    # The same sentence again is news: the same key was refused again.
    stage.press("1")
    assert by_the_strip() == ["This passage is already coded as Appeal."]
    stage.window.say("")
    assert by_the_strip() == []


def test_without_an_assistive_tool_nothing_is_announced(strip: LabelStrip, heard: list[tuple[QObject, str]]) -> None:
    QAccessible.setActive(False)
    strip.say("Coded as Appeal · saved")
    assert heard == []
    QAccessible.setActive(True)
    strip.say("Coded as Appeal · saved")
    assert heard == [(strip.message, "Coded as Appeal · saved")]


def test_that_a_hub_is_gone_or_back_is_said_aloud_once(strip: LabelStrip, heard: list[tuple[QObject, str]]) -> None:
    def stands(reach: HubReach, waiting: int = 0) -> None:
        told = HubTold(reach, "2025-11-28T09:42:00Z", "2025-11-28T09:50:00Z", waiting)
        strip.hub.show_hubs([HubState(1, "hub.example.org/texts", "lea", told)])

    stands(HubReach.IN_STEP)
    assert heard == [], "opening a project is no news"
    for waiting in (1, 2):
        stands(HubReach.UNREACHABLE, waiting)
    stands(HubReach.IN_STEP)
    assert [text for _, text in heard] == [
        "Saved. The hub cannot be reached since 28 November 2025; 1 act waits here, nothing is lost.",
        "Saved. Handed over 28 November 2025.",
    ]
