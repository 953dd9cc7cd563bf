"""What is said aloud is handed to assistive tools where there are any."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.kit.announcing import announce


@pytest.mark.parametrize(("active", "text", "times"), [(True, "Copied.", 1), (True, "", 0), (False, "Copied.", 0)])
def test_a_text_is_said_once_where_somebody_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, active: bool, text: str, times: int
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: active))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(lambda event: told.append(event.message())))
    label = QLabel("x")
    qtbot.addWidget(label)
    announce(label, text)
    assert told == [text] * times
