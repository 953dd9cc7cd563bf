"""Unitizing alphas, character by character, and the best alignment of gamma by trying all.

Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), equations 4 to 13; Krippendorff, K. (2004). Content
Analysis (2nd ed.), section 11.6; Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015), section 4.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise, permutations

from tests.operations.agreement.reckoning.exported import Coded, Export, Text


def merged(spans: Sequence[Coded], label: str | None = None) -> list[tuple[str, int, int]]:
    """Return a coder's pieces as units; those of one label that overlap are one."""
    units: list[tuple[str, int, int]] = []
    for name, start, stop in sorted((one.label, *piece) for one in spans for piece in one.pieces):
        if label in (None, name):
            if units and units[-1][0] == name and start < units[-1][2]:
                units[-1] = name, units[-1][1], max(stop, units[-1][2])
            else:
                units.append((name, start, stop))
    return units


class Lengths:
    """What the alphas of 2016 are made of: of each character of each coder its labels, and the unit it is in."""

    def __init__(self, export: Export, coders: Sequence[str]) -> None:
        self.total, self.alike, self.gaps_alike = 0.0, 0.0, 0.0
        self.meeting_alike = 0.0
        self.marked: Counter[frozenset[str]] = Counter()
        self.squares = 0
        self.met: dict[frozenset[str], list[float]] = defaultdict(list)
        self.label_alike: Counter[str] = Counter()
        for text in export.texts:
            there = [coder for coder in coders if coder in text.coders]
            if len(there) > 1:
                self._add(text, [list(_stretches(text, coder)) for coder in there])

    def _add(self, text: Text, coders: list[list[tuple[frozenset[str], int, int]]]) -> None:
        share = 1 / (len(coders) - 1)
        said = [[value for value, start, stop in mine for _ in range(start, stop)] for mine in coders]
        for mine in said:
            self.marked.update(mine)
        for one, other in permutations(said, 2):
            for a, b in zip(one, other, strict=True):
                self.total += share
                self.alike += share * (a == b)
                self.gaps_alike += share * (not a and not b)
                self.meeting_alike += share * (a == b and bool(a))
                for label in a & b:
                    self.label_alike[label] += share  # type: ignore[assignment]
        for at, stretches in enumerate(coders):
            others = [one for number, one in enumerate(said) if number != at]
            for value, start, stop in stretches:
                if value:
                    self.squares += (stop - start) ** 2
                    met = sum(bool(one[place]) for one in others for place in range(start, stop)) * share
                    self.met[value].append(met)

    def u_alpha(self) -> float | None:
        gap = self.marked[frozenset()]
        pairs = self.total**2 - self.squares - gap
        alike = sum(n * n for n in self.marked.values()) - self.squares - gap
        return _above(self.alike / self.total, alike / pairs) if self.total and pairs else None

    def binary(self) -> float | None:
        gap = self.marked[frozenset()]
        pairs = self.total**2 - self.squares - gap
        if not self.total or not pairs:
            return None
        return _above(1 - 2 * (gap - self.gaps_alike) / self.total, 1 - 2 * gap * (self.total - gap) / pairs)

    def cu_alpha(self) -> float | None:
        sums = {value: sum(met) for value, met in self.met.items()}
        total, squares = sum(sums.values()), sum(met * met for of in self.met.values() for met in of)
        if not total or total**2 - squares < 1e-9:
            return None
        chance = (sum(one * one for one in sums.values()) - squares) / (total**2 - squares)
        return _above(self.meeting_alike / total, chance)

    def ku_alpha(self, label: str) -> float | None:
        total = sum(met for of in self.met.values() for met in of)
        mine = [met for value, of in self.met.items() if label in value for met in of]
        length, squares = sum(mine), sum(met * met for met in mine)
        if length < 1e-9 or length > total - 1e-9:
            return None
        expected = (length * total - squares) / length
        return 1 - expected / (total - length) * (length - self.label_alike[label]) / length


def _stretches(text: Text, coder: str) -> Iterator[tuple[frozenset[str], int, int]]:
    units = merged(text.of(coder))
    borders = sorted({0, text.length, *(edge for _, *edges in units for edge in edges)})
    for start, stop in pairwise(borders):
        yield frozenset(label for label, first, last in units if first <= start < last), start, stop


def _above(observed: float, chance: float) -> float | None:
    return (observed - chance) / (1 - chance) if 1 - chance > 1e-9 else None


def alpha_u(export: Export, labels: Sequence[str], coders: Sequence[str]) -> float | None:
    """Return alpha_U of 1995 and 2004: squares of how far units of a label are apart, observed and by chance."""
    texts = [(text, [one for one in coders if one in text.coders]) for text in export.texts]
    texts = [(text, there) for text, there in texts if len(there) > 1]
    length = sum(text.length for text, _ in texts)
    total = sum(text.length * len(there) for text, there in texts)
    observed = expected = 0.0
    for label in labels:
        units: list[int] = []
        gaps: list[int] = []
        for text, there in texts:
            found = {one: [(a, b) for _, a, b in merged(text.of(one), label)] for one in there}
            for one, other in permutations(there, 2):
                observed += _apart(found[one], found[other]) / (len(there) - 1) / (total * length)
            for mine in found.values():
                units += [stop - start for start, stop in mine]
                edges = [0, *(edge for unit in mine for edge in unit), text.length]
                gaps += [stop - start for start, stop in zip(edges[::2], edges[1::2], strict=True)]
        chances = sum(
            (len(units) - 1) / 3 * size * (size - 1) * (2 * size - 1)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in units
        )
        left = total * (total - 1) - sum(size * (size - 1) for size in units)
        expected += 2 / length * chances / left if length and left else 0
    return 1 - observed / expected if expected > 0 else None


def _apart(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Return the squared distances of units that overlap, and the squares of the first coder's that meet none.

    Of the second coder's that meet none the same: so twice over ordered pairs, as sections of both are compared.
    """
    met = [(a, b) for a in one for b in other if a[0] < b[1] and b[0] < a[1]]
    alone = [unit for unit in one if not any(unit == a for a, _ in met)]
    alone += [unit for unit in other if not any(unit == b for _, b in met)]
    return sum((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in met) + sum((b - a) ** 2 for a, b in alone)


Unit = tuple[int, int, str]


def best_disorder(coders: Sequence[Sequence[Unit]]) -> float:
    """Return the least disorder of all ways to align the units, one of a coder at most, by units of a coder."""
    everything = sum(map(len, coders))
    pairs = len(coders) * (len(coders) - 1) / 2

    def cost(group: Sequence[Unit | None]) -> float:
        return sum(1.0 if a is None or b is None else _distance(a, b) for a, b in combinations(group, 2)) / pairs

    @cache
    def best(left: tuple[frozenset[int], ...]) -> float:
        first = next((at for at, of in enumerate(left) if of), None)
        if first is None:
            return 0.0
        unit = min(left[first])
        found = float("inf")
        for group in _choices(left, first, unit):
            rest = tuple(of - {at} if at is not None else of for of, at in zip(left, group, strict=True))
            price = cost([None if at is None else coders[column][at] for column, at in enumerate(group)])
            found = min(found, price + best(rest))
        return found

    return best(tuple(frozenset(range(len(of))) for of in coders)) / (everything / len(coders)) if everything else 0.0


def _choices(left: Sequence[frozenset[int]], first: int, unit: int) -> Iterator[list[int | None]]:
    def go(column: int) -> Iterator[list[int | None]]:
        if column == len(left):
            yield []
            return
        for at in [unit] if column == first else [None, *left[column]]:
            for rest in go(column + 1):
                yield [at, *rest]

    yield from go(0)


def _distance(one: Unit, other: Unit) -> float:
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return (apart / ((one[1] - one[0]) + (other[1] - other[0]))) ** 2 + (one[2] != other[2])
