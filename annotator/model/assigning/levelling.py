"""What the deal left uneven made even: loads where some people held much before, and who shares documents with whom.

Nothing that somebody held before is touched.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from random import Random

from annotator.model.assigning.choice import OfferedDocument, Stratum
from annotator.model.assigning.dealing import Deal
from annotator.model.ids import CoderId, DocumentId

_TRIES = 60
"""So many exchanges are tried for each document that several people code."""


def level_loads(deal: Deal) -> None:
    """Move documents from whoever has most to whoever has least, as long as that brings the two nearer."""
    if not any(one.held for one in deal.documents.values()):
        return  # what is dealt to people who had nothing is even
    while _moved_one(deal):
        pass


def _moved_one(deal: Deal) -> bool:
    least_first = sorted(deal.people, key=lambda person: (deal.load[person], person))
    for giver in reversed(least_first):
        own = [one for one in deal.documents.values() if giver in deal.movable(one.id)]
        for taker in least_first:
            gap = deal.load[giver] - deal.load[taker]
            fits = [one for one in own if taker not in deal.members[one.id] and 0 < deal.weight(one) < gap]
            everybody = len(deal.people)
            fits = [one for one in fits if len(deal.members[one.id] & set(deal.people)) < everybody]
            if fits:
                one = max(fits, key=lambda one: (_excess(deal, one, giver, taker), deal.weight(one), one.id))
                deal.drop(one, giver)
                deal.take(one, taker)
                return True
    return False


def _excess(deal: Deal, one: OfferedDocument, giver: CoderId, taker: CoderId) -> int:
    of_stratum = deal.of_stratum[one.stratum]
    return of_stratum[giver] - of_stratum[taker]


def level_pairs(deal: Deal, several: Iterable[DocumentId]) -> None:
    """Let each two people share alike many documents, by exchanging people between documents of one stratum.

    No count of documents changes by that, and words only as far as they stay as even as the longest document allows.
    """
    pairs = list(combinations(deal.people, 2))
    doubled = sorted(id for id in several if deal.movable(id))
    if len(pairs) < 2 or not doubled:
        return
    lottery = Random(deal.seed)  # `random` gives the same numbers for a seed everywhere
    beside: dict[Stratum, list[DocumentId]] = defaultdict(list)
    for id in sorted(deal.documents):
        if deal.movable(id) and len(deal.members[id] & set(deal.people)) < len(deal.people):
            beside[deal.documents[id].stratum].append(id)
    for _ in range(_TRIES * len(doubled)):
        counts = [deal.pair_of(*pair) for pair in pairs]
        if max(counts) - min(counts) <= 1:
            return
        one = doubled[int(lottery.random() * len(doubled))]
        others = beside[deal.documents[one].stratum]
        if others:
            _exchange(deal, one, others[int(lottery.random() * len(others))], lottery)


def _exchange(deal: Deal, one: DocumentId, other: DocumentId, lottery: Random) -> None:
    """Exchange a person of one document with one of another, unless that makes it worse."""
    leaving = [person for person in deal.movable(one) if person not in deal.members[other]]
    coming = [person for person in deal.movable(other) if person not in deal.members[one]]
    if one == other or not leaving or not coming:
        return
    a, b = leaving[int(lottery.random() * len(leaving))], coming[int(lottery.random() * len(coming))]
    before, spread = _unevenness(deal, one, other, a, b), deal.spread
    _swap(deal, one, other, a, b)
    if _unevenness(deal, one, other, a, b) > before or deal.spread > max(spread, deal.longest):
        _swap(deal, one, other, b, a)


def _swap(deal: Deal, one: DocumentId, other: DocumentId, a: CoderId, b: CoderId) -> None:
    first, second = deal.documents[one], deal.documents[other]
    deal.drop(first, a)
    deal.drop(second, b)
    deal.take(first, b)
    deal.take(second, a)


def _unevenness(deal: Deal, one: DocumentId, other: DocumentId, a: CoderId, b: CoderId) -> int:
    """Return the sum of squares over the pairs that an exchange touches; those of all pairs add up to the same."""
    near = (deal.members[one] | deal.members[other]) & set(deal.people) - {a, b}
    return sum(deal.pair_of(person, x) ** 2 for person in (a, b) for x in near) + deal.pair_of(a, b) ** 2
