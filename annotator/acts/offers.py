"""What is offered for a slot: the parties that stand in the text, nearest first, then the explicit values."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from annotator.acts.acts import Act
from annotator.acts.mentions import Mention
from annotator.model.actor import Actor
from annotator.model.codebook import Role, Takes
from annotator.model.ids import ActorId, SpanId
from annotator.model.span import Extent, SlotValue, Span

VALUES: Mapping[SlotValue, str] = {
    "implicit": "implicit",
    "collective": "collective",
    "unclear": "unclear",
    "document": "from the document",
}
"""How the explicit values of a slot are called."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may fill a slot. `name`: what it is called; `quote`: the words of the text, empty for a value."""

    name: str
    quote: str = ""
    span: SpanId | None = None
    actor: ActorId | None = None
    value: SlotValue | None = None
    extents: tuple[Extent, ...] = ()


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
    if role.takes is Takes.PARTY:
        taken = [extent for offer, extents in named for extent in extents]
        named += _from_mentions(mentions, taken, register, text)
    ordered = sorted(named, key=lambda one: (one[1] in elsewhere, _distance(act.span.start, one[1])))
    kept = [offer for offer, extents in ordered if extents not in here and ("actor", offer.actor) not in here]
    return kept + [Offer(name, value=value) for value, name in VALUES.items() if ("value", value) not in here]


def _from_spans(
    act: Act, role: Role, spans: Iterable[Span], register: Mapping[ActorId, Actor]
) -> Iterator[tuple[Offer, tuple[Extent, ...]]]:
    for span in spans:
        fits = span.label in role.labels if role.labels else role.takes is not Takes.PASSAGE
        if fits and span.id != act.span.id and span.extents:
            known = register.get(span.actor) if span.actor else None
            name = known.name if known else span.quote
            yield Offer(name, span.quote, span=span.id, actor=span.actor), span.extents


def _from_mentions(
    mentions: Sequence[Mention], taken: Collection[Extent], register: Mapping[ActorId, Actor], text: str
) -> Iterator[tuple[Offer, tuple[Extent, ...]]]:
    for start, stop, actors in mentions:
        if any(extent.start < stop and start < extent.stop for extent in taken):
            continue
        for actor in actors:
            extents = (Extent(start, stop),)
            yield Offer(register[actor].name, text[start:stop], actor=actor, extents=extents), extents


def _distance(start: int, extents: tuple[Extent, ...]) -> int:
    """Return how many characters lie between the beginning of an act and the nearest end of a party."""
    return min(start - extent.stop if extent.stop <= start else abs(extent.start - start) for extent in extents)


assert set(VALUES) == set(get_args(SlotValue))
