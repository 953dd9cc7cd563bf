"""The line for finding: hits are marked and counted, and the keys go from one to the next."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.text import TextIndex
from annotator.ui.reader.pane import ReaderPane
from tests.ui.reader.samples import LATIN

_TEXT = "\n".join([LATIN] * 20)


@pytest.fixture
def pane(qtbot: Any) -> ReaderPane:
    made = ReaderPane()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.reader.set_document(TextIndex(_TEXT))
    made.show()
    made.reader.setFocus()
    QApplication.processEvents()
    return made


def _at(pane: ReaderPane) -> str:
    selection = pane.reader.selection()
    return "" if selection is None else pane.reader.text_index().text[selection.start : selection.stop]


def test_typing_marks_all_hits_and_shows_the_first_from_the_caret(pane: ReaderPane) -> None:
    pane.reader.set_selection(len(LATIN), len(LATIN))
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "CHINA")
    assert _at(pane) == "China"
    assert pane.reader.caret > len(LATIN)
    assert pane.find_bar.count.text() == "3 of 40"
    assert len(pane.reader.board.shown.hits) == 40


def test_enter_goes_on_and_with_shift_back_and_round_at_the_ends(pane: ReaderPane) -> None:
    bar = pane.find_bar
    bar.open()
    QTest.keyClicks(bar.field, "urged")
    said = []
    for modifier in (Qt.KeyboardModifier.ShiftModifier, *[Qt.KeyboardModifier.NoModifier] * 2):
        QTest.keyClick(bar.field, Qt.Key.Key_Return, modifier)
        said.append(bar.count.text())
    assert said == ["20 of 20", "1 of 20", "2 of 20"]
    selection = pane.reader.selection()
    assert selection is not None
    assert pane.reader.viewport().rect().contains(pane.reader.line_rectangle(selection.start))


def test_escape_goes_back_to_the_text_with_the_hit_selected(pane: ReaderPane, qtbot: Any) -> None:
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "restraint")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert _at(pane) == "restraint"
    assert pane.reader.board.shown.hits == ()
    qtbot.waitUntil(pane.reader.hasFocus)
    pane.find_bar.go_next()
    assert _at(pane) == "restraint"
    assert pane.find_bar.count.text() == "2 of 20"


def test_the_selected_words_are_looked_for(pane: ReaderPane) -> None:
    pane.reader.set_selection(4, 20)
    pane.find_bar.open()
    assert pane.find_bar.field.text() == "French President"
    assert pane.find_bar.count.text() == "1 of 20"


def test_what_is_not_there_is_said_so(pane: ReaderPane) -> None:
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "zzz")
    assert pane.find_bar.count.text() == "Not found"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.reader.selection() is None


def test_another_document_is_searched_for_the_same_words(pane: ReaderPane) -> None:
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "peace")
    pane.reader.set_document(TextIndex("Peace and peace."))
    assert pane.find_bar.count.text() == "2 found"
    assert len(pane.reader.board.shown.hits) == 2
    pane.find_bar.close_bar()
    pane.reader.set_document(TextIndex("Peace."))
    assert not pane.reader.board.shown.hits


@pytest.mark.parametrize("before", [(40, 40), (9, 4)])
def test_a_failed_search_leaves_what_was_selected_before(pane: ReaderPane, before: tuple[int, int]) -> None:
    pane.reader.set_selection(*before)
    pane.find_bar.open()
    pane.find_bar.field.clear()
    QTest.keyClicks(pane.find_bar.field, "urg")
    assert _at(pane) == "urg"
    QTest.keyClicks(pane.find_bar.field, "zz")
    assert pane.find_bar.count.text() == "Not found"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert (pane.reader.anchor, pane.reader.caret) == before


def test_letters_that_are_typed_do_not_move_the_place_from_which_is_looked(pane: ReaderPane) -> None:
    pane.reader.set_document(TextIndex("A cat, a car, a cat."))
    bar = pane.find_bar
    bar.open()
    QTest.keyClicks(bar.field, "car")
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert bar.count.text() == "1 of 3"
    # Enter, or a click in the text, is another place to look from.
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClicks(bar.field, "t")
    assert bar.count.text() == "2 of 2"
    pane.reader.set_selection(0, 0)
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert bar.count.text() == "1 of 3"
