"""The main keys on one line: as they are now, and as many as fit."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.kit import theme, themes
from annotator.ui.window.key_line import KeyLine

KEYS = (
    (("adjudicate.next", "adjudicate.previous"), "next, previous"),
    (("Return",), "opens"),
    (("edit.undo",), "back"),
)


def test_each_key_stands_with_what_it_does_a_letter_large(qtbot: QtBot) -> None:
    line = KeyLine()
    qtbot.addWidget(line)
    line.show_keys(KEYS)
    assert line.parts == [("N P", "next, previous"), ("Return", "opens"), ("Ctrl+Z", "back")]
    assert line.accessibleName() == "N P: next, previous, Return: opens, Ctrl+Z: back"
    put_in_force(keys_in_force({"adjudicate.next": "F12", "edit.undo": ""}))
    assert line.parts == [("F12 P", "next, previous"), ("Return", "opens")]


def test_what_has_no_room_is_left_out_whole(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    line = KeyLine()
    qtbot.addWidget(line)
    line.show_keys(KEYS)
    line.resize(line.sizeHint())
    whole, empty = line.grab().toImage(), KeyLine()
    qtbot.addWidget(empty)
    empty.resize(line.size())
    assert whole != empty.grab().toImage()
    line.resize(10, 20)
    empty.resize(10, 20)
    assert line.grab().toImage() == empty.grab().toImage()
