"""How fast somebody is and has to be: what is counted, and that behind is said of whoever makes less than is needed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.team.pace import WINDOW, PaceStanding, made_a_day, needed_a_day, pace_of, rate
from tests.examples import examples
from tests.operations.team.boards import TODAY, day

DAYS = st.dictionaries(st.integers(-12, 0).map(day), st.tuples(st.integers(0, 50), st.integers(-1, 6)), max_size=6)
LEFT = st.dictionaries(st.sampled_from(["", *(day(offset) for offset in range(-4, 9))]), st.integers(0, 9), max_size=5)


@settings(max_examples=examples(60))
@given(LEFT)
def test_at_the_needed_pace_every_due_day_is_kept_and_at_less_one_is_not(left: dict[str, int]) -> None:
    needed = needed_a_day(left, TODAY)
    due = {one: count for one, count in left.items() if one and count}
    if needed is None:
        assert not due
        return
    by_day = [(max(1, (date.fromisoformat(one) - TODAY).days + 1), one) for one in due]
    owed = [(length, sum(count for other, count in due.items() if other <= one)) for length, one in by_day]
    exact = max(Fraction(count, length) for length, count in owed)
    assert needed == pytest.approx(float(exact))


@settings(max_examples=examples(60))
@given(DAYS, st.integers(0, 5))
def test_more_documents_today_never_lower_what_is_made(days: dict[str, tuple[int, int]], more: int) -> None:
    now = days.get(day(0), (0, 0))
    before, after = (
        made_a_day({**days, day(0): now}, TODAY),
        made_a_day({**days, day(0): (now[0], now[1] + more)}, TODAY),
    )
    assert before is not None and after is not None and after >= before >= 0
    old = {one: found for one, found in days.items() if one < day(-WINDOW)}
    assert made_a_day({**old, day(-WINDOW): (1, 0), day(0): now}, TODAY) == made_a_day(
        {day(-WINDOW): (1, 0), day(0): now}, TODAY
    )


@settings(max_examples=examples(60))
@given(DAYS, LEFT, st.booleans())
def test_a_standing_says_what_its_figures_say(
    days: dict[str, tuple[int, int]], left: dict[str, int], given: bool
) -> None:
    pace = pace_of(days, left, given, [], TODAY)
    if pace.standing is PaceStanding.BEHIND:
        assert pace.needed is not None and (pace.made or 0) < pace.needed
        assert float(rate(pace.made or 0, up=False)) < float(rate(pace.needed, up=True)), "both look alike"
    if pace.standing is PaceStanding.IN_TIME:
        assert pace.needed is not None and pace.made is not None and pace.made >= pace.needed and not pace.late
    assert (pace.standing is PaceStanding.NOTHING_GIVEN) == (not given)
    if given:
        assert (pace.standing is PaceStanding.DONE) == (sum(left.values()) == 0)
        assert (pace.standing is PaceStanding.LATE) == (pace.late > 0)
    assert pace.late == sum(count for one, count in left.items() if one and one < day(0))


@settings(max_examples=examples(60))
@given(st.integers(0, 400), st.integers(1, 60))
def test_a_rate_is_rounded_to_its_side(count: int, length: int) -> None:
    exact = count / length
    assert float(rate(exact, up=False)) <= exact + 1e-6
    assert float(rate(exact, up=True)) >= exact - 1e-6


def test_figures_by_hand() -> None:
    days = {day(-1): (30, 2), day(0): (10, 1)}
    pace = pace_of(days, {day(2): 7, "": 5}, True, [2.0, 3.1, 9.0], TODAY)
    assert pace.made == 2.0 and pace.needed == pytest.approx(7 / 3) and pace.standing is PaceStanding.BEHIND
    assert pace.acts == 20 and pace.minutes == 3.1 and pace.timed == 3
    assert (rate(7 / 3, up=True), rate(2.0, up=False), rate(12.3, up=True), rate(12.3, up=False)) == (
        "2.4",
        "2",
        "13",
        "12",
    )


def test_a_day_to_come_on_a_clock_that_goes_wrong_tells_nothing() -> None:
    assert made_a_day({(TODAY + timedelta(days=3)).isoformat(): (1, 1)}, TODAY) is None
