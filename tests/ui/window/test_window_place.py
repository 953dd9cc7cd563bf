"""The window stands where it stood; what the settings say and Qt cannot use changes nothing."""

import base64

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.ui.settings.settings import Settings
from annotator.ui.window.window_place import restore, with_place


def window_of(qtbot: QtBot, width: int) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(width, 300)
    window.show()
    return window


def test_a_window_comes_back_as_it_was(qtbot: QtBot) -> None:
    settings = with_place(Settings(), window_of(qtbot, 500))
    again = window_of(qtbot, 400)
    restore(again, settings)
    assert again.width() == 500


@pytest.mark.parametrize("saved", ["", "!!", "AAAA", base64.b64encode(b"garbage").decode()])
def test_what_cannot_be_used_is_left_alone(qtbot: QtBot, saved: str) -> None:
    window = window_of(qtbot, 400)
    before = window.geometry()
    restore(window, Settings(geometry=saved))
    assert window.geometry() == before
