"""Where a note is asked for without a span, what is typed codes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.inspector.missing import NothingToNote
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, with a passage selected and no span."""
    stage.open(make_project(tmp_path / "small.annot"), "Ana")
    stage.select("France")
    yield stage


def test_a_note_without_a_span_says_what_is_missing_and_codes_nothing(ana: Stage) -> None:
    ana.press("F2")
    assert "none is selected" in ana.said
    ana.press("3")
    ana.write(" 1 2.")
    assert ana.spans() == [] and ana.selected == "France"
    ana.press("Escape")
    assert ana.reader.hasFocus() and ana.window.coding.inspector.card.missing.isHidden()
    ana.press("3", "F2")
    ana.write("1 2")
    ana.press("Return")
    assert ana.window.coding.active is not None and ana.window.coding.active.note == "1 2"


def test_it_keeps_nothing(qtbot: QtBot) -> None:
    line = NothingToNote()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.wait()
    QTest.keyClicks(line, "a note")
    assert line.text() == "" and line.accessibleName() == line.placeholderText()
    with qtbot.waitSignal(line.left):
        QTest.keyClick(line, Qt.Key.Key_Escape)
