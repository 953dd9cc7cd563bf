"""An axis: round numbers that cover what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.plots.axis import Axis, round_steps


@given(st.floats(-1000, 1000), st.just(0) | st.floats(0.001, 1000), st.integers(2, 8))
def test_the_steps_cover_the_range_and_are_few(low: float, span: float, wanted: int) -> None:
    steps = round_steps(low, low + span, wanted)
    room = (steps[-1] - steps[0]) * 1e-6
    assert steps[0] <= low + room and low + span <= steps[-1] + room
    assert 2 <= len(steps) <= wanted + 3 and list(steps) == sorted(set(steps))


def test_steps_are_round_numbers_of_the_decimal_system() -> None:
    assert list(round_steps(0, 1, 5)) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert list(round_steps(-0.3, 1, 4)) == [-0.5, 0, 0.5, 1]


def test_a_number_beyond_the_axis_stands_at_its_end() -> None:
    axis = Axis(0, 1, 100, 200, ())
    assert [axis.x(number) for number in (-5, 0, 0.25, 1, 9)] == [100, 100, 125, 200, 200]
