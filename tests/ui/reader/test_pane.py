"""A reader and its line for finding: they share the room, and what was found goes with its document."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.text import TextIndex
from annotator.ui.reader.pane import ReaderPane
from tests.ui.reader.samples import ARABIC, LATIN


@pytest.fixture
def pane(qtbot: Any) -> ReaderPane:
    made = ReaderPane()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.reader.set_document(TextIndex(LATIN))
    made.show()
    QApplication.processEvents()
    return made


def test_the_reader_has_all_the_room_until_something_is_looked_for(pane: ReaderPane) -> None:
    assert not pane.find_bar.isVisible() and pane.reader.size() == pane.size()
    pane.find_bar.open()
    QApplication.processEvents()
    assert pane.reader.geometry().bottom() < pane.find_bar.geometry().top()
    assert pane.reader.width() == pane.find_bar.width() == pane.width()
    pane.find_bar.close_bar()
    QApplication.processEvents()
    assert pane.reader.size() == pane.size()


def test_in_another_document_the_same_words_are_looked_for_again(pane: ReaderPane) -> None:
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "China")
    assert len(pane.reader.board.shown.hits) == 2 == LATIN.count("China")
    pane.reader.set_document(TextIndex(f"{LATIN}\n{LATIN}"))
    assert len(pane.reader.board.shown.hits) == 4
    pane.reader.set_document(TextIndex(ARABIC))
    assert len(pane.reader.board.shown.hits) == 0
    pane.reader.set_document(None)
    assert len(pane.reader.board.shown.hits) == 0


def test_two_panes_find_each_in_its_own_text(pane: ReaderPane, qtbot: Any) -> None:
    other = ReaderPane()
    qtbot.addWidget(other)
    other.reader.set_document(TextIndex(LATIN))
    other.show()
    pane.find_bar.open()
    QTest.keyClicks(pane.find_bar.field, "China")
    assert len(pane.reader.board.shown.hits) == 2 and len(other.reader.board.shown.hits) == 0
