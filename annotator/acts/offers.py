"""What is offered for a slot: whom the text says fills it, the nearest, the rest of a clause, explicit values."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args

import regex

from annotator.acts.acts import Act, Filling
from annotator.acts.clause import rest_of_clause
from annotator.acts.evidence import PartyWords, clause_start, parties_in
from annotator.acts.mentions import Mention
from annotator.model.actor import Actor
from annotator.model.codebook import Role
from annotator.model.ids import ActorId, SpanId
from annotator.model.span import Extent, SlotValue, Span

VALUES: Mapping[SlotValue, str] = {
    "implicit": "implicit",
    "collective": "collective",
    "unclear": "unclear",
    "document": "from the document",
}
"""How the explicit values of a slot are called."""

# Words stand at word borders, of which Chinese has none.
_BEFORE, _AFTER = r"(?<![\p{L}\p{M}\p{N}](?<!\p{Han}))", r"(?:(?![\p{L}\p{M}\p{N}])|(?<=\p{Han}))"
OTHER_SIDE = 10
"""So many times farther counts a party that stands where such a party seldom stands."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may fill a slot. `name`: what it is called; `quote`: the words of the text, empty for a value."""

    name: str
    quote: str = ""
    span: SpanId | None = None
    actor: ActorId | None = None
    value: SlotValue | None = None
    extents: tuple[Extent, ...] = ()
    is_ambiguous: bool = False
    """Whether its words name several actors, of whom this is one."""
    is_supported: bool = False
    """Whether the words of the text say that it fills the slot; at most one is."""


class _Named(NamedTuple):
    """A party that the text names, and where."""

    offer: Offer
    extents: tuple[Extent, ...]
    is_exact: bool = True
    """Whether it is named by its name, not by an alias."""


def offers(
    act: Act,
    role: Role,
    spans: Iterable[Span],
    mentions: Sequence[Mention],
    register: Mapping[ActorId, Actor],
    text: str,
) -> list[Offer]:
    """Return what may fill a slot of an act: whom the text says does, the others by distance, then values.

    `spans`: of the same document and layer, those around the act where there are many. `mentions`: of registered
    actors, where they are offered. An actor is offered once, by the nearest mention. What fills a slot of the act
    already comes after the rest; what fills this slot is left out. A passage is offered the rest of the act's clause.
    """
    here = _fillers(act.of(role.id))
    named = list(_from_spans(act, role, spans, register))
    if role.slot_type.actors:
        named += list(_again(named, text, act))
        taken = [extent for one in named for extent in one.extents]
        named += _from_mentions(mentions, taken, register, text)
    passage = _passage(act, role, named, text)
    found = [*passage, *_ordered(act, role, named, text)]
    kept = [one for one in found if here.isdisjoint((one.extents, one.actor, one.span))]
    kept = [one if one.span is None else replace(one, extents=()) for one in kept]
    return kept + [Offer(name, value=value) for value, name in VALUES.items() if value not in here]


def _fillers(fillings: Iterable[Filling]) -> frozenset[object]:
    """Return what slots are filled with: actors, spans, passages and values."""
    found = {what for one in fillings for what in (one.actor, one.link.span, one.extents, one.value)}
    return frozenset(found - {None, ()})


def _ordered(act: Act, role: Role, named: Sequence[_Named], text: str) -> Iterator[Offer]:
    """Yield each party once, the nearest of its mentions; whom the text says fills the slot first."""
    elsewhere = _fillers(one for found in act.fillings.values() for one in found)
    said = _supported(act, role, named, text)
    source = next((one.id for one in act.label.parties), None)

    def order(number: int) -> tuple[bool, bool, int, bool]:
        one = named[number]
        distance = _distance(act.span.start, one.extents, role.id == source)
        is_elsewhere = not elsewhere.isdisjoint((one.extents, one.offer.actor, one.offer.span))
        return number != said, is_elsewhere, distance, not one.is_exact

    known: set[object] = set()
    for number in sorted(range(len(named)), key=order):
        offer = named[number].offer
        who = offer.actor or offer.span or named[number].extents
        if who not in known:
            known.add(who)
            yield replace(offer, extents=named[number].extents, is_supported=number == said)


def _supported(act: Act, role: Role, named: Sequence[_Named], text: str) -> int | None:
    """Return the number of the party that the text says fills a slot: who speaks, or who is spoken to."""
    parties = [one.id for one in act.label.parties[:2]]
    if role.id not in parties or act.of(role.id) or not act.span.extents:
        return None
    whole = Extent(act.span.start, act.span.stop)
    found = parties_in(text, whole, list(_places(named, whole)))[parties.index(role.id)]
    if found is None or named[found].offer.is_ambiguous:
        return None
    others = _fillers(one for other in parties if other != role.id for one in act.of(other))
    one = named[found]
    return found if others.isdisjoint((one.extents, one.offer.actor, one.offer.span)) else None


def _places(named: Sequence[_Named], act: Extent) -> Iterator[PartyWords]:
    """Yield where parties are named, none within another: in “President of France” it is the office that is named."""
    places = [PartyWords(at.start, at.stop, number) for number, one in enumerate(named) for at in one.extents]
    free = 0
    for place in sorted(places, key=lambda place: (place.start, -place.stop, place.number)):
        if free <= place.start and place.stop <= act.stop:
            free = place.stop
            yield place


def _again(named: Sequence[_Named], text: str, act: Act) -> Iterator[_Named]:
    """Yield the parties whose words, coded elsewhere, stand around the act again: the same party is meant."""
    if not act.span.extents:
        return
    begin, stop = clause_start(text, act.span.start), act.span.stop
    taken = {extent for one in named for extent in one.extents}
    for one in named:
        words = one.offer.quote
        if len(one.extents) == 1 and words.strip():
            for match in regex.finditer(rf"{_BEFORE}{regex.escape(words)}{_AFTER}", text, pos=begin, endpos=stop):
                extent = Extent(*match.span())
                if extent not in taken:
                    taken.add(extent)
                    yield one._replace(extents=(extent,))


def _passage(act: Act, role: Role, named: Sequence[_Named], text: str) -> Iterator[Offer]:
    """Yield the rest of the act's clause, for the first of its slots that takes a passage: its content."""
    first = next((one.id for one in act.label.roles if one.slot_type.words and not one.slot_type.actors), None)
    if role.id != first or act.of(role.id) or not act.span.extents:
        return
    whole = Extent(act.span.start, act.span.stop)
    target = act.label.parties[1].id if len(act.label.parties) > 1 else ""
    inside = [one for filling in act.of(target) for one in filling.extents if whole.start < one.start < whole.stop]
    rest = rest_of_clause(text, whole, max(inside, key=lambda one: one.stop, default=None))
    if rest is not None:
        words = text[rest.start : rest.stop]
        yield Offer(words, words, extents=(rest,), is_supported=True)


def _from_spans(act: Act, role: Role, spans: Iterable[Span], register: Mapping[ActorId, Actor]) -> Iterator[_Named]:
    for span in spans:
        fits = span.label in role.labels if role.labels else role.slot_type.spans
        if fits and span.id != act.span.id and span.extents:
            known = register.get(span.actor) if span.actor else None
            name = known.name if known else span.quote
            yield _Named(Offer(name, span.quote, span=span.id, actor=span.actor), span.extents, name == span.quote)


def _from_mentions(
    mentions: Sequence[Mention], taken: Collection[Extent], register: Mapping[ActorId, Actor], text: str
) -> Iterator[_Named]:
    alone = {actors[0] for _, _, actors in mentions if len(actors) == 1}
    for start, stop, actors in mentions:
        if any(extent.start < stop and start < extent.stop for extent in taken):
            continue
        words = text[start:stop]
        # Of several whom the words may mean, who is called so comes first, then whom the text also names beyond doubt.
        for actor in sorted(actors, key=lambda one: (register[one].name != words, one not in alone)):
            extents, name = (Extent(start, stop),), register[actor].name
            offer = Offer(name, words, actor=actor, extents=extents, is_ambiguous=len(actors) > 1)
            yield _Named(offer, extents, name == words)


def _distance(start: int, extents: tuple[Extent, ...], is_source: bool) -> int:
    """Return how far a party is from the beginning of an act, in characters.

    Who speaks is named before the act as a rule, and who is spoken to after that: what stands on the other side counts
    as farther away.
    """
    before = min((start - extent.stop for extent in extents if extent.stop <= start), default=None)
    after = min((abs(extent.start - start) for extent in extents if extent.stop > start), default=None)
    ways = [(before, is_source), (after, not is_source)]
    return min(way + 1 if usual else (way + 1) * OTHER_SIDE for way, usual in ways if way is not None)


assert set(VALUES) == set(get_args(SlotValue))
