"""The slots of acts as coders filled them: compared by who is meant, written out so that no coder's span is needed."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from annotator.acts.acts import Filling, filling_of
from annotator.model.ids import ActorId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, SlotValue, Span

Slots = Mapping[SpanId, tuple[Filling, ...]]
"""What fills the slots of each act that has any filled, in the order in which they were."""
Parties = Mapping[RoleId, frozenset[Hashable]]
"""Who or what fills each slot that is filled and what is said of it there, as `Filling.said`."""


class Slot(NamedTuple):
    """A party of a slot to be, whole: the actor, the value, or the words and where they stand; never a span.

    `attributes`: what is said of it in this slot.
    """

    role: RoleId
    actor: ActorId | None = None
    value: SlotValue | None = None
    extents: tuple[Extent, ...] = ()
    quote: str = ""
    attributes: Mapping[str, AttributeValue] = MappingProxyType({})


def slots_of(spans: Mapping[SpanId, Span], links: Iterable[Link]) -> dict[SpanId, tuple[Filling, ...]]:
    """Return what fills the slots, by act; `spans`: those in which the parties are looked up."""
    found: dict[SpanId, list[Filling]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link.id):
        found[link.act].append(filling_of(link, spans.get(link.span) if link.span else None))
    return {act: tuple(fillings) for act, fillings in found.items()}


def parties_of(fillings: Iterable[Filling]) -> dict[RoleId, frozenset[Hashable]]:
    """Return who fills each slot, with what is said of each; two acts with the same parties say the same."""
    found: dict[RoleId, set[Hashable]] = defaultdict(set)
    for filling in fillings:
        found[filling.link.role].add(filling.said)
    return {role: frozenset(parties) for role, parties in found.items()}


def written_out(filling: Filling) -> Slot:
    """Return a party with the actor and the words that its span has."""
    link = filling.link
    return Slot(link.role, filling.actor, filling.value, filling.extents, filling.quote, link.attributes)


def link_as_it_was(filling: Filling) -> Link:
    """Return the link of a party, with what its span says written into it."""
    return replace(
        filling.link, span=None, actor=filling.actor, value=filling.value, extents=filling.extents, quote=filling.quote
    )


def chosen_slots(parties: Parties, fillings: Sequence[Filling]) -> tuple[Slot, ...]:
    """Return each of these parties once, out of what several coders filled in: where one knows the words, with them.

    Of several wordings it is the one that most have, else the longest, else the first in the text.
    """
    found: dict[tuple[RoleId, Hashable], list[Filling]] = {}
    for filling in fillings:
        if filling.said in parties.get(filling.link.role, ()):
            found.setdefault((filling.link.role, filling.said), []).append(filling)
    return tuple(best_worded(same) for same in found.values())


def best_worded(same: Sequence[Filling]) -> Slot:
    """Return one party that several filled in, with the wording that most have, else the longest, else the first."""
    votes = Counter(one.extents for one in same)
    best = max(
        same,
        key=lambda one: (
            bool(one.extents),
            votes[one.extents],
            len(one.quote),
            [-place.start for place in one.extents],
        ),
    )
    return written_out(best)


class LinkIndex:
    """Links by their act and by the span that is their party, put in and taken out one by one."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._links: dict[LinkId, Link] = {}
        self._of_act: dict[SpanId, set[LinkId]] = defaultdict(set)
        self._of_party: dict[SpanId, set[LinkId]] = defaultdict(set)
        for link in links:
            self.put(link)

    def put(self, link: Link) -> set[SpanId]:
        """Add or change a link; return the acts that this touches."""
        touched = self.drop(link.id)
        self._links[link.id] = link
        self._of_act[link.act].add(link.id)
        if link.span is not None:
            self._of_party[link.span].add(link.id)
        return touched | {link.act}

    def drop(self, id: LinkId) -> set[SpanId]:
        """Take a link out, if it is here; return the act that this touches."""
        link = self._links.pop(id, None)
        if link is None:
            return set()
        self._of_act[link.act].discard(id)
        if link.span is not None:
            self._of_party[link.span].discard(id)
        return {link.act}

    def of_acts(self, acts: Iterable[SpanId]) -> list[Link]:
        """Return the links of some acts."""
        return [self._links[id] for act in acts if act in self._of_act for id in self._of_act[act]]

    def acts_towards(self, party: SpanId) -> set[SpanId]:
        """Return the acts that have a span as their party."""
        return {self._links[id].act for id in self._of_party[party]} if party in self._of_party else set()
