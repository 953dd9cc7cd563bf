"""Documents drawn into parts of a dataset, such as train, dev and test: by lot, and with the same mixture in each.

What belongs together (near-duplicates, versions in other languages) goes into one part, or a model would be tested on
what it has seen. The mixture is kept by iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011, On the
stratification of multi-label data, ECML PKDD): the rarest thing is dealt first, each time to the part that lacks most
of it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId

USUAL = {"train": 80.0, "dev": 10.0, "test": 10.0}
"""Shares of a hundred."""
MOST_PARTS = 10


@dataclass(frozen=True, slots=True)
class DivisionChoice:
    """How a dataset is divided. `shares`: how much of it each part gets, in any unit; `seed`: of the draw.

    `by_labels`: whether each part is to have the same mixture of labels; `fields`: of which fields of the documents
    likewise; `together`: fields whose documents with one value stay together.
    """

    shares: Mapping[str, float] = field(default_factory=lambda: dict(USUAL))
    seed: int = 1
    by_labels: bool = True
    fields: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitItem:
    """A document as it is drawn: what it holds, such as labels with their counts."""

    document: DocumentId
    strata: Mapping[str, int] = field(default_factory=dict)


def shares_in(words: str) -> dict[str, float]:
    """Return the shares that somebody wrote: “80/10/10”, or “train=70, test=30”; raises `NotAllowed`."""
    pieces = [piece.strip() for piece in words.replace(",", "/").replace(";", "/").split("/") if piece.strip()]
    names = list(USUAL) if len(pieces) != 2 else ["train", "test"]
    shares: dict[str, float] = {}
    for number, piece in enumerate(pieces):
        name, sign, share = piece.rpartition("=")
        name = name.strip() if sign else (names[number] if number < len(names) else "")
        try:
            shares[name] = float(share.strip().rstrip("%"))
        except ValueError:
            raise NotAllowed(f"“{piece}” is no share; write 80/10/10, or train=80, test=20.") from None
    _check(shares, len(pieces), words)
    return shares


def _check(shares: Mapping[str, float], count: int, words: str) -> None:
    wrong = [name for name in shares if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum())]
    if wrong or len(shares) != count or not 2 <= count <= MOST_PARTS:
        raise NotAllowed(
            f"“{words}” does not name from two to {MOST_PARTS} parts; write 80/10/10, or train=80, test=20."
        )
    if not all(0 < share < float("inf") for share in shares.values()):
        raise NotAllowed(f"“{words}” gives a part nothing, or less; each needs a share above 0.")


def split(
    items: Sequence[SplitItem], choice: DivisionChoice, together: Iterable[Iterable[DocumentId]] = ()
) -> dict[DocumentId, str]:
    """Return the part of each document, the same for the same documents and seed, whatever their order.

    `together`: groups of documents, each of which stays whole.
    """
    groups = _groups(items, together)
    draw = random.Random(choice.seed)
    draw.shuffle(groups)
    groups.sort(key=lambda group: -len(group.documents))
    return _Dealing(groups, choice.shares).run()


@dataclass(frozen=True, slots=True)
class _KeptTogether:
    documents: tuple[DocumentId, ...]
    strata: Counter[str]


def _groups(items: Sequence[SplitItem], together: Iterable[Iterable[DocumentId]]) -> list[_KeptTogether]:
    leader = {item.document: item.document for item in items}

    def first(document: DocumentId) -> DocumentId:
        while leader[document] != document:
            leader[document] = leader[leader[document]]
            document = leader[document]
        return document

    for group in together:
        known = sorted(first(one) for one in group if one in leader)
        for one in known[1:]:
            leader[max(first(known[0]), first(one))] = min(first(known[0]), first(one))
    members: dict[DocumentId, list[SplitItem]] = {}
    for item in sorted(items, key=lambda item: item.document):
        members.setdefault(first(item.document), []).append(item)
    return [
        _KeptTogether(tuple(one.document for one in group), sum((Counter(one.strata) for one in group), Counter()))
        for group in members.values()
    ]


class _Dealing:
    """The groups that are left, and how much of what each part still lacks."""

    def __init__(self, groups: list[_KeptTogether], shares: Mapping[str, float]) -> None:
        self.left = dict(enumerate(groups))
        whole = sum(shares.values())
        self.shares = {name: share / whole for name, share in shares.items()}
        total = sum(len(group.documents) for group in groups)
        every: Counter[str] = sum((group.strata for group in groups), Counter())
        self.lacks_documents = {name: share * total for name, share in self.shares.items()}
        self.lacks = {name: {one: share * count for one, count in every.items()} for name, share in self.shares.items()}
        self.having: dict[str, set[int]] = {}
        for number, group in self.left.items():
            for one in group.strata:
                self.having.setdefault(one, set()).add(number)
        self.parts: dict[DocumentId, str] = {}

    def run(self) -> dict[DocumentId, str]:
        while rarest := min(((len(numbers), one) for one, numbers in self.having.items() if numbers), default=None):
            for number in sorted(self.having[rarest[1]]):
                self._deal(number, rarest[1])
        for number in sorted(self.left):
            self._deal(number, "")
        return self.parts

    def _deal(self, number: int, stratum: str) -> None:
        """Give a group to the part that lacks most of a stratum, of several to the one that lacks most documents."""
        group = self.left.pop(number)
        part = max(self.shares, key=lambda name: (self.lacks[name].get(stratum, 0.0), self.lacks_documents[name]))
        self.lacks_documents[part] -= len(group.documents)
        for one, count in group.strata.items():
            self.lacks[part][one] -= count
            self.having[one].discard(number)
        self.parts.update(dict.fromkeys(group.documents, part))
