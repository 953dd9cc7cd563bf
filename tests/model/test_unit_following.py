"""What becomes of codings when units are cut otherwise: nothing is lost without a word."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule
from annotator.model.ids import DecisionId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, Span
from annotator.model.unit_following import following
from tests.examples import examples

TEXT = "abcdefghijklmnopqrst"
Drawn = tuple[list[Extent], list[Extent], list[Span]]
EDGES = st.sets(st.integers(1, len(TEXT) - 1), max_size=5)


def cut_at(edges: set[int]) -> list[Extent]:
    return [Extent(*pair) for pair in pairwise([0, *sorted(edges), len(TEXT)])]


def span(id: str, layer: str, label: str, unit: Extent) -> Span:
    quote = TEXT[unit.start : unit.stop]
    return Span(SpanId(id), LayerId(layer), DocumentId("d"), LabelId(label), (unit,), quote, note=id)


@st.composite
def coded(draw: st.DrawFn) -> tuple[list[Extent], list[Extent], list[Span]]:
    before, after = cut_at(draw(EDGES)), cut_at(draw(EDGES))
    what = st.tuples(st.sampled_from("xy"), st.sampled_from("pq"), st.sampled_from(before))
    return before, after, [span(f"s{n}", *one) for n, one in enumerate(sorted(draw(st.sets(what, max_size=6))))]


@settings(max_examples=examples(100), deadline=None)
@given(coded())
def test_each_coding_is_one_of_each_unit_that_its_own_became(
    drawn: tuple[list[Extent], list[Extent], list[Span]],
) -> None:
    before, after, spans = drawn
    found = following(TEXT, before, after, spans, [], [])
    now = {one.id: one for one in spans if one.id not in found.dropped} | found.spans
    expected = {
        (one.layer, one.label, unit)
        for one in spans
        for unit in after
        if unit.start < one.stop and one.start < unit.stop
    }
    assert {(one.layer, one.label, one.extents[0]) for one in now.values()} == expected
    assert len(now) == len(expected), "two of a layer with one label at one place"
    assert all(one.quote == TEXT[one.start : one.stop] for one in now.values())
    assert all(any(id in one.note for one in now.values()) for id in {one.note for one in spans}), "a note is lost"


@settings(max_examples=examples(50), deadline=None)
@given(coded())
def test_slots_stand_at_what_is_there(drawn: Drawn) -> None:
    before, after, spans = drawn
    links = [
        Link(LinkId(f"l{n}"), one.id, RoleId("to"), span=other.id)
        for n, (one, other) in enumerate(pairwise(spans))
        if one.layer == other.layer
    ]
    found = following(TEXT, before, after, spans, links, [])
    there = {one.id for one in spans if one.id not in found.dropped} | found.spans.keys()
    kept = {one.id: one for one in links if one.id not in found.dropped_links} | {one.id: one for one in found.links}
    assert all(one.act in there and one.span in there and one.act != one.span for one in kept.values())


def test_a_decision_follows_a_split_and_goes_where_units_are_joined() -> None:
    before, parts = cut_at({10}), cut_at({4, 10})
    mine, theirs, gold = (span(*one, before[0]) for one in (("a", "x", "p"), ("b", "y", "q"), ("g", "gold", "p")))
    other = span("c", "x", "p", before[1])
    decision = Decision(DecisionId("d1"), DocumentId("d"), Rule.TAKEN, (mine, theirs), (), (gold.id,))
    found = following(TEXT, before, parts, [mine, theirs, gold, other], [], [decision])
    assert [one.extents for made in found.decisions for one in made.candidates] == [
        *[(parts[0],)] * 2,
        *[(parts[1],)] * 2,
    ]
    assert [found.spans[made.gold[0]].extents for made in found.decisions] == [(parts[0],), (parts[1],)]
    assert found.decisions[0].id == decision.id and not found.reopened
    joined = following(TEXT, before, cut_at(set()), [mine, theirs, gold, other], [], [decision])
    assert joined.reopened == [decision] and gold.id in joined.dropped
