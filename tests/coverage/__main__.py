"""`python -m tests.coverage [families] [--samples N] [--write]`: the long form of the simulation, as tables.

A cell is a population, a coefficient and a number of documents, and counts where the rule gives at least a fifth of the
samples an interval. `--write` puts the tables into the manual's pages on intervals and on planning. `make coverage`
does all of it.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from annotator.agreement.registry import BY_NAME
from tests.coverage import plans
from tests.coverage.differences import cell, populations
from tests.coverage.families import FAMILIES, OVER_UNEQUAL, Row
from tests.coverage.trial import Cell, cells, population

_HELP = Path(__file__).resolve().parents[2] / "resources" / "help"
PAGES = (_HELP / "intervals.md", _HELP / "planning.md")
DOCUMENTS = (5, 10, 20, 50)
PILOTS = (10, 20, 40)
LEVELS = (0.95, 0.9, 0.99)
_HEAD = "| {} | cells | 95 %: mean | 1 in 20 below | lowest | width | 90 %: mean, lowest | 99 %: mean, lowest |"
_IS_OURS = re.compile(r"95 %: mean|to be sure: kept").search
_RULE = "|---|---|---|---|---|---|---|---|"


def measured(family: str, samples: int) -> Iterator[tuple[Row, Cell]]:
    """Yield the cells of a family that count."""
    for number, (row, tally) in enumerate(FAMILIES[family]()):
        found = population(tally)
        if found is not None:
            for documents in DOCUMENTS:
                for one in cells(found, documents, samples, number, LEVELS):
                    if one.given >= samples / 5:
                        yield row, one


def by_coefficient(found: Sequence[tuple[Row, Cell]]) -> Iterator[str]:
    """Yield a table with a row for each coefficient."""
    there = {row.coefficient for row, _ in found}
    yield from (_HEAD.format("coefficient"), _RULE)
    for name in BY_NAME:
        if name in there:
            usual = [one for row, one in found if row.coefficient == name and row.over != OVER_UNEQUAL]
            yield _line(f"`{name}`", usual)


def by_material(found: Sequence[tuple[Row, Cell]]) -> Iterator[str]:
    """Yield a table with a row for each kind of what is compared, for each number of documents, and for all."""
    yield from (_HEAD.format("what is compared"), _RULE)
    overs = dict.fromkeys(row.over for row, _ in found)
    usual = [(row, one) for row, one in found if row.over != OVER_UNEQUAL]
    for over in overs:
        if over != OVER_UNEQUAL:
            yield _line(over, [one for row, one in found if row.over == over])
    for documents in DOCUMENTS:
        yield _line(f"all of these, {documents} documents", [one for _, one in usual if one.documents == documents])
    yield _line("all of these", [one for _, one in usual])
    if OVER_UNEQUAL in overs:
        yield _line(OVER_UNEQUAL, [one for row, one in found if row.over == OVER_UNEQUAL])


def by_difference(samples: int) -> Iterator[str]:
    """Yield a table with a row for each kind of two numbers that are compared."""
    yield from (_HEAD.format("two numbers"), _RULE)
    found: dict[str, list[Cell]] = {}
    for number, two in enumerate(populations()):
        for documents in DOCUMENTS:
            for level in LEVELS:
                one = cell(two, documents, samples, number, level)
                if one.given >= samples / 5:
                    found.setdefault(f"{two.name}: {two.how.value}", []).append(one)
    for name, many in found.items():
        yield _line(name, many)


def by_pilot(pilots: int) -> Iterator[str]:
    """Yield a table of how often plans keep their promise, by the size of the pilot."""
    yield "| pilot | populations | about: kept | to be sure: kept | worst | price |"
    yield "|---|---|---|---|---|---|"
    for documents in PILOTS:
        tallies = enumerate(plans.populations())
        found = [one for number, it in tallies if (one := plans.kept(it, documents, pilots, number)) is not None]
        needed, sure, price = (np.array([getattr(one, name) for one in found]) for name in ("needed", "sure", "price"))
        shares = " | ".join(map(_share, (needed.mean(), sure.mean(), sure.min())))
        yield f"| {documents} documents | {len(found)} | {shares} | {np.median(price):.1f} |"


def misses(found: Sequence[tuple[Row, Cell]]) -> str:
    """Return how often the value of the population is below and above a 95 % interval, on average."""
    usual = [one for row, one in found if one.level == LEVELS[0] and row.over != OVER_UNEQUAL]
    below, above = (np.mean([getattr(one, name) for one in usual]) for name in ("below", "above"))
    return f"The value is below the interval in {below:.1%} of the cases, and above it in {above:.1%}."


def _line(name: str, found: Sequence[Cell]) -> str:
    by_level = [np.array([one.covered for one in found if one.level == level]) for level in LEVELS]
    usual, *others = by_level
    width = np.median([one.width for one in found if one.level == LEVELS[0]])
    first = (usual.mean(), np.quantile(usual, 0.05), usual.min(), width)
    more = " | ".join(f"{_share(one.mean())}, {_share(one.min())}" for one in others)
    return f"| {name} | {len(usual):,} | {' | '.join(map(_share, first))} | {more} |"


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def write(tables: Sequence[Sequence[str]]) -> None:
    """Put tables into the pages, in the places of those that stand there."""
    left = list(tables)
    for page in PAGES:
        text = page.read_text("utf-8")
        for before in [part for part in text.split("\n\n") if part.startswith("| ") and _IS_OURS(part)]:
            text = text.replace(before.rstrip("\n"), "\n".join(left.pop(0)))
        page.write_text(text, "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Run the families that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.coverage")
    parser.add_argument("families", nargs="*", default=list(FAMILIES))
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    found: list[tuple[Row, Cell]] = []
    for family in chosen.families:
        found += measured(family, chosen.samples)
        sys.stderr.write(f"{family}: {len(found):,} cells so far\n")
    tables = [list(by_coefficient(found)), list(by_material(found)), list(by_difference(chosen.samples))]
    tables.append(list(by_pilot(chosen.samples // 5)))
    for table in (*tables, [misses(found)]):
        sys.stdout.write("\n".join(table) + "\n\n")
    if chosen.write:
        write(tables)


if __name__ == "__main__":
    main(sys.argv[1:])
