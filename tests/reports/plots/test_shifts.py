"""Boundary shifts: every shift is in one bin, the last ones are open."""

import pytest
from hypothesis import given

from annotator.reports.drawing import ColourRole
from annotator.reports.plots.shifts import Bin, ShiftPlot, bins_of, shifts
from tests.reports.plots.samples import SHIFTS, boxes, texts


def has(bin: Bin, shift: int) -> bool:
    """Whether a shift is in a bin."""
    low, high = bin
    return (low is None or low <= shift) and (high is None or shift <= high)


@given(SHIFTS)
def test_every_shift_is_in_exactly_one_bin(data: ShiftPlot) -> None:
    bins = bins_of(data)
    for shift in (*data.starts, *data.stops, -10, 10) if None in (bins[0][0], bins[-1][1]) else data.starts:
        assert sum(has(bin, shift) for bin in bins) == 1


@given(SHIFTS)
def test_the_bins_mirror_each_other_around_the_exact_one(data: ShiftPlot) -> None:
    bins = bins_of(data)
    assert bins[len(bins) // 2] == (0, 0) and len(bins) % 2 == 1
    assert [(None if high is None else -high, None if low is None else -low) for low, high in bins] == [*bins[::-1]]


def test_small_shifts_have_a_bin_each_and_long_tails_an_open_one() -> None:
    assert bins_of(ShiftPlot(starts=[1, -4], stops=[]))[5:] == ((1, 1), (2, 2), (3, 3), (4, 4))
    assert bins_of(ShiftPlot(starts=[5000], stops=[]))[8:] == (
        *((1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, 63), (64, None)),
    )


def test_bars_are_as_high_as_their_counts_on_one_scale() -> None:
    drawing = shifts(ShiftPlot(starts=[0, 0, 0, 0, 1], stops=[0, 0, -1, -1, -1]))
    heights = [box.height for box in boxes(drawing)]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 1 / 4, 3 / 4, 2 / 4])
    assert [box.fill is ColourRole.ACCENT for box in boxes(drawing)] == [True, False, False, True]


def test_a_tip_says_how_far_and_in_which_direction() -> None:
    drawing = shifts(ShiftPlot(starts=[0, -100], stops=[5, 5], unit="words", first="Ana", other="Ben"))
    assert set(drawing.tips.values()) >= {
        *("Begins exactly there: 1 of 2", "Begins 64 or more words earlier: 1 of 2", "Ends 4–7 words later: 2 of 2")
    }
    assert "← Ben earlier than Ana" in texts(drawing)


def test_the_summary_counts_both_ends() -> None:
    drawing = shifts(ShiftPlot(starts=[0, 0, -2], stops=[1]))
    assert "Beginnings: 2 of 3 exactly the same, 1 earlier, 0 later." in drawing.summary
    assert "Ends: 0 of 1 exactly the same, 0 earlier, 1 later." in drawing.summary
