"""How it stands with a hub is one line that begins with what matters, whatever happened and whenever."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.team.hubs.words import HubReach, HubTold, about, foot, moment

NOW = datetime(2026, 11, 28, 11, 5, tzinfo=timezone(timedelta(hours=1)))
TOLD = st.builds(
    HubTold,
    st.sampled_from(HubReach),
    st.sampled_from(("", "2026-11-28T09:42:00Z", "2025-01-02T09:42:00+00:00")),
    st.sampled_from(("", "2026-11-28T09:40:00Z")),
    st.integers(0, 2_000),
    st.sampled_from(((), ("Ana, today: 3 acts.",))),
    st.sampled_from(("", "The hub refused: the disk is full.")),
)


@given(TOLD)
def test_each_state_is_one_line_that_says_first_that_all_is_saved_and_how_much_waits(told: HubTold) -> None:
    said = foot(told, NOW)
    assert said.startswith("Saved. ") and said.endswith(".") and "\n" not in said
    assert about(told, NOW).startswith(said)
    if told.waiting and told.reach not in (HubReach.IN_STEP, HubReach.REFUSED):
        assert f"{told.waiting:,} act" in said
    if told.problem:
        assert told.problem in about(told, NOW)
    if told.reach is HubReach.UNREACHABLE and told.waiting:
        assert "nothing is lost" in said


def test_the_sentences_of_the_plan() -> None:
    done = HubTold(HubReach.IN_STEP, "2026-11-28T09:42:10Z")
    assert foot(done, NOW) == "Saved. Handed over 10:42."
    gone = HubTold(HubReach.UNREACHABLE, since="2026-11-28T09:42:10Z", waiting=12)
    assert foot(gone, NOW) == "Saved. The hub cannot be reached since 10:42; 12 acts wait here, nothing is lost."
    one = HubTold(HubReach.UNREACHABLE, since="2026-11-28T09:42:10Z", waiting=1)
    assert "1 act waits here" in foot(one, NOW)
    assert foot(HubTold(HubReach.UNREACHABLE), NOW) == "Saved. The hub cannot be reached; nothing waits here."
    left = HubTold(HubReach.NOT_MEMBER, since="2026-11-24T09:42:10Z", waiting=2)
    assert foot(left, NOW) == (
        "Saved. You are no member of the hub any more since 24 November, 10:42;"
        " 2 acts wait here and can be handed in as a packet."
    )
    out = HubTold(HubReach.SHUT_OUT, since="2026-11-28T09:42:10Z")
    assert foot(out, NOW) == "Saved. The hub lets you in no more since 10:42."
    assert foot(HubTold(HubReach.NO_PASSWORD), NOW) == "Saved. The hub asks for your password."
    assert foot(HubTold(), NOW) == "Saved. Not handed over yet."
    came = HubTold(HubReach.IN_STEP, "2026-11-28T09:42:10Z", came=("Ana, today: 3 acts.",))
    assert about(came, NOW) == "Saved. Handed over 10:42. Ana, today: 3 acts."


def test_a_time_is_by_the_clock_here_with_its_day_where_that_is_not_today() -> None:
    assert moment("2026-11-28T09:42:00Z", NOW) == "10:42"
    assert moment("2026-11-27T23:30:00Z", NOW) == "00:30", "another day there is today here"
    assert moment("2026-11-27T22:30:00Z", NOW) == "27 November, 23:30"
    assert moment("2026-11-27T22:30:00", NOW) == "27 November, 23:30", "times of the file are UTC"
    assert moment("2025-11-27T22:30:00Z", NOW) == "27 November 2025"
    assert moment("", NOW) == "at an unknown time"
    assert moment("9999-12-31T23:59:59Z", NOW) == "at an unknown time", "that is the year 10000 here"
    assert moment(datetime(2026, 11, 28, 9, 42, tzinfo=UTC).isoformat(), NOW) == "10:42"
