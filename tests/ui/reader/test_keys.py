"""The reader's own keys, and the key of the context menu."""

import sys
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader import keys
from tests.ui.reader.samples import LATIN, view_of


def _event(sequence: QKeySequence) -> QKeyEvent:
    pressed = sequence[0]  # type: ignore[index]
    return QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())


def test_each_own_key_is_answered_and_each_answered_key_is_own(qapp: QApplication) -> None:
    def answered(sequence: QKeySequence) -> bool:
        event = _event(sequence)
        return keys.movement_of(event) is not None or keys.asks_for_copy(event) or keys.asks_for_all(event)

    own = keys.own_keys()
    assert own
    assert len({key.toString() for key in own}) == len(own)
    assert all(answered(key) for key in own)
    every = {key.toString(): key for standard in QKeySequence.StandardKey for key in QKeySequence.keyBindings(standard)}
    assert {name for name, key in every.items() if answered(key)} == {key.toString() for key in own}


def test_words_documents_and_paragraphs_go_by_the_keys_of_the_platform() -> None:
    standard = QKeySequence.StandardKey
    for name in ("NextWord", "PreviousWord", "StartOfDocument", "EndOfDocument", "StartOfBlock", "EndOfBlock"):
        assert getattr(standard, f"MoveTo{name}") in keys.OWN
        assert getattr(standard, f"Select{name}") in keys.OWN
    assert standard.Copy in keys.OWN and standard.SelectAll in keys.OWN


@pytest.mark.parametrize(("platform", "asked"), [("linux", True), ("win32", False), ("darwin", False)])
def test_shift_f10_opens_the_menu_at_the_caret_where_qt_does_not(
    platform: str, asked: bool, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(qtbot, LATIN)
    view.set_selection(8, 8)
    found: list[int] = []
    view.context_menu_requested.connect(lambda _, position: found.append(position))
    monkeypatch.setattr(sys, "platform", platform)
    QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_F10)
    assert found == [8] * asked
