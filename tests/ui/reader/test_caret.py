"""The caret walks through every script and back, and moves as a plain text editor's does."""

from typing import Any

import pytest
import regex
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.ui.reader.caret import Caret, MovementUnit
from annotator.ui.reader.layout import Page
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, page_of, place_of, view_of

_WALKS = [MovementUnit.GRAPHEME, MovementUnit.WORD, MovementUnit.SENTENCE, MovementUnit.PARAGRAPH]


@pytest.mark.parametrize("unit", _WALKS)
def test_the_way_back_visits_the_positions_of_the_way_there(unit: MovementUnit, qapp: QApplication) -> None:
    page, caret = page_of(ALL), Caret()
    there = [0]
    while caret.move(page, unit, 1, False):
        there.append(caret.position)
    back = [caret.position]
    while caret.move(page, unit, -1, False):
        back.append(caret.position)
    assert there[-1] == len(ALL)
    assert back[::-1] == there


@pytest.mark.parametrize("name", BY_NAME)
def test_going_down_visits_each_line_and_up_again_each_too(name: str, qapp: QApplication) -> None:
    page, caret = page_of(BY_NAME[name], 180), Caret()
    lines = sum(len(page.shaped(number).lines) for number in range(len(page.pieces)))
    down = [caret.position]
    while caret.move(page, MovementUnit.LINE, 1, False):
        down.append(caret.position)
    assert down[-1] == len(BY_NAME[name])
    assert lines <= len(down) <= lines + 1
    starts = {page.line_bounds(position)[0] for position in down}
    assert len(starts) == lines


@pytest.mark.parametrize("name", BY_NAME)
def test_from_each_position_up_reaches_the_start_and_down_each_line(name: str, qapp: QApplication) -> None:
    text = BY_NAME[name]
    page, caret = page_of(text, 180), Caret()
    for position in (match.start() for match in regex.finditer(r"\X", text)):
        before = _lines_before(page, position)
        for direction, lines in ((-1, before), (1, _lines_before(page, len(text)) - before)):
            caret.put(position, position)
            steps = 0
            while caret.move(page, MovementUnit.LINE, direction, False):
                steps += 1
            assert caret.position == (0 if direction < 0 else len(text))
            assert steps in (lines, lines + 1)


def _lines_before(page: Page, position: int) -> int:
    piece = page.piece_at(position)
    return sum(len(page.shaped(number).lines) for number in range(piece.number)) + piece.line_at(position)


def test_going_down_and_up_keeps_the_column(qapp: QApplication) -> None:
    page, caret = page_of(LATIN), Caret()
    caret.put(30, 30)
    for direction in (1, 1, 1, 1, -1, -1, -1, -1):
        caret.move(page, MovementUnit.LINE, direction, False)
    assert caret.position == 30


def test_a_move_without_extending_lets_go_of_the_selection_at_its_edge(qapp: QApplication) -> None:
    page, caret = page_of(LATIN), Caret()
    caret.put(4, 10)
    caret.move(page, MovementUnit.GRAPHEME, -1, False)
    assert (caret.position, caret.selection()) == (4, None)
    caret.put(4, 10)
    caret.move(page, MovementUnit.GRAPHEME, 1, False)
    assert (caret.position, caret.selection()) == (10, None)


def _oracle(qtbot: Any, width: int, view: Any) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.document().setDocumentMargin(0)
    edit.setFont(view.sheet.metrics.font)
    edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    edit.setPlainText(LATIN)
    edit.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    edit.resize(width, 400)
    edit.show()
    return edit


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]
)
def test_shift_with_a_key_selects_what_a_plain_text_editor_selects(qtbot: Any, key: Qt.Key) -> None:
    view = view_of(qtbot, LATIN)
    assert view.sheet.page is not None
    edit = _oracle(qtbot, view.sheet.page.width, view)
    for position in range(0, len(LATIN), 7):
        view.set_selection(position, position)
        cursor = edit.textCursor()
        cursor.setPosition(position)
        edit.setTextCursor(cursor)
        for _ in range(2):
            QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClick(edit, key, Qt.KeyboardModifier.ShiftModifier)
        found: QTextCursor = edit.textCursor()
        assert (view.anchor, view.caret) == (found.anchor(), found.position()), position


def test_arrows_go_by_sight_in_a_paragraph_that_runs_to_the_left(qtbot: Any) -> None:
    view = view_of(qtbot, BY_NAME["hebrew"])
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.caret == 1
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.caret == BY_NAME["hebrew"].index(" ") + 1
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.caret == 0


def test_pages_and_ends_are_reached_by_key(qtbot: Any) -> None:
    text = "\n".join([LATIN] * 20)
    view = view_of(qtbot, text)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    first = view.caret
    assert first > 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.caret > first
    assert not view.line_rectangle(view.caret).isEmpty()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.caret == first
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.caret == len(text)
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.selection() == (0, len(text))
    assert place_of(view, 0) != QPoint()


def test_select_all_and_copy_give_the_source_exactly(qtbot: Any) -> None:
    text = "a\u00a0b\u2028c\x0bd🙂 e\u0301\n\u200f\tend\n"
    view = view_of(qtbot, text)
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == text
