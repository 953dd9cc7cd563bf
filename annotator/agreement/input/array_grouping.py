"""Grouping as arrays: `annotator.model.grouping` for very many spans at once, with the same groups in the end.

What has no choice, and what chooses among several that have none, is settled for all spans together; what is left goes
through the matching that `Grouping` uses.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.span_table import Flags
from annotator.model.grouping import best_pairs, packed

_BITS = 40
"""Layers that are kept as the bits of one number; so few that the bits of very many spans can be added up."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Which spans of different layers overlap, each pair once. `low`, `high`: (e,), by number, the lower one first.

    `likeness`: as `annotator.model.grouping.likeness`.
    """

    low: Ints
    high: Ints
    likeness: Ints

    def where(self, wanted: Flags | Ints) -> "Overlaps":
        """Return some of them."""
        return Overlaps(self.low[wanted], self.high[wanted], self.likeness[wanted])


class ArrayGrouping:
    """Spans on their way to groups, none of which may hold a layer twice.

    Spans are numbered in the order of `annotator.model.grouping.order_of`, as far as they can meet at all. `root`:
    (n,), the lowest number in the group of each.
    """

    def __init__(self, layer: Ints) -> None:
        """`layer`: (n,), that of each span, by number."""
        self._layer = layer
        self._layers = int(layer.max(initial=0)) + 1
        self.root: Ints = np.arange(len(layer))
        # (n, words): the layers of a group as bits, kept up at its root.
        self._held = np.zeros((len(layer), -(-self._layers // _BITS)), dtype=np.int64)
        self._held[self.root, layer // _BITS] = np.left_shift(1, layer % _BITS)

    def join_same(self, what: Ints) -> None:
        """Join groups that are the same in this respect; `what`: (n,), of one group the same."""
        roots = np.flatnonzero(self.root == np.arange(len(self.root)))
        order = roots[np.argsort(what[roots], kind="stable")]
        begins = np.flatnonzero(np.diff(what[order], prepend=-1))
        if len(begins) == len(order):
            return
        held, sizes = self._held[order], np.diff(begins, append=len(order))
        # Where no layer is there twice, its bits added up are what they are together.
        is_simple = (np.add.reduceat(held, begins) == np.bitwise_or.reduceat(held, begins)).all(axis=1)
        joins = np.repeat(is_simple, sizes)
        joins[begins] = False
        crowded = [order[begins[at] : begins[at] + sizes[at]] for at in np.flatnonzero(~is_simple).tolist()]
        pairs = [(group[0], other) for roots in crowded for group in self._packed(roots) for other in group[1:]]
        first, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        self._join(
            np.concatenate((np.repeat(order[begins], sizes)[joins], first)), np.concatenate((order[joins], other))
        )

    def join_overlapping(self, overlaps: Overlaps) -> None:
        """Match each pair of layers, join from the most alike down, and again for those that lost their partner."""
        while True:
            held, other = self._held[self.root[overlaps.low]], self._held[self.root[overlaps.high]]
            overlaps = overlaps.where(np.asarray(~(held & other).any(axis=1)))
            if not len(overlaps.low):
                return
            best = overlaps.where(self._best(overlaps))
            best = best.where(np.lexsort((best.high, best.low, -best.likeness)))
            self._join_in_turn(self.root[best.low], self.root[best.high])

    def _packed(self, roots: Ints) -> list[list[int]]:
        return packed(dict(zip(roots.tolist(), self._as_bits(roots), strict=True)))

    def _as_bits(self, roots: Ints) -> list[int]:
        """Return the layers of groups as the bits of one number each, however many layers there are."""
        words = self._held[roots].tolist()
        return [sum(word << (at * _BITS) for at, word in enumerate(of)) for of in words]

    def _best(self, overlaps: Overlaps) -> Ints:
        """Return those that are matched, by number: of each two layers one to one, the greatest likeness in total."""
        # An end of an overlap: a span, and the other layer.
        low = overlaps.low * self._layers + self._layer[overlaps.high]
        high = overlaps.high * self._layers + self._layer[overlaps.low]
        ends, at = np.unique(np.concatenate((low, high)), return_inverse=True)
        one, other = at.reshape(2, -1)
        stars, is_star = _stars(overlaps, one, other, len(ends))
        paths, is_path = _paths(overlaps.likeness, one, other, len(ends))
        tangled = np.flatnonzero(~(is_star | is_path))
        untangled = self._untangled(overlaps.where(tangled), one[tangled], other[tangled])
        return np.concatenate((stars, paths, tangled[untangled]))

    def _untangled(self, overlaps: Overlaps, one: Ints, other: Ints) -> Ints:
        """Return those that are matched, by number; `one`, `other`: (e,), their ends, in the order of their spans."""
        layer = np.zeros(int(np.concatenate((one, other)).max(initial=-1)) + 1, dtype=np.int64)
        layer[one], layer[other] = self._layer[overlaps.low], self._layer[overlaps.high]
        edges = list(zip(*(of.tolist() for of in (overlaps.likeness, one, other)), strict=True))
        number = {edge[1:]: at for at, edge in enumerate(edges)}
        return np.array([number[low, high] for _, low, high in best_pairs(edges, layer.tolist())], dtype=np.int64)

    def _join_in_turn(self, one: Ints, other: Ints) -> None:
        """Join groups in this order, as long as none gets a layer twice; each pair could be joined first."""
        low, high = np.minimum(one, other), np.maximum(one, other)
        wanted = np.bincount(np.concatenate((low, high)))
        is_free = (wanted[low] == 1) & (wanted[high] == 1)
        into = self._joined_in_turn(low[~is_free], high[~is_free])
        self._join(
            np.concatenate((low[is_free], np.array(list(into.values()), dtype=np.int64))),
            np.concatenate((high[is_free], np.array(list(into), dtype=np.int64))),
        )

    def _joined_in_turn(self, low: Ints, high: Ints) -> dict[int, int]:
        """Return with which group each of them is joined in the end, those alone that are."""
        roots = np.unique(np.concatenate((low, high)))
        held = dict(zip(roots.tolist(), self._as_bits(roots), strict=True))
        into: dict[int, int] = {}

        def root_of(group: int) -> int:
            while group in into:
                group = into[group]
            return group

        for pair in zip(low.tolist(), high.tolist(), strict=True):
            first, last = sorted(map(root_of, pair))
            if not held[first] & held[last]:
                into[last] = first
                held[first] |= held[last]
        return {group: root_of(group) for group in into}

    def _join(self, first: Ints, other: Ints) -> None:
        """Join each group `other` with a group `first`, which comes before it and is joined with none itself."""
        target = np.arange(len(self.root))
        target[other] = first
        np.bitwise_or.at(self._held, first, self._held[other])
        self.root = target[self.root]


def _stars(overlaps: Overlaps, one: Ints, other: Ints, ends: int) -> tuple[Ints, Flags]:
    """Return the matches of ends that overlap with several which have no choice, by number; (e,), which are of these.

    The most alike, and of equals the first. `one`, `other`: (e,), the ends of the overlaps, by number below `ends`.
    """
    degree = np.bincount(np.concatenate((one, other)), minlength=ends)
    busiest = np.zeros(ends, dtype=np.int64)
    np.maximum.at(busiest, one, degree[other])
    np.maximum.at(busiest, other, degree[one])
    is_hub = busiest == 1
    is_star: Flags = is_hub[one] | is_hub[other]
    star = np.flatnonzero(is_star)
    hub = np.where(is_hub[one], one, other)[star]
    leaf = np.where(is_hub[one], overlaps.high, overlaps.low)[star]
    order = np.lexsort((leaf, -overlaps.likeness[star], hub))
    return star[order[np.diff(hub[order], prepend=-1) > 0]], is_star


def _paths(likeness: Ints, one: Ints, other: Ints, ends: int) -> tuple[Ints, Flags]:
    """Return the matches of chains of three overlaps, by number, and (e,), which are of these; not those of equals.

    The overlap in the middle, or both others: what is more in total.
    """
    both = np.concatenate((one, other))
    degree = np.bincount(both, minlength=ends)
    of_partners = np.bincount(both, degree[np.concatenate((other, one))], minlength=ends)
    total = np.bincount(both, np.tile(likeness, 2), minlength=ends)
    is_inner = (degree == 2) & (of_partners == 3)
    is_middle = is_inner[one] & is_inner[other]
    gain = (total[one] + total[other] - 3 * likeness) * is_middle
    # What an inner end gains by leaving the middle; it has one such overlap at most.
    better = np.bincount(both, np.tile(gain, 2), minlength=ends) * is_inner
    by_outer = better[one] + better[other]
    is_path: Flags = (by_outer != 0) & (is_middle | (degree[one] == 1) | (degree[other] == 1))
    return np.flatnonzero(is_path & np.where(is_middle, by_outer < 0, by_outer > 0)), is_path
