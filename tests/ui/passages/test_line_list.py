"""The list by keyboard: headings are passed over, whichever way one goes, and nobody is stuck at one."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.ids import DocumentId
from annotator.operations.passages.arranging import ArrangedRow, LineHeading
from annotator.operations.passages.finding import PassageLine
from annotator.ui.background.session import Session
from annotator.ui.passages.line_list import LineList
from tests.examples import examples

KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)


def rows_of(kinds: list[bool]) -> list[ArrangedRow]:
    return [
        PassageLine(DocumentId("d"), at, at + 1) if is_line else LineHeading(f"group {at}", 1, "")
        for at, is_line in enumerate(kinds)
    ]


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=30), st.lists(st.sampled_from(KEYS), max_size=8))
def test_every_key_that_moves_ends_on_a_line_where_there_is_one(
    qtbot: QtBot, kinds: list[bool], keys: list[Qt.Key]
) -> None:
    found = LineList(Session())
    qtbot.addWidget(found)
    found.feed.blockSignals(True)
    found.feed.ask = lambda: None  # type: ignore[method-assign]  # no project is open that could be read
    found.resize(700, 300)
    found.model.show_rows(rows_of(kinds))
    found.go(0)
    assert (found.at_hand is not None) is any(kinds)
    lines = [at for at, is_line in enumerate(kinds) if is_line]
    for key in keys:
        before = found.row
        QTest.keyClick(found.view, key)
        assert not lines or found.row in lines
        if key is Qt.Key.Key_Down and lines:
            assert found.row == next((at for at in lines if at > before), before)
        if key is Qt.Key.Key_Up and lines:
            assert found.row == next((at for at in reversed(lines) if at < before), before)
    found.feed.drop()
    found.close()
