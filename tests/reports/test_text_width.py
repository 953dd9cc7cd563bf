"""Widths without a font: near what fonts say, and texts that are cut to fit."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QGuiApplication

from annotator.reports.text_width import cut, text_width, wrapped
from tests.reports.samples import CHINESE

LINES = ("Krippendorff’s alpha (nominal)", "0.812 [0.774, 0.846]", "per 1,000 words", "Ministry of Foreign Affairs")


@pytest.mark.parametrize("line", LINES)
def test_a_width_is_within_a_fifth_of_what_the_systems_font_needs(qapp: QGuiApplication, line: str) -> None:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(12)
    real = QFontMetricsF(font).horizontalAdvance(line)
    assert real * 0.8 <= text_width(line, 12) <= real * 1.35


def test_a_chinese_letter_is_a_square_and_a_latin_one_less() -> None:
    assert text_width(CHINESE, 12) == 12 * len(CHINESE) and text_width("نداء", 12) < text_width("abcd", 12) < 48


def test_marks_that_stand_on_letters_take_no_room() -> None:
    assert text_width("e\u0301", 12) == text_width("e", 12) and text_width("\u200b\u2068", 12) == 0


@given(st.text(max_size=60), st.floats(20, 300))
def test_a_text_that_is_cut_fits_and_keeps_whole_letters(text: str, widest: float) -> None:
    line = " ".join(text.split())
    shown = cut(text, 12, widest)
    assert text_width(shown, 12) <= widest or shown == "…"
    if shown != line:
        kept = shown.removesuffix("…")
        assert line.startswith(kept)
        ends = {0} | {found.end() for found in regex.finditer(r"\X", line)}
        assert len(kept) in ends or line[len(kept)].isspace()


@given(st.text(max_size=80), st.floats(60, 300))
def test_a_wrapped_text_keeps_its_words_and_fits(text: str, widest: float) -> None:
    lines = wrapped(text, 12, widest)
    assert all(text_width(line, 12) <= widest for line in lines)
    if all(text_width(word, 12) <= widest for word in text.split()):
        assert " ".join(lines).split() == text.split()
