"""What becomes of what is coded when units are cut otherwise.

A coding of a unit that is split is one of each part; the first part keeps its id. Codings of units that are joined are
codings of the whole; two of one layer with one label become one. What is not just a unit stays as it stands. Decisions
follow a split, one for each part; where units are joined their cases are open again, since nobody decided of the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.model.decision import Decision
from annotator.model.given_units import touched
from annotator.model.ids import DecisionId, LabelId, LayerId, LinkId, SpanId, new_id
from annotator.model.span import Extent, Link, Span

_Key = tuple[LayerId, LabelId, tuple[Extent, ...]]
"""What no two spans have in common."""


@dataclass(slots=True)
class UnitFollowing:
    """What is written. `followed`: the spans of units that there are no more, as they were.

    `spans`: all that are changed or new; `links`, `decisions` likewise. `dropped`: ids of spans that are one with
    another now, or gold of what is open again; `dropped_links`; `reopened`: decisions that go.
    """

    followed: list[Span] = field(default_factory=list)
    spans: dict[SpanId, Span] = field(default_factory=dict)
    dropped: dict[SpanId, SpanId | None] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    dropped_links: list[LinkId] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    reopened: list[Decision] = field(default_factory=list)


def following(
    text: str,
    before: Sequence[Extent],
    after: Sequence[Extent],
    spans: Iterable[Span],
    links: Iterable[Link],
    decisions: Iterable[Decision],
) -> UnitFollowing:
    """Return what becomes of a document's codings when its units `before` are those `after`."""
    return _UnitFollower(text, before, after).follow(list(spans), list(links), list(decisions))


class _UnitFollower:
    def __init__(self, text: str, before: Sequence[Extent], after: Sequence[Extent]) -> None:
        self._text, self._found = text, UnitFollowing()
        gone = set(before) - set(after)
        self._targets = {unit: tuple(after[at] for at in touched(after, *unit)) for unit in sorted(gone)}
        counts: dict[Extent, int] = {}
        for unit in before:
            for at in touched(after, *unit):
                counts[after[at]] = counts.get(after[at], 0) + 1
        self._joined = {unit for unit, count in counts.items() if count > 1}
        self._copies: dict[SpanId, list[SpanId]] = {}

    def follow(self, spans: list[Span], links: list[Link], decisions: list[Decision]) -> UnitFollowing:
        found = self._found
        units = {span.id: span.extents[0] for span in spans if len(span.extents) == 1}
        self._reopen(decisions, units)
        there = {(one.layer, one.label, one.extents): one for one in spans if one.id not in found.dropped}
        for span in sorted(spans, key=lambda one: (one.start, one.id)):
            if self._parts(span.extents) and span.id not in found.dropped:
                there.pop((span.layer, span.label, span.extents), None)
                self._follow_span(span, there)
        self._follow_links(links)
        for decision in decisions:
            if decision not in found.reopened and any(self._parts(one) for one in _places(decision, units)):
                self._follow_decision(decision)
        return found

    def _parts(self, extents: Sequence[Extent]) -> tuple[Extent, ...]:
        return self._targets.get(extents[0], ()) if len(extents) == 1 else ()

    def _reopen(self, decisions: list[Decision], units: dict[SpanId, Extent]) -> None:
        """Let go of decisions on units that are joined, or on more than one, with their gold."""
        for decision in decisions:
            places = _places(decision, units)
            moved = [part for one in places for part in self._parts(one)]
            if moved and (len(places) > 1 or not self._joined.isdisjoint(moved)):
                self._found.reopened.append(decision)
                self._found.dropped.update(dict.fromkeys(decision.gold))

    def _follow_span(self, span: Span, there: dict[_Key, Span]) -> None:
        found, copies = self._found, list[SpanId]()
        found.followed.append(span)
        for number, part in enumerate(self._parts(span.extents)):
            id = SpanId(new_id()) if number else span.id
            made = replace(span, id=id, extents=(part,), quote=self._text[part.start : part.stop])
            key = (made.layer, made.label, made.extents)
            other = there.get(key)
            if other is None:
                there[key] = found.spans[id] = made
                copies.append(id)
                continue
            notes = dict.fromkeys(note for note in (other.note, made.note) if note)
            there[key] = found.spans[other.id] = replace(other, note="\n".join(notes), doubt=other.doubt or made.doubt)
            copies.append(other.id)
            if not number:
                found.dropped[span.id] = other.id
        self._copies[span.id] = copies

    def _follow_links(self, links: list[Link]) -> None:
        found, acts = self._found, {link.act for link in links}
        for link in links:
            fills = link.span if link.span is None else found.dropped.get(link.span, link.span)
            if link.act in found.dropped or (fills != link.span and fills in (None, link.act)):
                found.dropped_links.append(link.id)
                continue
            if fills != link.span:
                found.links.append(replace(link, span=fills))
            for copy in self._copies.get(link.act, ())[1:]:
                if copy not in acts and copy != fills:
                    found.links.append(replace(link, id=LinkId(new_id()), act=copy, span=fills))

    def _follow_decision(self, decision: Decision) -> None:
        """Let a decision on a unit that is split be one on each part."""
        units = [one.extents for one in decision.candidates if self._parts(one.extents)]
        golds = [self._copies[id] for id in decision.gold if id in self._copies]
        parts = self._parts(units[0]) if units else ()
        for number in range(max([len(parts), *map(len, golds)])):
            ids = {one.id: self._id_of(one.id, number) for one in decision.candidates}
            gold = tuple(self._copies.get(id, [id])[number if id in self._copies else 0] for id in decision.gold)
            self._found.decisions.append(
                replace(
                    decision.with_spans(lambda one, n=number, ids=ids: self._candidate(one, n, ids)),  # type: ignore[misc]
                    id=DecisionId(new_id()) if number else decision.id,
                    gold=gold,
                    links=tuple(
                        replace(one, id=LinkId(new_id()) if number else one.id, act=ids.get(one.act, one.act))
                        for one in decision.links
                    ),
                )
            )

    def _id_of(self, id: SpanId, number: int) -> SpanId:
        copies = self._copies.get(id)
        return copies[number] if copies and number < len(copies) else SpanId(new_id()) if number else id

    def _candidate(self, span: Span, number: int, ids: dict[SpanId, SpanId]) -> Span:
        parts = self._parts(span.extents)
        if not parts:
            return span
        part = parts[number]
        return replace(span, id=ids[span.id], extents=(part,), quote=self._text[part.start : part.stop])


def _places(decision: Decision, units: dict[SpanId, Extent]) -> set[tuple[Extent, ...]]:
    """Return where the candidates of a decision stood, and its gold stands."""
    gold = {(units[id],) for id in decision.gold if id in units}
    return {one.extents for one in decision.candidates} | gold
