"""Contrast as WCAG defines it, and mixing that keeps to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.kit.colour import contrast, luminance, mix, readable

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # Black on white is 21 by definition; #777 and #767676 on white stand on either side of 4.5 (WCAG's own examples).
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_equals_the_known_values(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(colours)
def test_luminance_stays_between_black_and_white(colour: str) -> None:
    assert 0 <= luminance(colour) <= 1


@given(colours, colours, st.floats(0, 1))
def test_mixing_begins_and_ends_with_the_two_colours(one: str, other: str, share: float) -> None:
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other
    assert len(mix(one, other, share)) == 7


@given(colours)
def test_every_colour_is_made_readable_on_paper(colour: str) -> None:
    assert contrast(readable(colour, "#FBFAF7", "#1F2328", 4.5), "#FBFAF7") >= 4.5


def test_a_colour_that_is_readable_already_is_left_alone() -> None:
    assert readable("#0072B2", "#FFFFFF", "#000000", 4.5) == "#0072B2"


def test_a_mix_of_equals_is_the_same() -> None:
    assert mix("#102030", "#102030", 0.5) == "#102030"
