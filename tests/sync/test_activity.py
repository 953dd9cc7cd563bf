"""What the times of acts tell of how somebody worked: whole, in any order, and no pause taken for work."""

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.verbs import VERBS, facts_of, id_of
from annotator.model.verbs.coding import MarkDone
from annotator.sync.activity import PAUSE_S, Activity, TimedAct, act_of, activity, activity_from
from tests.examples import examples

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(seconds: int) -> str:
    return (START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


ACTS = st.lists(
    st.builds(TimedAct, st.integers(0, 4 * 86_400).map(at), st.sampled_from(["", "a", "b"]), st.sampled_from([0, 1])),
    max_size=20,
)


@settings(max_examples=examples(30))
@given(ACTS, st.randoms(use_true_random=False))
def test_no_act_is_lost_and_their_order_does_not_matter(acts: list[TimedAct], chance: object) -> None:
    found = activity(acts, UTC)
    shuffled = list(acts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert activity(shuffled, UTC) == found
    assert sum(count for count, _ in found.days.values()) == len(acts)
    assert sum(done for _, done in found.days.values()) == sum(act.done for act in acts)
    assert found.last == max((act.time for act in acts), default="")


@settings(max_examples=examples(30))
@given(ACTS)
def test_minutes_never_exceed_the_time_between_the_acts_without_pauses(acts: list[TimedAct]) -> None:
    times = sorted(int(datetime.fromisoformat(act.time).timestamp()) for act in acts)
    gaps = [after - before for before, after in pairwise(times)]
    total = sum(gap for gap in gaps if gap <= PAUSE_S)
    assert sum(activity(acts, UTC).minutes.values()) <= total / 60 + 0.02
    if all(act.document for act in acts):
        assert sum(activity(acts, UTC).minutes.values()) == pytest.approx(total / 60, abs=0.02)


@settings(max_examples=examples(30))
@given(ACTS, ACTS)
def test_deliveries_join_in_either_order_and_what_is_stored_comes_back(
    one: list[TimedAct], two: list[TimedAct]
) -> None:
    first, second = activity(one, UTC), activity(two, UTC)
    both = first.joined(second)
    assert both == second.joined(first)
    assert both.last == activity([*one, *two], UTC).last and dict(both.days) == dict(activity([*one, *two], UTC).days)
    assert activity_from(both.as_json()) == both
    assert first.joined(Activity()) == first


def test_reading_up_to_an_act_counts_for_its_document_and_a_pause_counts_for_none() -> None:
    acts = [TimedAct(at(0), "a"), TimedAct(at(60), "a"), TimedAct(at(150), "b"), TimedAct(at(150 + PAUSE_S + 1), "b")]
    assert dict(activity(acts, UTC).minutes) == {"a": 1.0, "b": 1.5}
    acts[3] = TimedAct(at(150 + PAUSE_S), "b")
    assert dict(activity(acts, UTC).minutes) == {"a": 1.0, "b": 1.5 + PAUSE_S / 60}


def test_a_day_is_one_where_the_reader_is() -> None:
    late = TimedAct("2026-11-23T23:30:00Z", "a", 1)
    assert dict(activity([late], UTC).days) == {"2026-11-23": (1, 1)}
    assert dict(activity([late], timezone(timedelta(hours=5, minutes=45))).days) == {"2026-11-24": (1, 1)}


def test_coding_verbs_are_acts_and_no_others() -> None:
    for name, verb in VERBS.items():
        assert (act_of(at(0), "do", name, None) is not None) == verb.is_coding
    assert act_of(at(0), "do", "a verb to come", None) is None
    assert act_of(at(0), "do", "delete", {"documents": ["a"]}) == TimedAct(at(0), "a")
    assert act_of(at(0), "do", "delete", {"documents": ["a", "b"]}) == TimedAct(at(0), "")


@pytest.mark.parametrize(
    ("kind", "said", "done"),
    [("do", True, 1), ("undo", True, -1), ("redo", True, 1), ("do", False, -1), ("undo", False, 1)],
)
def test_a_document_that_is_opened_again_is_not_done_any_more(kind: str, said: bool, done: int) -> None:
    verb = MarkDone(document="a", layer="l", done=said)
    assert act_of(at(0), kind, id_of(verb), json.loads(facts_of(verb))) == TimedAct(at(0), "a", done)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"days": {"x": 1}, "documents": {}, "last": ""}', "[" * 3_000])
def test_what_is_no_activity_is_refused_as_one(text: str) -> None:
    with pytest.raises(ValueError):
        activity_from(text)


def test_a_time_that_cannot_be_read_is_left_out() -> None:
    assert activity([TimedAct("yesterday", "a")], UTC) == Activity()
