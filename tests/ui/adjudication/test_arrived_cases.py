"""What is kept step by step is what one would find by going through all cases, and its number tells of each change."""

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.adjudication.arrived_cases import ArrivedCases

PLACES = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))
STEPS = st.lists(st.tuples(PLACES, st.frozensets(st.sampled_from("KLM"))), max_size=20)


@given(STEPS)
def test_it_is_what_a_walk_through_all_cases_would_find(steps: list[tuple[tuple[str, str], frozenset[str]]]) -> None:
    arrived, every = ArrivedCases(), dict[tuple[str, str], frozenset[str]]()
    for place, who in steps:
        before, number = {at: each for at, each in every.items() if each}, arrived.number
        every[place] = who
        arrived.note(place, cast(Any, who))
        now = {at: each for at, each in every.items() if each}
        assert (arrived.number != number) == (now != before)
        assert len(arrived) == len(now) and arrived.documents == sorted({document for document, _ in now})
    number = arrived.number
    arrived.begin(cast(Any, {at: each for at, each in every.items() if each}))
    assert arrived.number == number, "nothing is new"
    arrived.begin({})
    assert len(arrived) == 0 and arrived.documents == [] and (arrived.number != number) == any(every.values())
