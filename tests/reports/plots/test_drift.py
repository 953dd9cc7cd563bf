"""Drift over time: points at their time, and the mean that runs through them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Polyline
from annotator.reports.plots.drift import DriftPoint, drift, running_means
from tests.reports.plots.samples import boxes, texts

FIRST = date(2023, 1, 1)


def points(*days: int, dated: bool = True) -> list[DriftPoint]:
    """Return points at these days after the first, their value 0.5."""
    return [DriftPoint(name=str(day), value=0.5, day=FIRST + timedelta(day) if dated else None) for day in days]


@given(st.lists(st.floats(-1, 1), max_size=30), st.integers(1, 9))
def test_a_running_mean_is_that_of_the_values_around(values: list[float], window: int) -> None:
    means = running_means(values, window)
    assert len(means) == len(values)
    for at, mean in enumerate(means):
        around = [value for place, value in enumerate(values) if abs(place - at) <= window // 2]
        assert mean == pytest.approx(sum(around) / len(around))


def test_dated_points_stand_as_far_apart_as_their_days() -> None:
    first, second, third = (box.left for box in boxes(drift(points(0, 10, 40))))
    assert third - first == pytest.approx(4 * (second - first))


UNDATED = points(0, 10, 40, dated=False)
PARTLY = [*points(0, 10), *points(20, dated=False)]
ONE_DAY = points(7, 7, 7)


@pytest.mark.parametrize("data", [UNDATED, PARTLY, ONE_DAY])
def test_without_dates_that_tell_points_stand_in_their_order(data: list[DriftPoint]) -> None:
    first, second, third = (box.left for box in boxes(drift(data)))
    assert third - first == pytest.approx(2 * (second - first)) and {"1", "3"} <= set(texts(drift(data)))


def test_an_undefined_point_is_left_out_and_the_others_keep_their_numbers() -> None:
    data = [*points(0, 1, dated=False), DriftPoint(name="none", value=None), *points(3, dated=False)]
    assert drift(data).cells == ((0, 0), (1, 0), (3, 0))


def test_the_line_goes_through_the_means() -> None:
    data = [DriftPoint(name=str(at), value=value) for at, value in enumerate((0.0, 1.0, 0.5))]
    drawing = drift(data, window=3)
    line = next(shape for shape in drawing.shapes if isinstance(shape, Polyline))
    lowest, highest = boxes(drawing)[0], boxes(drawing)[1]
    zero, one = (box.top + box.height / 2 for box in (lowest, highest))
    assert [(zero - y) / (zero - one) for _, y in line.points] == pytest.approx([0.5, 0.5, 0.75])


def test_one_point_alone_shows_no_course() -> None:
    assert "Fewer than two documents" in drift(points(3)).summary
