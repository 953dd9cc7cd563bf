"""Where the text stands across the window follows from the window and the measure alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.column_placement import GAP, LEAST_GUTTER, LEAST_MARGIN, across

_WINDOWS, _MEASURES = st.integers(60, 3800), st.sampled_from([504, 572, 640, 808])


@pytest.mark.parametrize(
    ("width", "measure", "gutter", "margin"), [(948, 572, 72, 216), (844, 572, 64, 184), (1860, 640, 96, 320)]
)
def test_the_windows_of_the_design_have_its_widths(width: int, measure: int, gutter: int, margin: int) -> None:
    found = across(width, measure)
    assert (found.gutter, found.measure, found.margin) == (gutter, measure, margin)


@given(_WINDOWS, _MEASURES, st.booleans())
def test_all_of_it_lies_in_the_window_and_is_mirrored_for_the_other_direction(
    width: int, measure: int, leftwards: bool
) -> None:
    found, other = across(width, measure, leftwards), across(width, measure, not leftwards)
    assert (found.measure, found.gutter, found.margin) == (other.measure, other.gutter, other.margin)
    assert found.left + found.measure == width - other.left
    assert found.margin == 0 or found.margin >= LEAST_MARGIN
    assert found.gutter >= LEAST_GUTTER
    if width >= 200:
        assert found.left >= 0 and found.left + found.measure <= width
        begin = found.left + found.margin_left
        assert not found.margin or (begin >= 0 and begin + found.margin <= width)


@given(_WINDOWS, _MEASURES)
def test_first_the_margin_goes_then_the_gutter_and_the_measure_last(width: int, measure: int) -> None:
    found = across(width, measure)
    if found.margin == 0:
        assert width - measure - GAP - 64 < LEAST_MARGIN
    if found.gutter < 64:
        assert found.margin == 0
    if found.measure < measure:
        assert found.gutter == LEAST_GUTTER and width < LEAST_GUTTER + measure + 12


@given(_WINDOWS, _MEASURES)
def test_one_pixel_more_never_moves_the_text_far(width: int, measure: int) -> None:
    one, other = across(width, measure), across(width + 1, measure)
    assert abs(one.left - other.left) <= 60 and 0 <= other.measure - one.measure <= 1
