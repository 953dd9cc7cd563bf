"""Units: what can be some, and which a selection touches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.given_units import touched, unit_problem
from annotator.model.span import Extent

EDGES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=8)


def units_of(steps: list[tuple[int, int]]) -> list[Extent]:
    """Return units with these gaps and lengths."""
    found, at = [], 0
    for gap, length in steps:
        found.append(Extent(at + gap, at + gap + length))
        at = found[-1].stop
    return found


@given(EDGES, st.integers(0, 40), st.integers(0, 10))
def test_a_selection_touches_the_units_that_it_shares_a_character_with(
    steps: list[tuple[int, int]], start: int, length: int
) -> None:
    units = units_of(steps)
    found = list(touched(units, start, start + length))
    if length:
        assert found == [at for at, unit in enumerate(units) if unit.start < start + length and start < unit.stop]
    else:
        assert len(found) <= 1 and all(units[at].start <= start <= units[at].stop for at in found)
        inside = [at for at, unit in enumerate(units) if unit.start <= start < unit.stop]
        assert found == inside or not inside


@given(EDGES)
def test_units_in_order_that_share_nothing_are_sound(steps: list[tuple[int, int]]) -> None:
    units = units_of(steps)
    assert unit_problem(units, max([0, *(unit.stop for unit in units)])) == ""


@pytest.mark.parametrize(
    ("units", "problem"),
    [
        ([(0, 0)], "has no character"),
        ([(0, 3), (2, 5)], "unit 2: .* begins before"),
        ([(4, 6), (0, 2)], "begins before"),
        ([(0, 99)], "ends beyond the text"),
    ],
)
def test_what_cannot_be_units_is_said(units: list[tuple[int, int]], problem: str) -> None:
    assert re.search(problem, unit_problem(units, 9))
