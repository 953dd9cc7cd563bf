"""Populations of units: each document has its own shares of the categories, and its own difficulty."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.input.ratings import MISSING, Ints, Ratings, Value, distinct_rows
from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.tally import Tally
from annotator.model.attribute_kinds import Scale

_HABITS = (1.0, 0.8, 1.2, 0.9, 1.1)
"""How often each coder errs, of what a document makes them err."""
_SETS = tuple(frozenset(one) for one in ("", "a", "b", "ab", "abc", "c", "bc", "ac", "d", "ad"))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsDrawn:
    """How units are drawn. `shares`: of the categories; `errors`: how often a coder's value is another one.

    `missing`: how many values, and how many documents of each coder but the first, are not there. `spread`: how like
    documents are, 8 for an intra-class correlation of 1/9. `steps`: whether an error is a neighbouring category.
    `unequal`: whether documents have 5 to 2,000 units in place of 20 to 400, and the longer ones are harder.
    """

    shares: tuple[float, ...]
    errors: float
    coders: int = 2
    missing: float = 0
    spread: float = 8
    steps: bool = False
    unequal: bool = False
    documents: int = 4000

    def ratings(self, seed: int) -> Ratings:
        """Draw them."""
        rng = np.random.default_rng(seed)
        least, most = (5, 2000) if self.unequal else (20, 400)
        normal = rng.normal(np.log(80), 1.2 if self.unequal else 0.6, self.documents)
        sizes = np.clip(np.exp(normal), least, most).astype(int)
        document = np.repeat(np.arange(self.documents), sizes)
        shares = np.cumsum(rng.dirichlet(np.array(self.shares) * self.spread, self.documents), axis=1)
        errors = rng.beta(self.errors * self.spread, (1 - self.errors) * self.spread, self.documents)
        if self.unequal:
            errors = np.minimum(errors * np.sqrt(sizes / 80), 0.95)
        meant = self._any(rng, shares[document])
        columns = []
        for coder in range(self.coders):
            errs = rng.random(len(document)) < (errors * _HABITS[coder])[document]
            other = self._near(rng, meant) if self.steps else self._any(rng, shares[document])
            said = np.where(errs, other, meant)
            gone = rng.random(len(document)) < self.missing
            if coder:
                gone |= (rng.random(self.documents) < self.missing)[document]
            columns.append(np.where(gone, MISSING, said))
        return self._collected(document, np.stack(columns, axis=1))

    def _any(self, rng: np.random.Generator, shares: "np.typing.NDArray[np.float64]") -> Ints:
        found: Ints = np.asarray((rng.random(len(shares))[:, None] > shares).sum(axis=1), dtype=np.int64)
        return np.asarray(np.minimum(found, len(self.shares) - 1))

    def _near(self, rng: np.random.Generator, meant: Ints) -> Ints:
        moved = meant + rng.choice((-2, -1, -1, -1, 1, 1, 1, 2), len(meant))
        return np.asarray(np.clip(moved, 0, len(self.shares) - 1))

    def _collected(self, document: Ints, codes: Ints) -> Ratings:
        q = len(self.shares)
        rows, place = distinct_rows(codes, q)
        keys, inverse = np.unique(document * len(rows) + place, return_inverse=True)
        document, row = np.divmod(keys, len(rows))
        weight = np.bincount(inverse).astype(np.float64)
        categories: tuple[Value, ...] = tuple(range(1, q + 1)) if self.steps else tuple("abcdefghij"[:q])
        return Ratings(categories, rows, document, row, weight, self.documents, ordered=self.steps)


def tallies(drawn: UnitsDrawn, seed: int) -> Iterator[tuple[str, Tally]]:
    """Yield the name and the tally of every coefficient that fits these units."""
    found = drawn.ratings(seed)
    sets = replace(found, categories=_SETS[: len(found.categories)], ordered=False)
    for one in ON_RATINGS:
        if one.coders in (None, drawn.coders) and (one.scale is not Scale.NOMINAL) == drawn.steps:
            yield one.name, one.function(sets if one.scale is Scale.SETS else found)


NOMINAL = tuple(
    UnitsDrawn(shares=shares, errors=errors, coders=coders, missing=missing)
    for shares in ((0.5, 0.5), (0.8, 0.2), (0.95, 0.05), (0.99, 0.01), (0.4, 0.3, 0.15, 0.1, 0.05))
    for errors in (0.5, 0.25, 0.1, 0.03)
    for coders, missing in ((2, 0.0), (3, 0.3), (5, 0.3))
)
STEPS = tuple(
    UnitsDrawn(shares=shares, errors=errors, coders=coders, missing=missing, steps=True)
    for shares in ((0.2,) * 5, (0.7, 0.15, 0.1, 0.03, 0.02), (0.1,) * 10)
    for errors in (0.7, 0.3, 0.08)
    for coders, missing in ((2, 0.0), (3, 0.3))
)
UNEQUAL = tuple(
    UnitsDrawn(shares=(1 - share, share), errors=errors, unequal=True)
    for share in (0.4, 0.05)
    for errors in (0.3, 0.06)
)
HARSH = tuple(
    replace(one, spread=spread)
    for spread in (3.0, 50.0)
    for one in (
        UnitsDrawn(shares=(0.5, 0.5), errors=0.25),
        UnitsDrawn(shares=(0.95, 0.05), errors=0.25),
        UnitsDrawn(shares=(0.95, 0.05), errors=0.05),
    )
)
