"""Below a text it is said which scripts have no font, until one has read it; with fonts nothing is said."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.text import TextIndex
from annotator.ui.reader import font_line
from annotator.ui.reader.font_line import is_drawn
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.script_fonts import letters_of

THAI, HAN = "คณะผู้แทนพบกัน", "两国代表团会晤"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[list[int]]:
    """Have fonts with nothing but Latin letters, and list what is asked of them."""
    asked: list[int] = []

    def has(metrics: QFontMetrics, letter: int) -> bool:
        asked.append(letter)
        return letter < 0x250

    monkeypatch.setattr(QFontMetrics, "inFontUcs4", has)
    yield asked
    qapp.setProperty("scripts that were told of", None)


def pane_of(qtbot: QtBot, *texts: str) -> ReaderPane:
    made = ReaderPane()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    for text in texts:
        made.reader.set_document(TextIndex(text))
    return made


def test_a_moment_after_a_text_is_shown_its_scripts_without_a_font_are_named(qtbot: QtBot, asked: list[int]) -> None:
    pane = pane_of(qtbot, f"Talks. {THAI}")
    assert not pane.font_line.isVisible() and asked == []
    qtbot.waitUntil(pane.font_line.isVisible)
    assert "Thai" in pane.font_line.message.text()
    assert pane.reader.geometry().bottom() < pane.font_line.geometry().top()
    pane.reader.set_document(TextIndex("Talks, déjà."))
    qtbot.waitUntil(lambda: not pane.font_line.isVisible())


def test_of_a_letter_a_font_is_asked_once_and_only_where_it_may_lack_it(qtbot: QtBot, asked: list[int]) -> None:
    pane = pane_of(qtbot, THAI * 100)
    pane.font_line.look()
    before = list(asked)
    assert len(before) == len(set(before)) and "a" not in map(chr, before)
    pane.reader.set_document(TextIndex(f"abc {THAI[::-1]}"))
    pane.font_line.look()
    assert asked == before


def test_what_was_hidden_is_not_said_again_of_any_text_and_another_script_is(qtbot: QtBot, asked: list[int]) -> None:
    pane = pane_of(qtbot, THAI)
    pane.font_line.look()
    pane.font_line.close_button.click()
    assert not pane.font_line.isVisible()
    other = pane_of(qtbot, THAI)
    other.font_line.look()
    assert not other.font_line.isVisible()
    other.reader.set_document(TextIndex(f"{THAI} {HAN}"))
    other.font_line.look()
    assert other.font_line.isVisible()
    assert "Chinese" in other.font_line.message.text() and "Thai" not in other.font_line.message.text()


def test_a_click_on_hide_leaves_the_keyboard_in_the_text(qtbot: QtBot, asked: list[int]) -> None:
    pane = pane_of(qtbot, THAI)
    pane.font_line.look()
    pane.activateWindow()
    pane.reader.setFocus()
    qtbot.waitUntil(pane.reader.hasFocus)
    pane.font_line.close_button.click()
    assert pane.reader.hasFocus()


def test_off_linux_what_would_be_drawn_counts_as_well(
    qtbot: QtBot, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    drawn: list[str] = []

    def is_thai(letter: str, font: QFont) -> bool:
        drawn.append(letter)
        return letter in THAI

    monkeypatch.setattr(font_line, "is_drawn", is_thai)
    pane = pane_of(qtbot, f"{THAI} {HAN}")
    pane.font_line.look()
    assert set(drawn) == set(letters_of(THAI + HAN))
    assert "Chinese" in pane.font_line.message.text() and "Thai" not in pane.font_line.message.text()


def test_a_letter_of_any_font_is_drawn_and_one_of_none_is_not(qapp: QApplication) -> None:
    assert is_drawn("a", QFont()) and not is_drawn("\U000e1234", QFont())


def test_where_fonts_have_all_letters_nothing_is_said(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, "Talks were held, déjà. Переговоры.")
    pane.font_line.look()
    assert not pane.font_line.isVisible() and pane.font_line.message.text() == ""
