"""A case book that is kept up to date says what comparing the whole document anew says."""

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.casebook import CaseBook, CaseChange
from annotator.adjudication.cases import find_cases
from annotator.adjudication.decisions import Settled, Status, defer, none_of_them, settle, take
from annotator.model.clusters import clusters
from annotator.model.decision import Decision, Rule
from annotator.model.geometry import overlap_length
from annotator.model.ids import ActorId, DecisionId, LayerId, LinkId, SpanId
from annotator.model.span import Link, Span
from tests.adjudication.builders import (
    DOCUMENT,
    A,
    B,
    Coded,
    by_layer,
    coded_layers,
    decided,
    joining,
    layers_of_spans,
    link,
    links_among,
    span,
)

LAYERS = (LayerId("A"), LayerId("B"), LayerId("C"))
_places = st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from([(), ((50, 54),), ((43, 45), (60, 61))]))
_labels = st.sampled_from(["appeal", "warning"])


@dataclass
class _Kept:
    """What is true, kept apart from the book, and what the book said has changed, put together."""

    spans: dict[SpanId, Span]
    links: dict[LinkId, Link] = field(default_factory=dict)
    decisions: dict[DecisionId, Decision] = field(default_factory=dict)
    told: dict[str, Settled] = field(default_factory=dict)

    def hear(self, difference: CaseChange) -> None:
        for one in difference.gone:
            assert self.told.pop(one.case.key) == one
        for one in difference.come:
            assert one.case.key not in self.told
            self.told[one.case.key] = one

    def fresh(self) -> list[Settled]:
        cases = find_cases(DOCUMENT, by_layer(self.spans.values(), "ABC"), self.links.values())
        return settle(cases, self.decisions.values())

    def remove(self, id: SpanId) -> list[LinkId]:
        """Take a span out and, as the store does, the links in which it is act or party; return their ids."""
        del self.spans[id]
        gone = [one.id for one in self.links.values() if id in (one.act, one.span)]
        for link_id in gone:
            del self.links[link_id]
        return gone


def _by_key(settled: list[Settled]) -> dict[str, Settled]:
    return {one.case.key: one for one in settled}


def _is_kept(book: CaseBook, kept: _Kept) -> None:
    fresh = _by_key(kept.fresh())
    assert _by_key(book.all()) == fresh == kept.told
    for one in fresh.values():
        assert all(book.case_of(span.id) == one for span in one.case.candidates)
        about = {span.id for span in one.case.candidates}
        found = {made.id for made in book.decisions_about(one.case)}
        assert found == {made.id for made in kept.decisions.values() if about & {span.id for span in made.candidates}}


def _change(data: st.DataObject, book: CaseBook, kept: _Kept, number: int) -> CaseChange:
    """Do something at random to the book and to what is true."""
    kinds = ["put", "put", "remove", "link", "link", "unlink", "decide", "decide", "join", "add", "drop"]
    kind = data.draw(st.sampled_from(kinds))
    ids, cases = sorted(kept.spans), kept.fresh()
    if kind == "put":
        name = data.draw(st.sampled_from([*ids, f"A-{number}", f"B-{number}", f"C-{number}"]))
        start, size, more = data.draw(_places)
        made = span(name, start, start + size if size else 0, data.draw(_labels), *(more if size else ()))
        made = replace(made, actor=data.draw(st.sampled_from([None, ActorId("fra")])))
        kept.spans[made.id] = made
        return book.update([made])
    if kind == "remove" and ids:
        gone = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        unlinked = [link_id for id in gone for link_id in kept.remove(id)]
        return book.update(removed=gone, unlinked=unlinked)
    if kind == "link" and ids:
        name = data.draw(st.sampled_from([*sorted(kept.links), f"link-{number}-new"]))
        joined = data.draw(links_among(list(kept.spans.values()), name))
        kept.links[joined.id] = joined
        return book.update(links=[joined])
    if kind == "unlink" and kept.links:
        cleared = data.draw(st.sampled_from(sorted(kept.links)))
        del kept.links[cleared]
        return book.update(unlinked=[cleared])
    if kind == "decide" and cases:
        case = data.draw(st.sampled_from(cases)).case
        verdict = data.draw(st.sampled_from([take(case, case.candidates[0].layer), none_of_them(case), defer(case)]))
        made_now = decided(case, verdict, f"decision-{number}", f"2025-01-01T00:00:{number:02}Z")
        replaced = book.decisions_about(case)
        for old in replaced:
            del kept.decisions[old.id]
        kept.decisions[made_now.id] = made_now
        return book.update(decisions=[made_now], dropped=[old.id for old in replaced])
    if kind == "join" and len(cases) > 1:
        some = st.lists(st.sampled_from(cases), min_size=2, max_size=3, unique_by=lambda one: one.case.key)
        several = data.draw(some)
        time = f"2025-01-01T00:00:{number:02}Z"
        made_now = joining(*(one.case for one in several), name=f"decision-{number}", time=time)
        about = [old.id for one in several for old in book.decisions_about(one.case)]
        for old_id in set(about):
            del kept.decisions[old_id]
        kept.decisions[made_now.id] = made_now
        return book.update(decisions=[made_now], dropped=about)
    if kind == "add":
        added = Decision(DecisionId(f"decision-{number}"), DOCUMENT, Rule.ADDED, ())
        kept.decisions[added.id] = added
        return book.update(decisions=[added])
    if kept.decisions:
        made_id = data.draw(st.sampled_from(sorted(kept.decisions)))
        del kept.decisions[made_id]
        return book.update(dropped=[made_id])
    return CaseChange([], [])


@given(coded_layers(), st.data())
def test_a_book_that_hears_of_every_change_equals_a_comparison_of_the_whole(coded: Coded, data: st.DataObject) -> None:
    spans = {one.id: one for found in coded.layers.values() for one in found}
    kept = _Kept(spans, {one.id: one for one in coded.links})
    book = CaseBook(DOCUMENT, LAYERS, kept.spans.values(), (), kept.links.values())
    kept.told = _by_key(book.all())
    _is_kept(book, kept)
    for number in range(data.draw(st.integers(1, 8))):
        kept.hear(_change(data, book, kept, number))
        _is_kept(book, kept)


@given(layers_of_spans())
def test_spans_that_share_a_character_are_in_one_cluster_and_clusters_share_none(
    given_spans: dict[LayerId, list[Span]],
) -> None:
    every = [one for found in given_spans.values() for one in found]
    found = clusters(every)
    cluster_of = {one.id: number for number, cluster in enumerate(found) for one in cluster}
    assert len(cluster_of) == len(every) == sum(map(len, found))
    for first in every:
        for second in every:
            if overlap_length(first.extents, second.extents):
                assert cluster_of[first.id] == cluster_of[second.id]
    for cluster in found:
        # Each but the first is reached from those before it by an overlap, or all are about the whole document.
        reached, rest = cluster[:1], cluster[1:]
        while near := [one for one in rest if any(_meet(one, other) for other in reached)]:
            reached += near
            rest = [one for one in rest if one not in near]
        assert rest == []


def _meet(first: Span, second: Span) -> bool:
    if not first.extents or not second.extents:
        return first.extents == second.extents
    return overlap_length(first.extents, second.extents) > 0


def test_a_decision_changes_its_own_case_and_no_other() -> None:
    spans = [span("A1", 0, 5), span("B1", 0, 6), span("A2", 10, 15), span("B2", 11, 15)]
    book = CaseBook(DOCUMENT, (A, B), spans, ())
    case = next(one.case for one in book.all() if one.case.start == 10)
    difference = book.update(decisions=[decided(case, none_of_them(case))])
    assert [one.case for one in difference.gone] == [one.case for one in difference.come] == [case]


def test_a_note_changes_no_case_but_what_it_shows() -> None:
    spans = [span("A1", 0, 5), span("B1", 0, 6), span("A2", 10, 15)]
    book = CaseBook(DOCUMENT, (A, B), spans, ())
    assert book.update([spans[0]]) == CaseChange([], [])


def test_a_party_that_is_found_to_be_another_actor_changes_the_case_of_its_act_and_no_other() -> None:
    acts = [span("A1", 0, 5), span("B1", 0, 5), span("A2", 60, 70), span("B2", 60, 71)]
    parties = [replace(span(name, 20, 25, "actor"), actor=ActorId("fra")) for name in ("A9", "B9")]
    links = [link("l1", "A1", span="A9"), link("l2", "B1", actor="fra")]
    book = CaseBook(DOCUMENT, (A, B), [*acts, *parties], (), links)
    assert {one.case.start: one.case.kind.value for one in book.all()} == {0: "agreed", 20: "agreed", 60: "boundary"}
    difference = book.update([replace(parties[0], actor=ActorId("chn"))])
    assert {one.case.start: one.case.kind.value for one in difference.come} == {0: "slot", 20: "attribute"}
    assert {one.case.start for one in difference.gone} == {0, 20}


def test_a_span_that_joins_two_clusters_and_goes_again_leaves_the_cases_as_they_were() -> None:
    spans = [span("A1", 0, 5), span("B1", 6, 12), span("A2", 20, 25)]
    book = CaseBook(DOCUMENT, (A, B), spans, ())
    before = _by_key(book.all())
    joined = book.update([span("B2", 3, 8)])
    assert {one.case.start for one in joined.come} == {0}
    book.update(removed=[SpanId("B2")])
    assert _by_key(book.all()) == before


def test_a_decision_about_several_cases_changes_them_all_and_its_end_opens_them_all() -> None:
    spans = [span("A1", 0, 20), span("B1", 0, 8), span("B2", 9, 20), span("A3", 40, 50)]
    book = CaseBook(DOCUMENT, (A, B), spans, ())
    both = [one.case for one in sorted(book.all(), key=lambda one: one.case.start) if one.case.start < 20]
    decision = joining(*both)
    difference = book.update(decisions=[decision])
    assert {one.case.key for one in difference.come} == {case.key for case in both}
    assert {one.status for one in difference.come} == {Status.DECIDED}
    difference = book.update([span("B1", 0, 7)])
    assert [(one.case.candidates[0].id, one.status) for one in difference.come] == [("B1", Status.CHANGED)]
    difference = book.update(dropped=[decision.id])
    assert {one.status for one in difference.come} == {Status.OPEN} and len(difference.come) == 2
