"""Colours by role: what can be read on what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import ColourRole, OnShade, Shade
from annotator.reports.palette import PRINT, ReportPalette, contrast

DARK = ReportPalette(ink="#E4E2DD", secondary="#ABAEB3", paper="#1B1D21", hairline="#3A3E45", accent="#7FB2E5")
PALETTES = pytest.mark.parametrize("palette", [PRINT, DARK])


@PALETTES
def test_words_can_be_read_on_every_shade(palette: ReportPalette) -> None:
    for step in range(101):
        assert contrast(palette.hex(OnShade(step / 100)), palette.hex(Shade(step / 100))) >= 4.5


@PALETTES
def test_a_larger_share_is_never_nearer_to_paper(palette: ReportPalette) -> None:
    away = [contrast(palette.hex(Shade(step / 20)), palette.paper) for step in range(21)]
    assert away == sorted(away) and away[0] == 1 < away[1]


@given(st.from_regex(r"#[0-9A-F]{6}", fullmatch=True))
def test_the_colour_of_a_label_stands_out_from_paper(colour: str) -> None:
    for palette in (PRINT, DARK):
        assert contrast(palette.hex(colour), palette.paper) >= 3


def test_a_colour_that_stands_out_already_stays_as_it_is() -> None:
    assert PRINT.hex("#0072B2") == "#0072B2" and PRINT.hex(ColourRole.ACCENT) == PRINT.accent
