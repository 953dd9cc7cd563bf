"""Dates that are as exact as somebody knows them, and memberships that hold between two of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId

DAYS = st.dates(date(1000, 1, 1)).map(date.isoformat)
PARTIAL = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
GROUP = ActorId("eu")


def days_of(partial: str) -> tuple[str, str]:
    """Return the first and the last day that a date can mean."""
    return partial + "-01-01"[len(partial) - 4 :], partial + "-12-31"[len(partial) - 4 :]


@given(PARTIAL)
def test_every_day_month_and_year_of_the_calendar_is_a_date(written: str) -> None:
    assert Membership(group=GROUP, since=written).since == written


@pytest.mark.parametrize(
    "written",
    ["1993-13", "1993-02-30", "0000", "93", "1993-1-1", "19931101", "1993-11-01T00:00", " 1993", "1993 ", "soon"],
)
def test_what_is_no_date_is_refused_with_the_forms_of_one(written: str) -> None:
    with pytest.raises(ValidationError, match="is no date; write it as 1993-11-01, 1993-11 or 1993"):
        Membership(group=GROUP, since=written)


@pytest.mark.parametrize("written", ["１９９３", "١٩٩٣-١١", "१९९३-११-०१"])
def test_a_date_in_other_digits_which_sort_elsewhere_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="is no date"):
        Membership(group=GROUP, until=written)


@given(DAYS, PARTIAL | st.just(""), PARTIAL | st.just(""))
def test_a_membership_covers_a_day_that_is_on_neither_side_of_what_its_bounds_can_mean(
    day: str, since: str, until: str
) -> None:
    if since and until and days_of(until)[1] < days_of(since)[0]:
        with pytest.raises(ValidationError, match=f"it ends \\({until}\\) before it begins \\({since}\\)"):
            Membership(group=GROUP, since=since, until=until)
        return
    expected = (not since or days_of(since)[0] <= day) and (not until or day <= days_of(until)[1])
    assert Membership(group=GROUP, since=since, until=until).covers(day) is expected


@given(PARTIAL, PARTIAL)
def test_a_month_or_a_year_is_covered_where_any_of_its_days_may_be(asked: str, since: str) -> None:
    first, last = days_of(asked)
    member = Membership(group=GROUP, since=since)
    assert member.covers(asked) is (member.covers(first) or member.covers(last))
    assert Membership(group=GROUP).covers(asked)


def test_an_actor_needs_a_name_and_has_nothing_that_nobody_knows() -> None:
    known = {"id": "fra", "name": "法国 فرنسا", "kind": "state"}
    assert Actor.model_validate(known).kind is ActorKind.STATE
    for wrong in ({"name": ""}, {"kind": "planet"}, {"capital": "Paris"}):
        with pytest.raises(ValidationError):
            Actor.model_validate({**known, **wrong})
