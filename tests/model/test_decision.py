"""A decision knows which of its candidates stood together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule, laid_out
from annotator.model.ids import DecisionId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span


def decision(rule: Rule, candidates: tuple[Span, ...]) -> Decision:
    return Decision(DecisionId("x"), DocumentId("d"), rule, candidates)


@st.composite
def joined_cases(draw: st.DrawFn) -> list[list[Span]]:
    """Draw cases as they stand: in any order, each with one span of a layer at most, in any order too."""
    found, number = [], 0
    for layers in draw(st.lists(st.lists(st.sampled_from("ABCD"), min_size=1, unique=True), min_size=1, max_size=6)):
        case = []
        for layer in layers:
            start = draw(st.integers(0, 9))
            extents = (Extent(start, start + 5),)
            case.append(Span(SpanId(f"{number}"), LayerId(layer), DocumentId("d"), LabelId("appeal"), extents, ""))
            number += 1
        found.append(case)
    return found


@given(joined_cases())
def test_cases_laid_out_in_a_row_are_told_apart_again(cases: list[list[Span]]) -> None:
    row = laid_out(cases)
    assert sorted(span.id for span in row) == sorted(span.id for case in cases for span in case)
    again = decision(Rule.JOINED, row).cases
    assert {frozenset(span.id for span in case) for case in again} == {
        frozenset(span.id for span in case) for case in cases
    }
    assert laid_out(again) == laid_out(cases[::-1]) == row


@given(joined_cases(), st.sampled_from([rule for rule in Rule if rule is not Rule.JOINED]))
def test_any_other_decision_is_about_one_case_or_none(cases: list[list[Span]], rule: Rule) -> None:
    candidates = tuple(cases[0])
    assert decision(rule, candidates).cases == (candidates,)
    assert decision(rule, ()).cases == ()


@given(joined_cases(), st.permutations("ABCD"))
def test_cases_stay_apart_when_their_layers_are_called_otherwise(cases: list[list[Span]], names: list[str]) -> None:
    called = dict(zip("ABCD", names, strict=True))

    def renamed(span: Span) -> Span:
        return replace(span, layer=LayerId(called[span.layer]))

    for rule, row in ((Rule.JOINED, laid_out(cases)), (Rule.TAKEN, tuple(cases[0]))):
        before, after = decision(rule, row), decision(rule, row).with_spans(renamed)
        assert {frozenset(span.id for span in case) for case in after.cases} == {
            frozenset(span.id for span in case) for case in before.cases
        }
        assert {span.id: span for span in after.candidates} == {span.id: renamed(span) for span in before.candidates}
    assert [span.id for span in after.candidates] == [span.id for span in before.candidates]


def test_five_rules_are_a_policys() -> None:
    policies = {Rule.UNANIMOUS, Rule.MAJORITY, Rule.SHARED_EXTENT, Rule.PREFERRED, Rule.POSTERIOR}
    assert {rule for rule in Rule if rule.by_policy} == policies


@given(joined_cases())
def test_a_decision_with_other_candidates_knows_their_cases_too(cases: list[list[Span]]) -> None:
    joined, taken = decision(Rule.JOINED, ()).with_cases(cases), decision(Rule.TAKEN, ()).with_cases(cases[:1])
    assert {frozenset(span.id for span in case) for case in joined.cases} == {
        frozenset(span.id for span in case) for case in cases
    }
    assert taken.cases == (tuple(cases[0]),)
