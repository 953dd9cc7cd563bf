"""Which spans make a case, and of what kind it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication.cases import CaseKind, find_cases
from annotator.adjudication.content import content_of
from annotator.model.errors import Bug
from annotator.model.ids import ActorId, LayerId, LinkId, SpanId
from annotator.model.span import Extent, Span
from tests.adjudication.builders import (
    DOCUMENT,
    A,
    B,
    Coded,
    by_layer,
    cases_of,
    coded_layers,
    grouping,
    layers_of_spans,
    link,
    only_case,
    span,
)
from tests.examples import examples

Layers = dict[LayerId, list[Span]]


@given(coded_layers())
@settings(max_examples=examples(200))
def test_each_span_is_in_exactly_one_case_and_no_case_has_a_layer_twice(coded: Coded) -> None:
    cases = coded.cases()
    given_ids = sorted(one.id for spans in coded.layers.values() for one in spans)
    assert sorted(one.id for case in cases for one in case.candidates) == given_ids
    for case in cases:
        present = [one.layer for one in case.candidates]
        assert len(set(present)) == len(present)
        assert sorted([*present, *case.absent]) == ["A", "B", "C"]
    assert len({case.key for case in cases}) == len(cases)


@given(coded_layers(), st.permutations("ABC"))
@settings(max_examples=examples(200))
def test_the_order_of_the_coders_changes_no_case(coded: Coded, order: list[str]) -> None:
    turned = {LayerId(layer): coded.layers[LayerId(layer)][::-1] for layer in order}
    first, second = coded.cases(), find_cases(DOCUMENT, turned, coded.links[::-1])
    assert [case.key for case in first] == [case.key for case in second]
    assert [case.kind for case in first] == [case.kind for case in second]
    assert [case.slots for case in first] == [case.slots for case in second]
    for case in second:
        assert [one.layer for one in case.candidates] == [name for name in order if name not in case.absent]


@given(coded_layers(layers="A"), st.integers(2, 3))
def test_identical_layers_give_agreed_cases_only(coded: Coded, coders: int) -> None:
    copies = {
        LayerId(name): [
            replace(one, id=SpanId(name + one.id[1:]), layer=LayerId(name), note=name, doubt=name == "B")
            for one in coded.layers[A]
        ]
        for name in "ABC"[:coders]
    }
    links = [
        replace(
            one,
            id=LinkId(name + one.id),
            act=SpanId(name + one.act[1:]),
            span=SpanId(name + one.span[1:]) if one.span else None,
        )
        for name in "ABC"[:coders]
        for one in coded.links
    ]
    cases = find_cases(DOCUMENT, copies, links)
    assert {case.kind for case in cases} <= {CaseKind.AGREED}
    assert len(cases) == len(coded.layers[A])


@given(coded_layers(layers="AB"))
def test_a_case_is_agreed_exactly_when_all_say_the_same(coded: Coded) -> None:
    spans = {one.id: one for found in coded.layers.values() for one in found}

    def said(one: Span) -> tuple[object, ...]:
        parties = {
            (link.role, link.actor or spans[link.span].actor or spans[link.span].extents if link.span else
             link.actor or link.value or link.extents)
            for link in coded.links if link.act == one.id
        }  # fmt: skip
        return one.label, one.extents, one.attributes, one.actor, parties

    for case in coded.cases():
        alike = not case.absent and all(said(one) == said(case.candidates[0]) for one in case.candidates)
        assert (case.kind is CaseKind.AGREED) == alike == (not case.differs)


@given(layers_of_spans(layers="AB"))
def test_spans_that_could_still_go_together_are_not_left_apart(layers: Layers) -> None:
    alone = [case.candidates[0] for case in find_cases(DOCUMENT, layers) if len(case.candidates) == 1]
    for first in (one for one in alone if one.layer == A):
        for second in (one for one in alone if one.layer == B):
            assert first.extents != second.extents or not first.extents
            assert content_of(first) != content_of(second)


def test_the_same_span_by_both_is_agreed() -> None:
    case = only_case(span("A1", 5, 9), span("B1", 5, 9))
    assert (case.kind, case.differs, case.start, case.stop) == (CaseKind.AGREED, frozenset(), 5, 9)


def test_notes_and_doubts_are_no_disagreement() -> None:
    case = only_case(span("A1", 5, 9), replace(span("B1", 5, 9), note="really?", doubt=True))
    assert case.kind is CaseKind.AGREED


def test_a_shifted_span_is_a_boundary_case() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 3, 13))
    assert case.kind is CaseKind.BOUNDARY
    assert case.differs == {CaseKind.BOUNDARY}
    assert (case.start, case.stop) == (0, 13)


def test_attributes_under_different_labels_are_not_compared() -> None:
    case = only_case(span("A1", 0, 10, "appeal", force="urges"), span("B1", 0, 10, "promise", term=3))
    assert case.differs == {CaseKind.LABEL}


def test_another_actor_of_a_mention_is_an_attribute_case() -> None:
    paris = replace(span("A1", 0, 5, "actor"), actor=ActorId("fra"))
    assert only_case(paris, span("B1", 0, 5, "actor")).differs == {CaseKind.ATTRIBUTE}
    assert only_case(paris, replace(paris, id=SpanId("B1"), layer=B)).kind is CaseKind.AGREED


def test_another_party_in_a_slot_is_a_slot_case_and_one_too_few_as_well() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9)
    for links in (
        [link("l1", "A1", actor="fra"), link("l2", "B1", actor="chn")],
        [link("l1", "A1", actor="fra"), link("l2", "B1", value="implicit")],
        [link("l1", "A1", actor="fra")],
        [link("l1", "A1", actor="fra"), link("l2", "A1", actor="chn"), link("l3", "B1", actor="fra")],
        [link("l1", "A1", "speaker", actor="fra"), link("l2", "B1", "addressee", actor="fra")],
    ):
        case = only_case(*acts, links=links)
        assert case.kind is CaseKind.SLOT and case.differs == {CaseKind.SLOT}


def test_the_same_party_named_in_another_place_is_the_same_party_and_without_an_actor_it_is_not() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9)
    here, there = (Extent(20, 25),), (Extent(30, 35),)
    of_france = [link("l1", "A1", actor="fra", extents=here), link("l2", "B1", actor="fra", extents=there)]
    assert only_case(*acts, links=of_france).kind is CaseKind.AGREED
    of_somebody = [link("l1", "A1", extents=here), link("l2", "B1", extents=there)]
    assert only_case(*acts, links=of_somebody).kind is CaseKind.SLOT


def test_slots_under_different_labels_are_not_compared() -> None:
    case = only_case(span("A1", 0, 9, "appeal"), span("B1", 0, 9, "warning"), links=[link("l1", "A1", actor="fra")])
    assert case.differs == {CaseKind.LABEL}


def test_a_difference_in_attributes_comes_before_one_in_slots() -> None:
    case = only_case(span("A1", 0, 9, force=1), span("B1", 0, 9, force=2), links=[link("l1", "A1", actor="fra")])
    assert case.kind is CaseKind.ATTRIBUTE and case.differs == {CaseKind.ATTRIBUTE, CaseKind.SLOT}


def test_stacked_acts_go_with_the_one_of_the_same_slots() -> None:
    acts = span("A1", 0, 9), span("A2", 0, 9), span("B1", 0, 9), span("B2", 0, 9)
    links = [link(f"l{n}", act, actor=who) for n, (act, who) in enumerate(zip(
        ("A1", "A2", "B1", "B2"), ("fra", "chn", "chn", "fra"), strict=True))]  # fmt: skip
    assert grouping(cases_of(*acts, links=links)) == {frozenset({"A1", "B2"}), frozenset({"A2", "B1"})}


def test_choices_in_another_order_are_the_same() -> None:
    case = only_case(span("A1", 0, 9, topic=["trade", "arms"]), span("B1", 0, 9, topic=["arms", "trade"]))
    assert case.kind is CaseKind.AGREED


def test_a_value_that_is_not_a_number_is_equal_to_itself_and_a_flag_is_not_one() -> None:
    assert only_case(span("A1", 0, 9, x=float("nan")), span("B1", 0, 9, x=float("nan"))).kind is CaseKind.AGREED
    assert only_case(span("A1", 0, 9, x=True), span("B1", 0, 9, x=1)).kind is CaseKind.ATTRIBUTE


def test_the_same_extents_come_before_the_same_label_elsewhere() -> None:
    cases = cases_of(span("A1", 0, 10, "appeal"), span("B1", 0, 10, "warning"), span("B2", 5, 15, "appeal"))
    assert grouping(cases) == {frozenset({"A1", "B1"}), frozenset({"B2"})}


def test_the_same_label_comes_before_more_overlap() -> None:
    cases = cases_of(span("A1", 0, 10, "appeal"), span("B1", 0, 9, "warning"), span("B2", 6, 14, "appeal"))
    assert grouping(cases) == {frozenset({"A1", "B2"}), frozenset({"B1"})}


def test_matching_is_the_best_in_total_and_not_greedy() -> None:
    # A1 is nearest to B1, but then A2 would have nobody, though it overlaps with B1 and A1 with B2.
    cases = cases_of(span("A1", 10, 30), span("A2", 22, 36), span("B1", 12, 34), span("B2", 0, 20))
    assert grouping(cases) == {frozenset({"A1", "B2"}), frozenset({"A2", "B1"})}


def test_a_discontinuous_span_goes_with_one_that_shares_a_piece() -> None:
    case = only_case(span("A1", 0, 5, "appeal", (20, 25)), span("B1", 20, 25))
    assert (case.kind, case.start, case.stop) == (CaseKind.BOUNDARY, 0, 25)


def test_a_coders_own_duplicates_are_separate_cases() -> None:
    cases = cases_of(span("A1", 0, 5), span("A2", 0, 5), span("B1", 0, 5))
    assert sorted(case.kind for case in cases) == [CaseKind.AGREED, CaseKind.MISSING]


def test_duplicates_go_with_the_one_of_the_same_attributes() -> None:
    cases = cases_of(span("A1", 0, 5, force=1), span("A2", 0, 5, force=2), span("B1", 0, 5, force=2))
    assert grouping(cases) == {frozenset({"A1"}), frozenset({"A2", "B1"})}


def test_who_loses_a_partner_to_a_third_coder_is_matched_with_what_is_left() -> None:
    # C1 is nearest to both A1 and B1; B2 is then what is left for A2, though B1 would have been nearer.
    cases = cases_of(
        span("A1", 0, 10), span("B1", 0, 11), span("C1", 0, 10), span("A2", 9, 20), span("B2", 15, 30), layers="ABC"
    )
    assert grouping(cases) == {frozenset({"A1", "B1", "C1"}), frozenset({"A2", "B2"})}


def test_other_labels_on_the_whole_document_are_one_case_in_which_the_coders_differ() -> None:
    case = only_case(span("A1", 0, 0, "treaty"), span("B1", 0, 0, "speech"), span("C1", 0, 0, "treaty"), layers="ABC")
    assert (case.kind, case.absent) == (CaseKind.LABEL, ())
    assert [one.label for one in case.candidates] == ["treaty", "speech", "treaty"]


def test_of_several_labels_on_the_whole_document_the_same_ones_go_together_and_then_the_others() -> None:
    spans = [span("A1", 0, 0, "treaty"), span("A2", 0, 0, "war"), span("B1", 0, 0, "treaty"), span("B2", 0, 0, "trade")]
    cases = cases_of(*spans)
    assert grouping(cases) == {frozenset({"A1", "B1"}), frozenset({"A2", "B2"})}
    assert {case.kind for case in cases} == {CaseKind.AGREED, CaseKind.LABEL}


def test_a_label_more_on_the_whole_document_is_missing_in_the_others() -> None:
    cases = cases_of(span("A1", 0, 0, "treaty"), span("B1", 0, 0, "treaty"), span("B2", 0, 0, "speech"))
    assert {case.candidates[0].label: case.kind for case in cases} == {
        "treaty": CaseKind.AGREED,
        "speech": CaseKind.MISSING,
    }


def test_a_label_on_the_whole_document_never_goes_with_a_span() -> None:
    assert len(cases_of(span("A1", 0, 0), span("B1", 0, 5))) == 2


def test_a_coder_alone_differs_from_nobody() -> None:
    case = only_case(span("A1", 0, 5), layers="A")
    assert (case.kind, case.absent) == (CaseKind.AGREED, ())


def test_no_spans_are_no_cases() -> None:
    assert cases_of() == []
    assert find_cases(DOCUMENT, {}) == []


def test_cases_stand_in_reading_order() -> None:
    cases = cases_of(span("B1", 30, 40), span("A1", 0, 5), span("A2", 10, 20), span("B2", 0, 9, "warning"))
    assert [case.start for case in cases] == [0, 10, 30]


def test_the_key_stays_while_the_spans_change() -> None:
    before = only_case(span("A1", 0, 10), span("B1", 0, 10))
    after = only_case(span("A1", 0, 12, "warning"), span("B1", 0, 10))
    assert before.key == after.key
    assert before.key != only_case(span("A1", 0, 10), span("B2", 0, 10)).key


def test_a_span_under_another_layer_than_its_own_is_refused() -> None:
    with pytest.raises(Bug):
        find_cases(DOCUMENT, {A: [span("B1", 0, 5)], B: []})


def test_ten_thousand_spans_in_a_chain_of_overlaps_are_grouped() -> None:
    count = 5000
    spans = [span(f"A{n}", n * 10, n * 10 + 10) for n in range(count)]
    spans += [span(f"B{n}", n * 10 + 5, n * 10 + 15) for n in range(count)]
    cases = find_cases(DOCUMENT, by_layer(spans))
    assert len(cases) == count
    assert {case.kind for case in cases} == {CaseKind.BOUNDARY}
