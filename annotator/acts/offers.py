"""What is offered for a slot: the parties that stand in the text, nearest first, then the explicit values."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from annotator.acts.acts import Act
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


def offers(
    act: Act,
    role: Role,
    spans: Iterable[Span],
    mentions: Sequence[Mention],
    register: Mapping[ActorId, Actor],
    text: str,
) -> list[Offer]:
    """Return what may fill a slot of an act: spans and mentions by their distance from its beginning, then values.

    `spans`: of the same document and layer, those around the act where there are many. `mentions`: of registered
    actors, where they are offered. What fills a slot of the act already comes after the rest; what fills this slot is
    left out.
    """
    here = {filling.who for filling in act.of(role.id)} | {filling.extents for filling in act.of(role.id)}
    elsewhere = {one.extents for found in act.fillings.values() for one in found if one.extents}
    named = list(_from_spans(act, role, spans, register))
    if role.slot_type.actors:
        taken = [extent for offer, extents in named for extent in extents]
        named += _from_mentions(mentions, taken, register, text)
    is_source = role.id == next((one.id for one in act.label.parties), None)
    ordered = sorted(named, key=lambda one: (one[1] in elsewhere, _distance(act.span.start, one[1], is_source)))
    kept = [offer for offer, extents in ordered if extents not in here and ("actor", offer.actor) not in here]
    return kept + [Offer(name, value=value) for value, name in VALUES.items() if ("value", value) not in here]


def _from_spans(
    act: Act, role: Role, spans: Iterable[Span], register: Mapping[ActorId, Actor]
) -> Iterator[tuple[Offer, tuple[Extent, ...]]]:
    for span in spans:
        fits = span.label in role.labels if role.labels else role.slot_type.spans
        if fits and span.id != act.span.id and span.extents:
            known = register.get(span.actor) if span.actor else None
            name = known.name if known else span.quote
            yield Offer(name, span.quote, span=span.id, actor=span.actor), span.extents


def _from_mentions(
    mentions: Sequence[Mention], taken: Collection[Extent], register: Mapping[ActorId, Actor], text: str
) -> Iterator[tuple[Offer, tuple[Extent, ...]]]:
    alone = {actors[0] for _, _, actors in mentions if len(actors) == 1}
    for start, stop, actors in mentions:
        if any(extent.start < stop and start < extent.stop for extent in taken):
            continue
        # Of several whom the words may mean, those that the text also names beyond doubt come first.
        for actor in sorted(actors, key=lambda one: one not in alone):
            extents = (Extent(start, stop),)
            yield (
                Offer(
                    register[actor].name, text[start:stop], actor=actor, extents=extents, is_ambiguous=len(actors) > 1
                ),
                extents,
            )


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
