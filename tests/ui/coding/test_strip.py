"""The strip: labels with their keys as far as there is room, what was done, and who codes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.ui import theme
from annotator.ui.coding.strip import LabelStrip
from tests.projects import default_codebook

LONG = "A label with a name that goes on and on and on"


def label(number: int, name: str = "") -> Label:
    return Label(id=LabelId(f"l{number}"), name=name or f"Label {number}", key="123456789abcdef"[number])


@pytest.fixture
def strip(qtbot: QtBot) -> LabelStrip:
    made = LabelStrip()
    qtbot.addWidget(made)
    made.resize(900, 40)
    made.set_labels(default_codebook().labels)
    made.show()
    QApplication.processEvents()
    return made


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
    strip.resize(2400, 40)
    QApplication.processEvents()
    assert 0 < few < 15 == len(shown(strip))


def test_a_long_name_is_cut_and_whole_in_the_tooltip(strip: LabelStrip) -> None:
    strip.set_labels([label(0, LONG), label(1, "Fish & chips")])
    QApplication.processEvents()
    assert shown(strip)[0].endswith("…") and strip.buttons[0].toolTip() == LONG
    assert strip.buttons[0].accessibleName() == f"Code as {LONG}"
    assert shown(strip)[1] == "2  Fish && chips"


def test_no_message_and_no_name_widen_the_strip(strip: LabelStrip) -> None:
    least = strip.minimumSizeHint().width()
    strip.say("word " * 200)
    strip.say_who("A coder with a very long name indeed, of two families · adjudicating")
    QApplication.processEvents()
    assert strip.minimumSizeHint().width() <= least + 200 and strip.width() == 900
    assert strip.message.toolTip() == "word " * 200
    assert len(shown(strip)) == 4


def test_another_workspace_shows_no_labels(strip: LabelStrip) -> None:
    strip.show_coding(False)
    assert shown(strip) == [] and not strip.picker.isVisible()
    strip.show_coding(True)
    QApplication.processEvents()
    assert len(shown(strip)) == 4


def test_the_marks_take_the_colours_of_the_theme(strip: LabelStrip, qapp: QApplication) -> None:
    theme.apply(qapp, theme.LIGHT)
    strip.redress()
    light = strip.buttons[0].icon().pixmap(20, 16).toImage()
    theme.apply(qapp, theme.DARK)
    strip.redress()
    assert strip.buttons[0].icon().pixmap(20, 16).toImage() != light
