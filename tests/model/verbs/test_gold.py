"""Where something was decided, and the facts that are known only when it is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule
from annotator.model.ids import DecisionId, DocumentId, LabelId, SpanId
from annotator.model.verbs.gold import AddToGold, AtCases, Decide, JoinCases, ReopenCase, of_decisions

TEXT = DocumentId("text")
IDS = st.lists(st.uuids().map(lambda id: SpanId(str(id))), max_size=3).map(tuple)


@pytest.mark.parametrize(
    "verb",
    [
        Decide(document=TEXT, candidates=(), rule=Rule.TAKEN),
        JoinCases(document=TEXT, candidates=(), cases=2),
        ReopenCase(document=TEXT, candidates=()),
    ],
    ids=lambda verb: type(verb).__name__,
)
@given(candidates=IDS, gold=IDS)
def test_a_decision_stands_where_its_gold_does_or_else_where_the_first_coder_marked_it(
    verb: AtCases, candidates: tuple[SpanId, ...], gold: tuple[SpanId, ...]
) -> None:
    made = verb.model_copy(update={"candidates": candidates, "gold": gold})
    assert made.passages == (gold or candidates[:1])


@given(st.lists(st.tuples(st.uuids(), IDS), max_size=3))
def test_a_verb_gets_the_decisions_and_all_their_gold(made: list[tuple[object, tuple[SpanId, ...]]]) -> None:
    decisions = [Decision(DecisionId(str(id)), TEXT, Rule.SPLIT, (), gold=gold) for id, gold in made]
    verb = AddToGold(document=TEXT, label=LabelId("appeal")).model_copy(update=of_decisions(decisions))
    assert verb.decisions == tuple(decision.id for decision in decisions)
    assert verb.passages == verb.gold == tuple(span for _, gold in made for span in gold)
    assert AddToGold.model_validate_json(verb.model_dump_json()) == verb, "they are facts of the right types"
