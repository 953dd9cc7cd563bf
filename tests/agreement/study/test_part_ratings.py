"""The parts of codings as ratings: what is compared of each, and of whom."""

from collections.abc import Mapping, Sequence

from annotator.acts.acts import Filling
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Row
from annotator.agreement.study.part_ratings import PartRatings
from annotator.agreement.study.parts import read_actor
from annotator.model.ids import ActorId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, Span
from tests.agreement.texts import X, Y, coded, grouped_spans, text_of

ALL = (0, 1, 2)


def parts(*found: CodedText, fillings: Mapping[SpanId, Sequence[Filling]] | None = None) -> PartRatings:
    grouped = grouped_spans(found)
    return PartRatings(grouped, [fillings or {} for _ in found])


def test_the_label_is_that_of_whoever_found_it() -> None:
    found = parts(text_of(coded("A", 0, 5, "x"), coded("B", 0, 6, "y"), coders="ABC"))
    assert found.labels(ALL).table() == {("x", "y", None): 1}
    assert found.labels((0, 1)).table() == {("x", "y"): 1}
    assert found.labels((0, 2)).table() == {("x", None): 1}
    assert found.labels(ALL).ordered


def test_as_units_places_have_the_label_or_none_and_who_was_away_is_missing() -> None:
    found = parts(text_of(coded("A", 0, 5, "x"), coders="AB"), text_of(coded("C", 0, 0, "y"), coders="BC"))
    assert found.marked(ALL).table() == {
        (frozenset("x"), frozenset(), None): 1,
        (None, frozenset(), frozenset("y")): 1,
    }
    assert found.marked((0, 1)).table()[frozenset("x"), frozenset()] == 1


def test_what_is_read_is_compared_under_the_same_label_only() -> None:
    found = parts(
        text_of(coded("A", 0, 5, actor="fra"), coded("B", 0, 5, actor="chn")),
        text_of(coded("A", 0, 5, actor="fra"), coded("B", 0, 5, "y", actor="fra")),
    )
    assert found.read(X, read_actor)((0, 1)).table() == {("fra", "chn"): 1}
    assert found.read(Y, read_actor)((0, 1)).table() == {}


def test_an_order_means_something_where_these_coders_used_what_was_declared() -> None:
    spans = [coded("A", 0, 5, actor="fra"), coded("B", 0, 5, actor="fra"), coded("C", 0, 5, actor="gone")]
    read = parts(text_of(*spans, coders="ABC")).read(X, read_actor, ("chn", "fra"))
    assert (read((0, 1)).ordered, read((0, 2)).ordered) == (True, False)
    assert read((0, 1)).categories[:2] == ("chn", "fra")


def filled(act: Span, at: tuple[int, int] | None = None, actor: str = "") -> tuple[SpanId, list[Filling]]:
    extents = (Extent(*at),) if at else ()
    link = Link(LinkId(f"l{act.id}"), act.id, RoleId("speaker"), extents=extents, quote=f"words at {at}")
    return act.id, [Filling(link, ActorId(actor) if actor else None, None, extents, link.quote)]


def test_a_slot_is_compared_where_two_have_the_act() -> None:
    acts = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 5, "y")]
    given = dict(filled(act, actor="fra") for act in acts)
    row: Row = (frozenset(["fra"]), frozenset(["fra"]), None)
    found = parts(text_of(*acts, coders="ABC"), fillings=given)
    assert found.slot(X, "speaker")(ALL).table() == {row: 1}
    assert found.slot(X, "addressee")((0, 1)).table() == {(frozenset(), frozenset()): 1}
    assert found.slot(X, "speaker")((0, 2)).table() == {}


def test_words_that_only_a_third_one_joins_are_two_parties_of_two_coders() -> None:
    acts = [coded("A", 0, 5), coded("B", 0, 5), coded("C", 0, 5)]
    given = dict(filled(act, at) for act, at in zip(acts, ((10, 14), (16, 21), (12, 18)), strict=True))
    slot = parts(text_of(*acts, coders="ABC"), fillings=given).slot(X, "speaker")
    (row,) = slot(ALL).table()
    assert len(set(row)) == 1
    (pair,) = slot((0, 1)).table()
    assert len(set(pair)) == 2
