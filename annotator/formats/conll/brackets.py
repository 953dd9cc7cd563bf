"""Passages by brackets, as CoNLL-2012 says them: `(PERSON`, `*`, `*)` for names, `(11`, `11)` for chains."""

import re
from collections.abc import Iterator, Sequence

from annotator.formats.conll.tags import Tagged

_OPENED = re.compile(r"\(([^()*|]+)")
_CHAIN = re.compile(r"(\()?(\d+)(\))?\Z")


def bracketed(cells: Sequence[str]) -> list[Tagged]:
    """Return the passages of a column of a sentence, in the order of their ends."""
    opened, found = list[tuple[str, int]](), list[Tagged]()
    for number, cell in enumerate(cells):
        opened += [(label, number) for label in _OPENED.findall(cell)]
        for _ in range(cell.count(")")):
            if opened:
                label, first = opened.pop()
                found.append(Tagged(label, first, number + 1))
    return found


def chained(cells: Sequence[str]) -> list[Tagged]:
    """Return the mentions of a column of a sentence, each with the number of its chain as its label."""
    opened: dict[str, list[int]] = {}
    found: list[Tagged] = []
    for number, cell in enumerate(cells):
        for begins, chain, ends in _parts(cell):
            if begins:
                opened.setdefault(chain, []).append(number)
            if ends and opened.get(chain):
                found.append(Tagged(chain, opened[chain].pop(), number + 1))
    return found


def _parts(cell: str) -> Iterator[tuple[bool, str, bool]]:
    for part in cell.split("|"):
        if said := _CHAIN.match(part):
            yield bool(said[1]), said[2], bool(said[3])
