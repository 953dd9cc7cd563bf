"""Places of a page: a decision with what came of it, a span without one by itself, and whether coders differ there."""

from annotator.formats.reviewer_page.places import PlaceReading, ShownPlace
from tests.formats.bundles import sample_bundle


def places(named: bool = False) -> list[ShownPlace]:
    bundle = sample_bundle()
    reading = PlaceReading(bundle, named)
    return [place for number, coded in enumerate(bundle.documents) for place in reading.places(coded, number)]


def test_each_span_of_gold_stands_once_and_each_candidate_with_its_decision() -> None:
    found = [one.span.id for place in places() for one in place.gold]
    assert len(found) == len(set(found)) == sum(len(coded.spans) for coded in sample_bundle().documents)
    decisions = [decision for coded in sample_bundle().documents for decision in coded.decisions]
    shown = [tuple(one.span.id for one in place.candidates) for place in places() if place.rule]
    assert sorted(shown) == sorted(tuple(span.id for span in decision.candidates) for decision in decisions)


def test_where_coders_said_otherwise_or_nothing_they_differ() -> None:
    by_rule = {place.rule: place for place in places() if place.rule}
    assert by_rule["taken"].differs and by_rule["none of them"].differs
    assert by_rule["none of them"].absent == ("C1",)
    assert not any(place.differs for place in places() if not place.rule)


def test_coders_stand_by_pseudonym_unless_names_are_wanted() -> None:
    said = {one.layer for place in places() for one in place.codings}
    assert said == {"C1", "C2", "Gold"}
    assert {one.layer for place in places(named=True) for one in place.codings} == {"Ana Souza", "Ben Ötker", "Gold"}


def test_slots_say_who_fills_them() -> None:
    (slots,) = {one.slots for place in places() for one in place.gold if one.span.id == "s-05"}
    assert slots == (("addressee", "European Union (armed: no, group)"), ("speaker", "France"))
