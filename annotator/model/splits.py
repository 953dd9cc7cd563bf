"""Documents drawn into parts of a dataset, such as train, dev and test: by lot, and with the same mixture in each.

What belongs together (near-duplicates, versions in other languages) is a group that goes into one part, or a model
would be tested on what it has seen. The mixture is kept by iterative stratification (Sechidis, Tsoumakas and Vlahavas
2011, On the stratification of multi-label data, ECML PKDD), with counts of labels: what fewest groups have is dealt
first, each time to the part that lacks most of it. Beyond that paper a part takes what it has room for, so that rare
things do not all go to the largest; what one group alone has is nowhere lacking; and in the end some groups change
places where that brings sizes and mixture nearer (`split_mending.py`).

The size of each part differs from its share by no more than the largest group has documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.assigning.apportioning import lot
from annotator.model.ids import DocumentId
from annotator.model.split_balance import SplitBalance, SplitGroup
from annotator.model.split_mending import mended
from annotator.model.split_shares import USUAL
from annotator.model.together import Together

_ROOM = 0.5
"""So much of a document a part may have too many before another is looked for."""


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
    """A document as it is drawn. `strata`: what it holds, such as labels, and how often.

    `key`: what its lot hangs on, such as the hash of its text; else its id, which is another in another project.
    """

    document: DocumentId
    strata: Mapping[str, int] = field(default_factory=dict)
    key: str = ""


def split(
    items: Sequence[SplitItem], choice: DivisionChoice, together: Iterable[Iterable[DocumentId]] = ()
) -> dict[DocumentId, str]:
    """Return the part of each document: the same for the same keys, strata, groups, shares and seed, in any order.

    `together`: groups of documents, each of which stays whole, and so do two that share a document.
    """
    groups = _groups(items, together, choice.seed)
    balance = SplitBalance(choice.shares, groups)
    _deal(balance)
    mended(balance, choice.seed)
    return {document: balance.parts[balance.part_of[group]] for group in groups for document in group.documents}


def _groups(items: Sequence[SplitItem], together: Iterable[Iterable[DocumentId]], seed: int) -> list[SplitGroup]:
    """Return the groups, the largest first, of one size in the order of their lots."""
    hanging = Together(item.document for item in items)
    known = {item.document for item in items}
    for group in together:
        hanging.join(*(one for one in group if one in known))
    members: dict[DocumentId, list[SplitItem]] = {}
    # Ids order only what is the same in all else.
    for item in sorted(items, key=lambda item: (item.key, sorted(item.strata.items()), item.document)):
        members.setdefault(hanging.first(item.document), []).append(item)
    groups = [SplitGroup.of((one.document, one.strata) for one in group) for group in members.values()]
    keys = ["\n".join(one.key or one.document for one in group) for group in members.values()]
    order = sorted(
        range(len(groups)),
        key=lambda at: (-groups[at].size, lot(seed, keys[at]), keys[at], sorted(groups[at].strata.items())),
    )
    return [groups[at] for at in order]


def _deal(balance: SplitBalance) -> None:
    """Give each group to a part: the rarest thing first, to the part that lacks most of it."""
    waiting = dict(enumerate(balance.groups))
    having: dict[str, dict[int, None]] = {}
    for number, group in waiting.items():
        for stratum in group.strata:
            if balance.is_shared(stratum):
                having.setdefault(stratum, {})[number] = None
    while rarest := min(((len(numbers), name) for name, numbers in having.items()), default=None):
        for number in list(having[rarest[1]]):
            group = waiting.pop(number)
            balance.put(group, _part_for(balance, group, rarest[1]))
            for stratum in group.strata.keys() & having.keys():
                having[stratum].pop(number, None)
                if not having[stratum]:
                    del having[stratum]
    for group in waiting.values():
        balance.put(group, _part_for(balance, group, ""))


def _part_for(balance: SplitBalance, group: SplitGroup, stratum: str) -> int:
    """Return the part with room for a group that lacks most of a stratum; where none has room, the one with most."""
    room = [balance.lacking(part) for part in range(len(balance.parts))]
    fitting = [part for part, lacks in enumerate(room) if lacks >= group.size - _ROOM]
    if not fitting:
        return max(range(len(room)), key=lambda part: room[part])
    return max(fitting, key=lambda part: (balance.lacking(part, stratum) if stratum else 0.0, room[part]))
