"""Which backups are kept: properties of the rule over any backups, and its hours, days and weeks by example."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.backups import DAYS, HOURS, LATEST, WEEKS, Kept, superfluous

NOW = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)
NO_LIMIT = 10**15

_backups = st.builds(
    Kept,
    line=st.sampled_from(["a", "b"]),
    number=st.integers(1, 60),
    name=st.uuids().map(str),
    # Any time: clocks go back, and were ahead for years.
    made=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    size=st.integers(1, 1000),
    is_verified=st.booleans(),
)
many = st.lists(_backups, max_size=60, unique_by=lambda each: each.name)
limits = st.integers(0, 30_000)


def every(step: timedelta, count: int, end: datetime = NOW) -> list[Kept]:
    """Return backups of one line, a step apart."""
    times = [end - step * back for back in range(count)][::-1]
    return [Kept("a", number, str(number), time, 10) for number, time in enumerate(times, 1)]


def left_of(backups: list[Kept], limit: int = NO_LIMIT) -> list[Kept]:
    going = superfluous(backups, limit)
    gone = set(going)
    assert len(gone) == len(going) and gone <= set(backups)
    return [each for each in backups if each not in gone]


@given(many, limits)
def test_the_last_verified_one_of_each_line_stays(backups: list[Kept], limit: int) -> None:
    left = left_of(backups, limit)
    for line in ("a", "b"):
        verified = [each for each in backups if each.line == line and each.is_verified]
        if verified:
            assert max(verified, key=lambda each: each.place) in left


@given(many, limits)
def test_the_limit_holds_unless_only_the_last_verified_ones_are_left(backups: list[Kept], limit: int) -> None:
    left = left_of(backups, limit)
    lines = {each.line for each in left}
    assert sum(each.size for each in left) <= limit or (len(left) == len(lines) and all(e.is_verified for e in left))


@given(many, limits)
def test_the_limit_takes_nothing_that_is_newer_than_what_it_leaves_of_the_line(backups: list[Kept], limit: int) -> None:
    by_age = set(superfluous(backups, NO_LIMIT))
    for gone in (each for each in superfluous(backups, limit) if each not in by_age):
        older = [each for each in left_of(backups, limit) if each.line == gone.line and each.place < gone.place]
        # But for the last verified one, behind which only unverified ones can be.
        assert len(older) <= 1 and all(each.is_verified for each in older) and (not older or not gone.is_verified)


@given(many, limits)
def test_thinning_again_takes_nothing_more_and_the_order_in_which_they_are_listed_is_nothing_to_it(
    backups: list[Kept], limit: int
) -> None:
    assert superfluous(left_of(backups, limit), limit) == []
    assert set(superfluous(backups[::-1], limit)) == set(superfluous(backups, limit))


@given(many, st.timedeltas(timedelta(days=-4000), timedelta(days=4000)))
def test_a_new_backup_is_never_what_goes_whatever_the_clock_says(backups: list[Kept], off: timedelta) -> None:
    number = max((each.number for each in backups if each.line == "a"), default=0) + 1
    new = Kept("a", number, "new", NOW + off, 5)
    assert new not in superfluous([*backups, new], 0)


@given(many)
def test_the_latest_ones_stay_where_there_is_room(backups: list[Kept]) -> None:
    left = left_of(backups)
    for line in ("a", "b"):
        of_line = sorted((each for each in backups if each.line == line), key=lambda each: each.place)
        assert set(of_line[-LATEST:]) <= set(left)


@given(many, limits)
def test_lines_do_not_thin_each_other_while_there_is_room(backups: list[Kept], limit: int) -> None:
    ours = [each for each in backups if each.line == "a"]
    assert set(superfluous(ours, NO_LIMIT)) == {e for e in superfluous(backups, NO_LIMIT) if e.line == "a"}


def test_of_a_backup_every_half_an_hour_hours_days_and_weeks_are_left() -> None:
    backups = every(timedelta(minutes=30), 48 * 120)
    left = left_of(backups)
    times = [each.made for each in left]
    assert len(left) <= LATEST + 2 * HOURS + DAYS + WEEKS
    for back in range(1, HOURS):
        assert NOW.replace(minute=30) - timedelta(hours=back) in times
        assert NOW.replace(minute=0) - timedelta(hours=back) in times
    days = {made.date() for made in times}
    assert {NOW.date() - timedelta(days=back) for back in range(DAYS)} <= days
    weeks = {made.isocalendar()[:2] for made in times}
    assert weeks == {each.made.isocalendar()[:2] for each in backups}


def test_a_backup_of_a_clock_that_was_ahead_pushes_out_none_of_today() -> None:
    backups = every(timedelta(hours=1), 20)
    ahead = Kept("a", 3, "ahead", NOW + timedelta(days=30_000), 10)
    assert left_of([*backups, ahead]) == [*backups, ahead]
    back = [replace(each, number=each.number + 100, name=f"{each.name}b", made=NOW) for each in backups[:1]]
    assert set(back) <= set(left_of([*backups, ahead, *back], limit=15))


def test_an_hour_that_comes_twice_when_clocks_are_put_back_counts_twice() -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Berlin")
    backups = every(timedelta(minutes=1), 200, datetime(2026, 10, 25, 1, 59, tzinfo=UTC))
    gone = superfluous(backups, NO_LIMIT, zone)
    left = [each for each in backups if each not in gone]
    assert {(each.made.hour, each.made.minute) for each in left} >= {(0, 59), (1, 59)}
