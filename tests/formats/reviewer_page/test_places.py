"""Places of a page: a decision with what came of it, a span without one by itself, and whether coders differ there."""

from collections import Counter

from hypothesis import given, settings

from annotator.formats.reviewer_page.places import PlaceReading, ShownPlace
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle


def places(named: bool = False) -> list[ShownPlace]:
    bundle = sample_bundle()
    reading = PlaceReading(bundle, named)
    return [place for number, coded in enumerate(bundle.documents) for place in reading.places(coded, number)]


@given(full_bundles())
@settings(max_examples=examples(30))
def test_each_span_stands_once_gold_as_gold_and_what_nobody_decided_brought_together(bundle: Bundle) -> None:
    kinds = {layer.id: layer.kind for layer in bundle.layers}
    for number, coded in enumerate(bundle.documents):
        found = list(PlaceReading(bundle, named=False).places(coded, number))
        gold = Counter(one.span.id for place in found for one in place.gold)
        for span in coded.spans:
            if kinds[span.layer] is LayerKind.GOLD:
                assert gold[span.id] == max(1, sum(decision.gold.count(span.id) for decision in coded.decisions))
        undecided = [one.span for place in found if not place.rule for one in place.candidates]
        assert len({span.id for span in undecided}) == len(undecided)
        candidates = {span.id for decision in coded.decisions for span in decision.candidates}
        coders = {span.id for span in coded.spans if kinds[span.layer] is not LayerKind.GOLD}
        assert coders - candidates <= {span.id for span in undecided} <= coders
        for place in found:
            if not place.rule:
                assert len({one.span.layer for one in place.candidates}) == len(place.candidates)
                assert not {one.layer for one in place.candidates} & set(place.absent)


def test_each_candidate_stands_with_its_decision() -> None:
    decisions = [decision for coded in sample_bundle().documents for decision in coded.decisions]
    shown = [tuple(one.span.id for one in place.candidates) for place in places() if place.rule]
    assert sorted(shown) == sorted(tuple(span.id for span in decision.candidates) for decision in decisions)


def test_where_coders_said_otherwise_or_nothing_they_differ() -> None:
    by_rule = {place.rule: place for place in places() if place.rule}
    assert by_rule["taken"].differs and by_rule["none of them"].differs
    assert by_rule["none of them"].absent == ("C1",)
    undecided = [place for place in places() if not place.rule and place.candidates]
    assert undecided and all(place.differs == bool(place.absent) for place in undecided)


def test_coders_stand_by_pseudonym_unless_names_are_wanted() -> None:
    said = {one.layer for place in places() for one in place.codings}
    assert said == {"C1", "C2", "Gold"}
    assert {one.layer for place in places(named=True) for one in place.codings} == {"Ana Souza", "Ben Ötker", "Gold"}


def test_slots_say_who_fills_them() -> None:
    (slots,) = {one.slots for place in places() for one in place.gold if one.span.id == "s-05"}
    assert slots == (("addressee", "European Union (armed: no, group)"), ("speaker", "France"))
