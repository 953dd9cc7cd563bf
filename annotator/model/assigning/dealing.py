"""Documents dealt to people: each goes to whoever has least so far.

Strata are dealt one after another. Whoever has least in all comes first, and of several who do whoever has least of
the stratum; so nobody gets more than one document more than another, in all and in each stratum, where nobody had
anything before. By words the longest come first, and nobody is further ahead than by the longest document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from annotator.model.assigning.apportioning import lot
from annotator.model.assigning.choice import OfferedDocument, Stratum
from annotator.model.ids import CoderId, DocumentId

_MASK = 2**64 - 1


class Deal:
    """Who has what, while it is dealt. `members`: who has each document, whoever they are; loads are of `people`."""

    def __init__(
        self, people: Iterable[CoderId], documents: Sequence[OfferedDocument], seed: int, by_words: bool = False
    ) -> None:
        self.seed, self._by_words = seed, by_words
        self.people = sorted(set(people))
        self.documents = {one.id: one for one in documents}
        self.members: dict[DocumentId, set[CoderId]] = {one.id: set(one.held) for one in documents}
        self.load: dict[CoderId, int] = dict.fromkeys(self.people, 0)
        self.of_stratum: dict[Stratum, Counter[CoderId]] = defaultdict(Counter)
        self.pairs: Counter[tuple[CoderId, CoderId]] = Counter()
        self._odd = {person: lot(seed, person) | 1 for person in self.people}
        for one in documents:
            self._count(one)

    def weight(self, one: OfferedDocument) -> int:
        """Return what a document adds to a load."""
        return one.words if self._by_words else 1

    @property
    def longest(self) -> int:
        """The most that one document adds to a load."""
        return max(map(self.weight, self.documents.values()), default=0)

    @property
    def spread(self) -> int:
        """By how much the largest load is above the smallest."""
        return max(self.load.values()) - min(self.load.values())

    def new(self) -> dict[DocumentId, frozenset[CoderId]]:
        """Return who got each document who did not hold it before; those that nobody got are not named."""
        found = {id: frozenset(members - self.documents[id].held) for id, members in self.members.items()}
        return {id: people for id, people in found.items() if people}

    def give_everybody(self, one: OfferedDocument) -> None:
        """Give a document to all who have it not."""
        for person in self.people:
            if person not in self.members[one.id]:
                self.take(one, person)

    def give(self, documents: Sequence[OfferedDocument], wanted: Mapping[DocumentId, int]) -> None:
        """Give each document to as many people as it wants, in the order that keeps all even.

        Documents that somebody holds come first, since not everybody can get them.
        """
        held = [one for one in documents if wanted[one.id] and one.held]
        free = [one for one in documents if wanted[one.id] and not one.held]
        for group in (held, free):
            for one in sorted(group, key=lambda one: (one.stratum, -self.weight(one), -wanted[one.id])):
                for _ in range(wanted[one.id]):
                    self.take(one, self._next(one))

    def take(self, one: OfferedDocument, person: CoderId) -> None:
        """Let a person have a document."""
        self._pair(one.id, person, 1)
        self.members[one.id].add(person)
        self.load[person] += self.weight(one)
        self.of_stratum[one.stratum][person] += 1

    def drop(self, one: OfferedDocument, person: CoderId) -> None:
        """Take a document from a person."""
        self.members[one.id].discard(person)
        self._pair(one.id, person, -1)
        self.load[person] -= self.weight(one)
        self.of_stratum[one.stratum][person] -= 1

    def movable(self, id: DocumentId) -> list[CoderId]:
        """Return who got a document in this deal, and so may be without it again."""
        return sorted(self.members[id] - self.documents[id].held)

    def pair_of(self, one: CoderId, other: CoderId) -> int:
        """Return how many documents two people have both."""
        return self.pairs[_pair_key(one, other)]

    def _next(self, one: OfferedDocument) -> CoderId:
        """Return who gets a document next."""
        members, stratum = self.members[one.id], self.of_stratum[one.stratum]
        drawn = lot(self.seed, one.id)
        return min(
            (person for person in self.people if person not in members),
            key=lambda person: (
                self.load[person],
                stratum[person],
                sum(self.pair_of(person, other) for other in members),
                # The order of people is another one for each document.
                drawn * self._odd[person] & _MASK,
            ),
        )

    def _count(self, one: OfferedDocument) -> None:
        """Count in who holds a document already."""
        there = sorted(one.held & set(self.people))
        for at, person in enumerate(there):
            self.load[person] += self.weight(one)
            self.of_stratum[one.stratum][person] += 1
            for other in there[:at]:
                self.pairs[_pair_key(person, other)] += 1

    def _pair(self, id: DocumentId, person: CoderId, by: int) -> None:
        for other in self.members[id]:
            if other in self.load:
                self.pairs[_pair_key(person, other)] += by


def _pair_key(one: CoderId, other: CoderId) -> tuple[CoderId, CoderId]:
    return (one, other) if one < other else (other, one)
