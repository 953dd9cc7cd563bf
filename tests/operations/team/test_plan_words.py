"""A dry run is told in sentences whose numbers are those of the plan."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.team.plan_words import PlanWords
from annotator.sync.delivery import Refused, RefusedParts, RowCounts, TakeInPlan, WaitingParts, Waits
from tests.examples import examples

NAMES = {"ana": "Ana", "ben": "Ben", "doc": "Joint statement"}
WORDS = PlanWords(NAMES, "2026-11-28")


def test_the_dry_run_of_a_day_of_work_reads_as_one_would_say_it() -> None:
    plan = TakeInPlan(
        sender="ana",
        acts=214,
        rows={"spans": RowCounts(161, 30, 9)},
        done={"ana": 6},
        proposed=4,
        first="2026-11-03T09:00:00Z",
        last="2026-11-28T12:00:00Z",
        in_bin={"doc": 12},
        waiting=[WaitingParts(Waits.GAP, "ana", 40)],
    )
    assert [re.sub("[\u2066-\u2069]", "", said) for said in WORDS.sentences(plan)] == [
        "Ana, 3 Nov to today: 214 acts.",
        "161 codings are new, 30 changed, 9 deleted; 6 documents are done.",
        "4 actors are proposed.",
        "Nothing in it contradicts what is here.",
        "12 codings are in “Joint statement”, which was removed here: they go to the recycle bin with it.",
        "An earlier packet is missing; 40 acts wait for it.",
    ]


@pytest.mark.parametrize("table", ["decisions", "actors"])
def test_what_may_contradict_in_rows_of_its_own_is_not_said_to_contradict_nothing(table: str) -> None:
    nothing = "Nothing in it contradicts what is here."
    assert nothing in WORDS.sentences(TakeInPlan(acts=1, rows={"spans": RowCounts(1)}))
    assert nothing not in WORDS.sentences(TakeInPlan(acts=1, rows={table: RowCounts(1)}))


def test_who_has_no_name_here_begins_a_sentence_as_one() -> None:
    assert WORDS.headline(TakeInPlan(acts=2, persons={"lea": 2})).startswith("Whoever leads: 2 acts.")
    assert WORDS.headline(TakeInPlan(acts=2, sender="lea")).startswith("Somebody: 2 acts.")


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (
            RefusedParts(Refused.LAYER, "ana", 3, whose="ben"),
            "It changes Ben’s layer, which only Ben may; 3 acts were left out.",
        ),
        (
            RefusedParts(Refused.DOUBLED, "ana", 5),
            "Two copies of Ana’s file wrote under one name; look at the 5 acts left out.",
        ),
        (RefusedParts(Refused.SENDER, "ben", 1), "It holds what somebody else wrote; 1 act was left out."),
        (RefusedParts(Refused.RIGHTS, "x", 2), "It does what its author may not do; 2 acts were left out."),
    ],
)
def test_what_is_left_out_is_told_with_its_reason(refused: RefusedParts, said: str) -> None:
    assert said in [re.sub("[\u2066-\u2069]", "", one) for one in WORDS.sentences(TakeInPlan(refused=[refused]))]


def test_a_newer_version_is_told_with_whose_it_is() -> None:
    plan = TakeInPlan(waiting=[WaitingParts(Waits.NEWER, "ana", 2), WaitingParts(Waits.NEWER, "ana", 212)])
    assert "Ana has a newer version of annotator: 214 acts wait until you update yours." in WORDS.sentences(plan)


@given(
    st.builds(
        TakeInPlan,
        sender=st.sampled_from(["", "ana", "unknown"]),
        acts=st.integers(0, 9),
        known=st.integers(0, 9),
        earlier=st.integers(0, 3),
        rows=st.dictionaries(
            st.sampled_from(["spans", "documents", "memos"]),
            st.builds(RowCounts, *[st.integers(0, 3)] * 3),
        ),
        notes=st.integers(0, 2),
        done=st.dictionaries(st.just("ana"), st.integers(0, 2)),
        persons=st.dictionaries(st.sampled_from(["", "ana", "unknown"]), st.integers(1, 2)),
        first=st.sampled_from(["", "2026-11-28T12:00:00Z", "no time"]),
        last=st.sampled_from(["", "2026-11-28T12:00:00Z"]),
        conflicts=st.integers(0, 2),
        in_bin=st.dictionaries(st.sampled_from(["doc", "unknown"]), st.integers(1, 2)),
        waiting=st.lists(
            st.builds(WaitingParts, st.sampled_from(Waits), st.just("ana"), st.integers(1, 2)), max_size=3
        ),
        refused=st.lists(
            st.builds(RefusedParts, st.sampled_from(Refused), st.just("ana"), st.integers(1, 2)), max_size=3
        ),
    )
)
@settings(max_examples=examples(60))
def test_whatever_a_plan_says_each_line_is_a_sentence_and_all_is_told(plan: TakeInPlan) -> None:
    said = WORDS.sentences(plan)
    assert all(re.fullmatch(r"\S.*\.", one) and "  " not in one and one.count(". ") == 0 for one in said)
    told = " ".join(said)
    assert bool(plan.waiting) == bool(re.search(r"\bwaits?\b", told))
    assert bool(plan.refused) == ("left out" in told)
    if plan.acts and plan.conflicts:
        assert "provisional" in told
