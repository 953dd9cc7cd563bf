"""The window stands where it stood; what the settings say and Qt cannot use changes nothing."""

import base64

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.ui.settings.settings import Settings
from annotator.ui.window.window_place import fit, restore, with_place


def window_of(qtbot: QtBot, width: int, height: int = 300) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(width, height)
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


@pytest.mark.parametrize(("wide", "high"), [(1024, 700), (1280, 720), (1366, 768), (1920, 1080), (3840, 2160)])
def test_at_first_the_window_has_place_on_the_screen_with_its_frame(qtbot: QtBot, wide: int, high: int) -> None:
    window = window_of(qtbot, 1320, 840)
    fit(window, QSize(wide, high))
    assert window.width() == min(1320, wide - 16)
    assert window.height() == min(840, high - 40)
