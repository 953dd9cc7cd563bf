"""What several coders meant as the same passage, by trying all ways to match them.

Sure before unsure: the same label and extents, the same extents, an overlap under the same label, any overlap. Each two
coders are matched by the greatest total likeness (shared characters by those of either); of more coders the likest
matched pairs are joined first, with one span of a coder at most, until nothing can be joined.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from tests.operations.agreement.reckoning.exported import Coded, Text


class Ambiguous(Exception):
    """Several groupings are equally good, so that numbers may differ without an error."""


Group = list[Coded]
_MOST = 40_000
"""Matchings that are tried."""


@lru_cache(maxsize=500)
def passages(text: Text, coders: tuple[str, ...]) -> list[Group]:
    """Return the groups of the spans of passages of these coders, and of the labels on the whole document."""
    spans = [one for one in text.spans if one.coder in coders]
    groups = [[one] for one in spans if one.pieces]
    groups = _same(groups, lambda one: (one.label, one.pieces))
    groups = _same(groups, lambda one: one.pieces)
    groups = _overlapping(groups, True)
    groups = _overlapping(groups, False)
    return groups + _same([[one] for one in spans if not one.pieces], lambda one: one.label)


def _same(groups: list[Group], key: Callable[[Coded], object]) -> list[Group]:
    """Join groups that have a span in common in this respect; a coder who would be in one twice makes it unclear."""
    found: list[Group] = []
    for group in groups:
        keys = {key(one) for one in group}
        fitting = [other for other in found if keys & {key(one) for one in other}]
        if any({one.coder for one in group} & {one.coder for one in other} for other in fitting):
            raise Ambiguous
        for other in fitting:
            found.remove(other)
            group = other + group
        found.append(group)
    return found


@lru_cache(maxsize=10_000)
def likeness(one: Coded, other: Coded) -> Fraction:
    first = {place for start, stop in one.pieces for place in range(start, stop)}
    second = {place for start, stop in other.pieces for place in range(start, stop)}
    return Fraction(len(first & second), len(first | second))


def _overlapping(groups: list[Group], with_same_label: bool) -> list[Group]:
    while True:
        pairs = [
            (likeness(one, other), one, other)
            for first, second in combinations(groups, 2)
            if not {one.coder for one in first} & {one.coder for one in second}
            for one in first
            for other in second
            if not with_same_label or one.label == other.label
        ]
        pairs = [pair for pair in pairs if pair[0]]
        if not pairs:
            return groups
        matched = []
        for both in {frozenset((one.coder, other.coder)) for _, one, other in pairs}:
            matched += _matching([pair for pair in pairs if {pair[1].coder, pair[2].coder} == both])
        forwards = sorted(matched, key=lambda pair: (-pair[0], pair[1].id, pair[2].id))
        backwards = sorted(matched, key=lambda pair: (pair[0], pair[1].id, pair[2].id), reverse=True)
        one, other = _joined(groups, forwards), _joined(groups, backwards)
        if _named(one) != _named(other):
            raise Ambiguous
        groups = one


Pair = tuple[Fraction, Coded, Coded]


def _matching(pairs: list[Pair]) -> list[Pair]:
    """Return the one matching of two coders' spans with the greatest total likeness."""
    best: list[tuple[Fraction, frozenset[int]]] = []
    tried = 0

    def go(at: int, used: frozenset[str], taken: tuple[int, ...], total: Fraction) -> None:
        nonlocal best, tried
        tried += 1
        if tried > _MOST:
            raise Ambiguous
        if at == len(pairs):
            if not best or total > best[0][0]:
                best = [(total, frozenset(taken))]
            elif total == best[0][0]:
                best.append((total, frozenset(taken)))
            return
        weight, one, other = pairs[at]
        if not {one.id, other.id} & used:
            go(at + 1, used | {one.id, other.id}, (*taken, at), total + weight)
        go(at + 1, used, taken, total)

    go(0, frozenset(), (), Fraction(0))
    if len({taken for _, taken in best}) > 1:
        raise Ambiguous
    return [pairs[at] for at in best[0][1]]


def _joined(groups: list[Group], matched: list[Pair]) -> list[Group]:
    found = [list(group) for group in groups]
    for _, one, other in matched:
        first = next(group for group in found if one in group)
        second = next(group for group in found if other in group)
        if first is not second and not {a.coder for a in first} & {a.coder for a in second}:
            found.remove(second)
            first += second
    return found


def _named(groups: list[Group]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in group) for group in groups}
