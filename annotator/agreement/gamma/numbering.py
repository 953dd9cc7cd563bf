"""Numbers for coders and categories that come of where their units are, whatever they are called and whoever is first.

Random continua are drawn coder by coder, and of alignments that are equal the one is taken that is met first. So that
neither the order of the coders nor the name of a label changes a number, both are numbered by the units alone: those
that cannot be told apart are told apart by those with which they share units, again and again, until nothing new comes
of it (B. Weisfeiler and A. Leman, 1968). What is alike then is alike in all respects, as far as such a text has them,
and any one of it may come first.
"""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Numbered = tuple[int, float, float, int]
"""A unit: coder, start, stop, category, by any numbers."""
T = TypeVar("T", bound=Hashable)


def numbering(units: Sequence[Numbered], coders: int, categories: int) -> tuple[list[int], list[int]]:
    """Return the number of each coder and of each category; those without a unit come first, in their order."""
    of_coder, of_category = _refined(units, [0] * coders, [0] * categories)
    while (tied := _first_tied(of_coder, {unit[0] for unit in units})) is not None:
        of_coder, of_category = _refined(units, _before_its_equals(of_coder, tied), of_category)
    while (tied := _first_tied(of_category, {unit[3] for unit in units})) is not None:
        of_coder, of_category = _refined(units, of_coder, _before_its_equals(of_category, tied))
    return _in_order(of_coder), _in_order(of_category)


def _refined(units: Sequence[Numbered], coders: list[int], categories: list[int]) -> tuple[list[int], list[int]]:
    """Return the classes of coders and categories, split as far as their units tell them apart."""
    classes = -1
    while (found := len({*coders}) + len({*categories})) > classes:
        classes = found
        of_coders: list[list[tuple[float, float, int]]] = [[] for _ in coders]
        of_categories: list[list[tuple[float, float, int]]] = [[] for _ in categories]
        for coder, start, stop, category in units:
            of_coders[coder].append((start, stop, categories[category]))
            of_categories[category].append((start, stop, coders[coder]))
        coders, categories = (
            _ranks([(known, *sorted(mine)) for known, mine in zip(before, found_units, strict=True)])
            for before, found_units in ((coders, of_coders), (categories, of_categories))
        )
    return coders, categories


def _ranks(keys: Sequence[tuple[object, ...]]) -> list[int]:
    number = {key: at for at, key in enumerate(sorted({*keys}))}
    return [number[key] for key in keys]


def _first_tied(classes: Sequence[int], with_units: set[int]) -> int | None:
    """Return the first member of the first class with several that have units."""
    members: dict[int, list[int]] = {}
    for at in sorted(with_units):
        members.setdefault(classes[at], []).append(at)
    return next((members[one][0] for one in sorted(members) if len(members[one]) > 1), None)


def _before_its_equals(classes: Sequence[int], chosen: int) -> list[int]:
    return [2 * one + (one == classes[chosen] and at != chosen) for at, one in enumerate(classes)]


def _in_order(classes: Sequence[int]) -> list[int]:
    order = sorted(range(len(classes)), key=classes.__getitem__)
    numbers = [0] * len(classes)
    for number, at in enumerate(order):
        numbers[at] = number
    return numbers
