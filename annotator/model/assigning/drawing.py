"""The draw: which documents go to whom, by a choice, a seed and what was given before.

What is drawn hangs on the seed, the ids, and what is said of the documents; never on the order of rows. What people
hold already stays theirs and counts in, so that the same draw again gives nothing new, and somebody who comes later
gets what is theirs without anything being taken from the others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotator.model.assigning.apportioning import apportioned, lot, share_of
from annotator.model.assigning.choice import OfferedDocument, Stratum, WorkChoice
from annotator.model.assigning.dealing import Deal
from annotator.model.assigning.levelling import level_loads, level_pairs
from annotator.model.ids import CoderId, DocumentId

_Holds = Callable[[OfferedDocument], bool]


@dataclass(frozen=True)
class WorkDraw:
    """Who is to get what. `chosen`: the documents in the order of the lot; `new`: who gets a document who had it not.

    `pilot`: those that everybody codes first; `several`: those that are drawn to be coded by several, without these.
    """

    choice: WorkChoice
    offered: int
    chosen: tuple[OfferedDocument, ...]
    pilot: frozenset[DocumentId] = frozenset()
    several: frozenset[DocumentId] = frozenset()
    new: Mapping[DocumentId, frozenset[CoderId]] = field(default_factory=dict)

    @cached_property
    def coders(self) -> dict[DocumentId, frozenset[CoderId]]:
        """Who has each chosen document in the end, earlier ones too."""
        return {one.id: one.held | self.new.get(one.id, frozenset()) for one in self.chosen}

    def given_to(self, person: CoderId) -> list[OfferedDocument]:
        """Return the documents that are new to a person."""
        return [one for one in self.chosen if person in self.new.get(one.id, ())]

    def taken_over(self) -> dict[DocumentId, frozenset[CoderId]]:
        """Return who has begun chosen documents that they were not given: these become theirs."""
        people = frozenset(self.choice.people)
        found = {one.id: one.begun & people for one in self.chosen}
        return {id: coders for id, coders in found.items() if coders}

    def held_by(self, person: CoderId) -> list[OfferedDocument]:
        """Return all chosen documents that a person has in the end."""
        return [one for one in self.chosen if person in self.coders[one.id]]


def draw(choice: WorkChoice, offered: Iterable[OfferedDocument]) -> WorkDraw:
    """Draw who codes which documents."""
    seed = choice.seed
    ordered = sorted(offered, key=lambda one: (lot(seed, one.id), one.id))
    chosen = _picked(ordered, choice.documents, seed, lambda one: bool(one.held))
    if not choice.people:
        return WorkDraw(choice, len(ordered), tuple(chosen))
    pilot = _picked(chosen, choice.pilot, seed, lambda one: one.is_pilot)
    piloted = frozenset(one.id for one in pilot)
    rest = [one for one in chosen if one.id not in piloted]
    several = _picked(rest, share_of(len(rest), choice.several), seed, lambda one: len(one.held) > 1)
    doubled = frozenset(one.id for one in several)
    wanted = {one.id: _wanted(one, choice, one.id in doubled) for one in rest}
    deal = Deal(choice.people, chosen, seed, choice.by_words)
    for one in pilot:
        deal.give_everybody(one)
    deal.give(rest, wanted)
    level_loads(deal)
    level_pairs(deal, doubled)
    return WorkDraw(choice, len(ordered), tuple(chosen), piloted, doubled, deal.new())


def strata_of(documents: Iterable[OfferedDocument]) -> Counter[Stratum]:
    """Return how many documents there are in each stratum."""
    return Counter(one.stratum for one in documents)


def _wanted(one: OfferedDocument, choice: WorkChoice, is_several: bool) -> int:
    """Return how many people a document still needs: never more than have it not."""
    coders = min(choice.each, len(choice.people)) if is_several else 1
    return max(0, min(coders - len(one.held), len(set(choice.people) - one.held)))


def _picked(ordered: Sequence[OfferedDocument], count: int | None, seed: int, is_in: _Holds) -> list[OfferedDocument]:
    """Return `count` of the documents, strata in proportion; those that are in already come first, and all of them."""
    if count is None:
        return list(ordered)
    already = strata_of(one for one in ordered if is_in(one))
    left = apportioned(count, strata_of(ordered), seed, already)
    found: set[DocumentId] = set()
    for one in sorted(ordered, key=lambda one: not is_in(one)):
        if left[one.stratum] > 0:
            left[one.stratum] -= 1
            found.add(one.id)
    return [one for one in ordered if one.id in found]
