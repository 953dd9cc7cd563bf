"""Grouping: the spans of several coders brought together into what was meant as the same thing.

Each coder has one span at most in a group. Groups are made from the surest to the least sure: `join_same` joins what
is the same in some respect, `join_overlapping` what overlaps. Each pair of layers is
matched one to one by the greatest total likeness (Jaccard); where there are three layers or more, the matched pairs
are joined from the most alike down, and whoever lost a partner is matched again with what is left. Nothing in it asks
which coder comes first.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from annotator.model.clusters import clusters
from annotator.model.geometry import Extents, length, match, overlap_length

SCALE = 1 << 32
"""Likeness as a whole number, so that sums are exact and the best matching does not depend on rounding."""


Edge = tuple[int, int, int]
"""Likeness, lower number, higher number."""


class Groupable(Protocol):
    """What `Grouping` asks of a span; `annotator.model.span.Span` has it all."""

    @property
    def id(self) -> str:
        """Its own among all the spans."""

    @property
    def layer(self) -> str:
        """Whose it is."""

    @property
    def label(self) -> str:
        """What the passage is said to be."""

    @property
    def extents(self) -> Extents:
        """Where it is; empty for a label on the whole document."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def stop(self) -> int:
        """One past its last code point."""


S = TypeVar("S", bound=Groupable)


def grouped(spans: Iterable[S], content: Callable[[S], Hashable | None] | None = None) -> list[list[S]]:
    """Return the spans of any number of layers in groups: each span in one, no group with a layer twice.

    First go together those that say the same (`content`, None: the same as nobody), then those of the same extents
    and label, then of the same extents, then those that overlap. All labels on the whole document have the same
    extents, none: those of the same label go together first, and then whoever said something else there.
    """
    found: list[list[S]] = []
    for cluster in clusters(list(spans)):
        # Of coders who have one span each in a cluster none can lose a partner: all of them go together in the end.
        together = len({span.layer for span in cluster}) == len(cluster)
        found += [cluster] if together else _grouped(cluster, content)
    return found


def _grouped(cluster: Sequence[S], content: Callable[[S], Hashable | None] | None) -> list[list[S]]:
    grouping = Grouping(cluster)
    if content is not None:
        grouping.join_same(content)
    grouping.join_same(lambda span: (span.label, span.extents))
    grouping.join_same(lambda span: span.extents)
    grouping.join_overlapping(with_same_label=True)
    grouping.join_overlapping()
    return grouping.groups()


def order_of(span: Groupable) -> tuple[int, int, Extents, str, str]:
    """Return what spans are numbered by: place, label and id, and so nothing but the spans themselves."""
    return span.start, span.stop, span.extents, span.label, span.id


def likeness(shared: int, size: int, other_size: int) -> int:
    """Return the Jaccard index of two spans of these sizes that share characters, as a whole number."""
    return max(1, shared * SCALE // (size + other_size - shared))


def packed(layers: Mapping[int, int]) -> list[list[int]]:
    """Return groups put together, each with the first before it that has room, the fullest first.

    `layers`: those of each group, as the bits of a number, by the number of its first span.
    """
    bins: dict[int, deque[list[int]]] = defaultdict(deque)
    for group in sorted(layers, key=lambda group: (-layers[group].bit_count(), group)):
        mine = layers[group]
        # Bins are kept by their layers: many stacked spans are a few distinct sets, not many comparisons.
        fitting = [(min(waiting[0]), held) for held, waiting in bins.items() if waiting and not held & mine]
        held = min(fitting)[1] if fitting else 0
        together = bins[held].popleft() if fitting else []
        bins[held | mine].append([*together, group])
    return [sorted(together) for waiting in bins.values() for together in waiting]


def best_pairs(edges: list[Edge], layer: Sequence[int]) -> list[Edge]:
    """Match spans of two layers one to one, the greatest likeness in total; returns (-likeness, low, high).

    `layer`: that of each span, by number.
    """
    return [pair for part in _parts(edges) for pair in _matched(part, layer)]


def _matched(part: list[Edge], layer: Sequence[int]) -> list[Edge]:
    if len(part) == 1:
        ((weight, low, high),) = part
        return [(-weight, low, high)]
    # The layer whose first span comes first has the rows, whatever it is called and whatever else there is.
    rows = layer[min(low for _, low, _ in part)]
    weights = {(low, high) if layer[low] == rows else (high, low): weight for weight, low, high in part}
    return [(-weights[pair], min(pair), max(pair)) for pair in match(weights)]


class Grouping(Generic[S]):
    """Spans on their way to groups: a forest of groups, none of which may hold a layer twice.

    Spans are numbered by `order_of`, and a set of layers is the bits of a number. Both come from the spans alone, so
    that the order in which the layers are given changes nothing.
    """

    def __init__(self, spans: Iterable[S]) -> None:
        self._spans = sorted(spans, key=order_of)
        self._edges: list[Edge] | None = None
        number: dict[str, int] = {}
        self._layer = [number.setdefault(span.layer, len(number)) for span in self._spans]
        self._layers = [1 << layer for layer in self._layer]
        self._all_layers = (1 << len(number)) - 1
        self._parent = list(range(len(self._spans)))

    def groups(self) -> list[list[S]]:
        """Return the groups as they are now."""
        found: dict[int, list[S]] = defaultdict(list)
        for index, span in enumerate(self._spans):
            found[self._root(index)].append(span)
        return list(found.values())

    def join_same(self, sameness: Callable[[S], Hashable | None]) -> None:
        """Join groups whose spans are the same in this respect (None: the same as nobody's)."""
        buckets: dict[Hashable, dict[int, None]] = defaultdict(dict)
        for index, span in enumerate(self._spans):
            root = self._root(index)
            if self._layers[root] != self._all_layers and (what := sameness(span)) is not None:
                buckets[what][root] = None
        for roots in buckets.values():
            for first, *others in packed({root: self._layers[root] for root in roots}):
                for other in others:
                    self._join(first, other)

    def join_overlapping(self, *, with_same_label: bool = False) -> None:
        """Join groups that overlap, of the same label only if so wanted."""
        # Who may not join now never may: groups only grow.
        edges = self._edges = self._overlapping() if self._edges is None else self._edges
        if with_same_label:
            edges = [edge for edge in edges if self._spans[edge[1]].label == self._spans[edge[2]].label]
        self._join_matched(edges)

    def _overlapping(self) -> list[Edge]:
        """Return the overlaps of spans in groups that lack a layer."""
        lacking = [at for at in range(len(self._spans)) if self._layers[self._root(at)] != self._all_layers]
        pieces = [self._spans[at].extents for at in lacking]
        sizes = [length(extents) for extents in pieces]
        edges = []
        for one, low in enumerate(lacking):
            mine, size, layer = pieces[one], sizes[one], self._layer[low]
            reach = mine[-1].stop if mine else 0
            for other in range(one + 1, len(lacking)):
                theirs = pieces[other]
                # They stand in the order of their starts: none that follows reaches this one either.
                if not theirs or theirs[0].start >= reach:
                    break
                if layer != self._layer[lacking[other]] and (shared := overlap_length(mine, theirs)):
                    edges.append((likeness(shared, size, sizes[other]), low, lacking[other]))
        return edges

    def _join_matched(self, edges: list[Edge]) -> None:
        """Match each pair of layers, join from the most alike down, and again for those that lost their partner."""
        while edges := [edge for edge in edges if self._may_join(edge[1], edge[2])]:
            between: dict[frozenset[int], list[Edge]] = defaultdict(list)
            for edge in edges:
                between[frozenset((self._layer[edge[1]], self._layer[edge[2]]))].append(edge)
            matched = [pair for both in between.values() for pair in best_pairs(both, self._layer)]
            for _, low, high in sorted(matched):
                if self._may_join(low, high):
                    self._join(low, high)

    def _may_join(self, first: int, second: int) -> bool:
        return not self._layers[self._root(first)] & self._layers[self._root(second)]

    def _join(self, first: int, second: int) -> int:
        low, high = sorted((self._root(first), self._root(second)))
        self._parent[high] = low
        self._layers[low] |= self._layers[high]
        return low

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


def _parts(edges: list[Edge]) -> list[list[Edge]]:
    """Return the edges in parts that have no span in common."""
    if len(edges) == 1:  # as most are
        return [edges]
    part_of: dict[int, list[Edge]] = {}
    for edge in edges:
        one, other = (part_of.setdefault(at, []) for at in edge[1:])
        if one is not other:
            small, large = sorted((one, other), key=len)
            large += small
            part_of.update((at, large) for _, *both in small for at in both)
            part_of[edge[1]] = part_of[edge[2]] = large
        part_of[edge[1]].append(edge)
    return list({id(part): part for part in part_of.values()}.values())
