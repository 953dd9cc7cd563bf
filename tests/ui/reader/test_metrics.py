"""A style measured: lengths follow from its fonts, in whole pixels, and words fit where they are said to fit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.metrics import CHIP_PADDING, Metrics, installed
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.samples import ARABIC, CHINESE, LATIN

_TEXTS = st.text(st.sampled_from("abc ÄéשלוםМир中文🕊→"), max_size=60) | st.sampled_from([LATIN, ARABIC, CHINESE, ""])


def metrics(px: int = 17, measure: int = 68) -> Metrics:
    return Metrics(replace(ReaderStyle.light(), font_px=px, measure=measure))


@pytest.mark.parametrize("px", [8, 11, 17, 40, 72])
def test_lengths_are_whole_pixels_and_grow_with_the_letters(px: int, qapp: QApplication) -> None:
    made, larger = metrics(px), metrics(px + 4)
    for name in ("column", "line", "least_column", "blank_line", "chip_height"):
        length, grown = getattr(made, name), getattr(larger, name)
        assert isinstance(length, int) and 0 < length <= grown
    assert made.blank_line < made.line, "an empty paragraph is no line that something is missing from"
    assert made.font.pixelSize() == px and made.column > 50 * made.character


@given(_TEXTS, st.integers(0, 400))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text: str, room: int) -> None:
    made = metrics()
    for width, cut in ((made.small_width, made.elided),):
        shown = cut(text, room)
        assert (shown == text) or (width(text) > room and (shown.endswith("…") or not shown))
        if width(text) <= room:
            assert shown == text


@given(_TEXTS)
def test_a_chip_is_as_wide_as_its_words_and_its_padding_whenever_it_is_asked(text: str) -> None:
    made = metrics()
    assert made.chip_width(text) == made.word_width(text) + 2 * CHIP_PADDING == made.chip_width(text)
    assert made.word_width(text) == Metrics(made.style).word_width(text)


def test_of_very_many_sentences_only_some_widths_are_kept_and_they_stay_right(qapp: QApplication) -> None:
    made = metrics()
    first = made.small_width("Egypt → will 0")
    for number in range(9000):
        made.small_width(f"Egypt → will {number}")
    assert len(made._small_widths) <= 4096 and made.small_width("Egypt → will 0") == first


@given(st.integers(0, 4000), st.integers(0, 300), st.integers(1, 6))
def test_columns_share_what_the_window_has_and_never_get_too_narrow_to_be_read(
    width: int, gutter: int, columns: int
) -> None:
    made = metrics()
    each = made.column_in(width, gutter, columns)
    assert made.least_column <= each <= made.column
    taken = columns * each + (columns - 1) * made.column_gap + gutter
    if each > made.least_column:
        assert taken <= width - 2 * made.style.margin
    assert made.column_in(width + 100, gutter, columns) >= each >= made.column_in(width, gutter, columns + 1)


@pytest.mark.parametrize(
    "style", [ReaderStyle.light, ReaderStyle.dark, ReaderStyle.light_contrast, ReaderStyle.dark_contrast]
)
def test_letters_keep_their_designed_widths_so_that_lines_break_alike_at_every_scale(
    style: Callable[[], ReaderStyle], qapp: QApplication
) -> None:
    made = Metrics(style())
    for font in (made.font, made.chip_font, made.small_font, made.role_font):
        assert font.hintingPreference() is QFont.HintingPreference.PreferNoHinting


def test_only_families_that_are_installed_are_asked_for(qapp: QApplication) -> None:
    assert installed(("No Such Family 9",)) == []
    there = qapp.font().family()
    assert set(installed((there, "No Such Family 9"))) <= {there}
    assert Metrics(ReaderStyle.light(), ("No Such Family 9",)).font.families() == qapp.font().families()
