"""How far the parts of a dataset are from their shares, of documents and of each thing that these hold."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.ids import DocumentId


@dataclass(frozen=True, eq=False, slots=True)
class SplitGroup:
    """Documents that stay in one part, with what they hold together and how often; known as an object."""

    documents: tuple[DocumentId, ...]
    strata: Mapping[str, int]

    @classmethod
    def of(cls, members: Iterable[tuple[DocumentId, Mapping[str, int]]]) -> "SplitGroup":
        """Return the group of some documents, each with what it holds."""
        ids, held = list[DocumentId](), Counter[str]()
        for document, strata in members:
            ids.append(document)
            held.update({stratum: count for stratum, count in strata.items() if count > 0})
        return cls(tuple(ids), held)

    @property
    def size(self) -> int:
        """How many documents it has."""
        return len(self.documents)


class SplitBalance:
    """Groups and the parts that they are in, by number. `parts`: their names, the largest share first.

    A distance is the sum of (is - ought)² / ought, as of a chi-square statistic: over each stratum and, as much as all
    these together, over the documents.
    """

    def __init__(self, shares: Mapping[str, float], groups: Sequence[SplitGroup]) -> None:
        whole = sum(shares.values())
        self.groups = groups
        self.parts = sorted(shares, key=lambda name: (-shares[name], name))
        self.part_of: dict[SplitGroup, int] = {}
        self.shares = [shares[name] / whole for name in self.parts]
        self.sizes = [0] * len(self.parts)
        self.total = sum(group.size for group in groups)
        self.bound = max((group.size for group in groups), default=1)
        having = Counter(stratum for group in groups for stratum in group.strata)
        self._every: Counter[str] = Counter()
        for group in groups:
            self._every.update({stratum: count for stratum, count in group.strata.items() if having[stratum] > 1})
        self._held = {stratum: [0] * len(self.parts) for stratum in self._every}

    def is_shared(self, stratum: str) -> bool:
        """Whether several groups have it: what one alone has cannot stand in each part."""
        return stratum in self._every

    def put(self, group: SplitGroup, part: int) -> None:
        """Give a group to a part, which takes it from the one that it was in."""
        before = self.part_of.get(group)
        for at, sign in ((before, -1), (part, 1)):
            if at is not None:
                self.sizes[at] += sign * group.size
                for stratum, count in group.strata.items():
                    if stratum in self._held:
                        self._held[stratum][at] += sign * count
        self.part_of[group] = part

    def lacking(self, part: int, stratum: str = "") -> float:
        """Return how much of a stratum a part lacks to its share, or how many documents; below 0 what is too much."""
        if not stratum:
            return self.shares[part] * self.total - self.sizes[part]
        return self.shares[part] * self._every[stratum] - self._held[stratum][part]

    def change(self, moves: Sequence[tuple[SplitGroup, int]]) -> float:
        """Return by how much the distance grows if groups go to other parts; below 0 where that is nearer."""
        sizes: Counter[int] = Counter()
        held: Counter[tuple[str, int]] = Counter()
        for group, part in moves:
            for at, sign in ((self.part_of[group], -1), (part, 1)):
                sizes[at] += sign * group.size
                for stratum, count in group.strata.items():
                    if stratum in self._held:
                        held[stratum, at] += sign * count
        weight = max(1, len(self._every))
        grown = sum(weight * self._grown(more, self.lacking(at), at, self.total) for at, more in sizes.items())
        return grown + sum(
            self._grown(more, self.lacking(at, stratum), at, self._every[stratum])
            for (stratum, at), more in held.items()
        )

    def _grown(self, more: int, lacks: float, part: int, total: int) -> float:
        return more * (more - 2 * lacks) / (self.shares[part] * total)
