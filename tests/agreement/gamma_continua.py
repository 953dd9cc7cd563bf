"""Continua for the tests of gamma: random ones, those of published files, and alignment by trying everything."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from annotator.agreement.gamma.continuum import (
    AS_IN_PAPER,
    Continuum,
    Dissimilarity,
    GammaUnit,
    Units,
    categories_of,
    units_of,
)

LENGTH = 60


def units(*, most: int, categories: str = "ab") -> st.SearchStrategy[list[GammaUnit]]:
    """Units of one coder in a text of `LENGTH`."""
    bounds = st.tuples(st.integers(0, LENGTH - 1), st.sampled_from((1, 3, 8, 20, 60)))
    return st.lists(
        st.builds(
            lambda at, kind: GammaUnit(at[0], min(at[0] + at[1], LENGTH), kind), bounds, st.sampled_from(categories)
        ),
        max_size=most,
    )


def continua(*, coders: int, most: int) -> st.SearchStrategy[Continuum]:
    """Continua of two to so many coders, who have at most so many units each and together at least one."""
    return (
        st.lists(units(most=most), min_size=2, max_size=coders).filter(any).map(lambda found: Continuum(found, LENGTH))
    )


def arrays(document: Continuum) -> Units:
    """Return the units of one document as the engine takes them."""
    return units_of(document, categories_of([document]))


def of_rows(rows: Iterable[Mapping[str, Any]], *, length: float = 0) -> Continuum:
    """Return the continuum of rows with annotator, start, end and category, moved so that none begins before 0."""
    rows = list(rows)
    least = min(0, *(row["start"] for row in rows))
    coders: dict[str, list[GammaUnit]] = {}
    for row in rows:
        unit = GammaUnit(row["start"] - least, row["end"] - least, row["category"])
        coders.setdefault(row["annotator"], []).append(unit)
    return Continuum(list(coders.values()), max(length, *(row["end"] - least for row in rows)))


def of_csv(path: Path) -> Continuum:
    """Return the continuum of a file with annotator, category, start, end."""
    with path.open(newline="") as file:
        return of_rows(
            {"annotator": who, "category": kind, "start": int(start), "end": int(stop)}
            for who, kind, start, stop in csv.reader(file)
        )


def loaded(path: Path) -> Any:
    """Return a file of JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def coded(rng: np.random.Generator, *, coders: int, spans: int, length: int, agree: float, kinds: int = 4) -> Continuum:
    """Return a document in which coders mark the same passages, but for a share each of them elsewhere or otherwise."""
    starts = np.sort(rng.integers(0, length - 130, spans))
    lengths = np.clip(rng.normal(60, 20, spans), 8, 120).astype(int)
    labels = rng.integers(0, kinds, spans)
    made = []
    for _ in range(coders):
        mine = []
        for start, size, label in zip(starts.tolist(), lengths.tolist(), labels.tolist(), strict=True):
            begin = start if rng.random() < agree else int(rng.integers(0, length - 130))
            moved = int(rng.integers(-6, 7)) if rng.random() > agree else 0
            begin = min(max(begin + moved, 0), length - 130)
            kind = label if rng.random() < agree else int(rng.integers(kinds))
            mine.append(GammaUnit(begin, begin + size, f"label {kind}"))
        made.append(mine)
    return Continuum(made, length)


def least_disorder(document: Continuum, dissimilarity: Dissimilarity = AS_IN_PAPER) -> float:
    """Return the disorder of the best of all alignments there are; written from the definition, for few units."""
    n, d = len(document.coders), dissimilarity
    everything = [(coder, unit) for coder, mine in enumerate(document.coders) for unit in mine]

    def apart(one: GammaUnit, other: GammaUnit) -> float:
        moved = abs(one.start - other.start) + abs(one.stop - other.stop)
        ratio = moved / (one.stop - one.start + other.stop - other.start)
        return d.empty * (d.alpha * ratio**2 + d.beta * (one.category != other.category))

    def disorder(group: Sequence[tuple[int, GammaUnit]]) -> float:
        pairs, real = n * (n - 1) // 2, len(group) * (len(group) - 1) // 2
        total = sum(apart(one, other) for (_, one), (_, other) in combinations(group, 2))
        return (total + (pairs - real) * d.empty) / pairs

    def best(left: Sequence[tuple[int, GammaUnit]], groups: list[list[tuple[int, GammaUnit]]]) -> float:
        if not left:
            return sum(map(disorder, groups))
        first, *others = left
        found = [best(others, [*groups, [first]])]
        for at, group in enumerate(groups):
            if first[0] not in {coder for coder, _ in group}:
                found.append(best(others, [*groups[:at], [*group, first], *groups[at + 1 :]]))
        return min(found)

    return best(everything, []) / (len(everything) / n)
