"""A title on two lines: nothing of it is lost, and up to 40 characters all of it is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from annotator.ui.kit import theme, themes
from annotator.ui.kit.two_lines import two_lines

TITLES = (
    "China, France and Ukraine: report on the talks",
    "Meeting of the President of the Republic with the Chinese President",
    "Joint Communiqué between the French Republic and the People’s Republic of China",
    "Ukraine – Frappes contre les infrastructures énergétiques",
    "外交部长应约同乌克兰外长通电话",
    "بيان مجموعة الاتصال الوزارية العربية بشأن الأزمة الأوكرانية",
    "Заявление Министерства иностранных дел о переговорах в Женеве",
)
LEAST = 240 - 36 - 20
"""Pixels of a title in the narrowest list of documents: without the margins and the scroll bar."""


@given(st.text(max_size=200), st.integers(20, 600))
def test_the_two_lines_are_the_text_and_the_first_fits(qapp: QApplication, text: str, width: int) -> None:
    font = theme.interface_font()
    first, second = two_lines(text, width, font)
    assert (first + second).replace(" ", "") == "".join(text.split()).replace(" ", "")
    assert not second or QFontMetrics(font).horizontalAdvance(first) <= width or len(first) <= 2


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("length", [10, 25, 40])
def test_no_title_is_cut_under_40_characters(qapp: QApplication, title: str, length: int) -> None:
    theme.apply(qapp, themes.LIGHT)
    font = theme.interface_font()
    first, second = two_lines(title[:length], LEAST, font)
    assert all(QFontMetrics(font).horizontalAdvance(line) <= LEAST for line in (first, second))
