"""Units on a continuum, and how far two of them are apart.

Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The Unified and Holistic Method Gamma (γ) for Inter-Annotator
Agreement Measure and Alignment. Computational Linguistics 41(3), 437-479, sections 4.1 to 4.4.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.agreement.gamma.numbering import numbering
from annotator.agreement.input.ratings import Ints
from annotator.agreement.results import category_name
from annotator.agreement.tally import Array
from annotator.model.errors import Bug


class GammaUnit(NamedTuple):
    """One mark of one coder, `[start, stop)`; a discontinuous span is one unit by its hull."""

    start: float
    stop: float
    category: Hashable


@dataclass(frozen=True, slots=True)
class Continuum:
    """One document. `coders`: the units of each coder who took part, none where they marked nothing; `length`: its end.

    Several layers of one coder are as many coders. Raises `Bug` for a unit that is empty or outside the document.
    """

    coders: Sequence[Sequence[GammaUnit]]
    length: float

    def __post_init__(self) -> None:
        for start, stop, category in self.units:
            if not 0 <= start < stop <= self.length:
                raise Bug(f"the unit [{start}, {stop}) of {category!r} is empty or outside [0, {self.length})")

    @property
    def units(self) -> list[GammaUnit]:
        """All units of all coders."""
        return [unit for units in self.coders for unit in units]


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """The combined dissimilarity alpha * d_pos + beta * d_cat (section 4.4.3), by default as in the paper.

    `empty`: the dissimilarity Δ∅ of a unit and the empty unit, which is the unit of measure of both terms.
    """

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0

    def __post_init__(self) -> None:
        if not (min(self.alpha, self.beta) >= 0 < self.empty and math.isfinite(self.alpha + self.beta + self.empty)):
            raise Bug(
                "alpha and beta of a dissimilarity must not be negative, and that of the empty unit must be positive"
            )

    def positional(self, start: Array, stop: Array, other_start: Array, other_stop: Array) -> Array:
        """Return d_pos (section 4.4.1) = Δ∅ ((|Δ start| + |Δ stop|) / sum of the lengths)²; shapes broadcast."""
        apart = np.abs(start - other_start) + np.abs(stop - other_stop)
        together = (stop - start) + (other_stop - other_start)
        ratio: Array = apart / together
        return ratio * ratio * self.empty

    def categorial(self, category: Ints, other: Ints) -> Array:
        """Return d_cat of nominal categories (section 4.4.2): Δ∅ where they differ, else 0."""
        return np.where(category != other, self.empty, 0.0)

    def combined(self, unit: "Place", other: "Place") -> Array:
        """Return d of units, each given as (start, stop, category); shapes broadcast."""
        positional = self.alpha * self.positional(*unit[:2], *other[:2])
        combined: Array = positional + self.beta * self.categorial(unit[2], other[2])
        return combined

    @property
    def reach(self) -> float:
        """Where d < x Δ∅, (|Δ start| + |Δ stop|) / sum of the lengths is below sqrt(x) * reach."""
        return 1 / math.sqrt(self.alpha) if self.alpha else math.inf


AS_IN_PAPER = Dissimilarity()
"""Alpha = beta = Δ∅ = 1."""

Place = tuple[Array, Array, Ints]
"""Start, stop and category of units, as arrays of one shape."""


@dataclass(frozen=True, slots=True)
class Units:
    """Units of several continua side by side, such as samples, ordered by continuum, start, stop and coder.

    `continuum`, `coder`, `category`: (u,) numbers; `start`, `stop`: (u,). `continua`, `coders`: how many there are,
    those without units among them.
    """

    continuum: Ints
    coder: Ints
    start: Array
    stop: Array
    category: Ints
    continua: int
    coders: int

    def __len__(self) -> int:
        return len(self.start)

    @property
    def counts(self) -> Ints:
        """Return (continua,): how many units each has."""
        return np.bincount(self.continuum, minlength=self.continua)

    def some(self, low: int, high: int) -> "Units":
        """Return the continua from `low` to before `high`, numbered from 0."""
        begin, end = np.searchsorted(self.continuum, (low, high))
        part = slice(int(begin), int(end))
        return Units(
            self.continuum[part] - low,
            self.coder[part],
            self.start[part],
            self.stop[part],
            self.category[part],
            high - low,
            self.coders,
        )


def ordered(
    continuum: Ints, coder: Ints, start: Array, stop: Array, category: Ints, continua: int, coders: int
) -> Units:
    """Return units in their order; those of one coder in the same place in the one in which they are given."""
    order = np.lexsort((coder, stop, start, continuum))
    return Units(continuum[order], coder[order], start[order], stop[order], category[order], continua, coders)


def joined(first: Units, second: Units) -> Units:
    """Return the continua of both, those of `first` before the others; both have the same coders."""
    return Units(
        np.concatenate([first.continuum, second.continuum + first.continua]),
        np.concatenate([first.coder, second.coder]),
        np.concatenate([first.start, second.start]),
        np.concatenate([first.stop, second.stop]),
        np.concatenate([first.category, second.category]),
        first.continua + second.continua,
        first.coders,
    )


def units_of(document: Continuum, categories: Sequence[Hashable]) -> Units:
    """Return the units of one document; `categories`: those that there are, by the number that they get.

    Coders are numbered, and units ordered, by where the units are: nothing depends on the order in which they come, nor
    on what categories are called.
    """
    number = {category: at for at, category in enumerate(categories)}
    marked = [
        (coder, start, stop, number[kind]) for coder, mine in enumerate(document.coders) for start, stop, kind in mine
    ]
    there = {kind: at for at, kind in enumerate(sorted({unit[3] for unit in marked}))}
    local = [(coder, start, stop, there[kind]) for coder, start, stop, kind in marked]
    coders, kinds = numbering(local, len(document.coders), len(there))
    order = sorted(range(len(marked)), key=lambda at: (*local[at][1:3], coders[local[at][0]], kinds[local[at][3]]))
    table = np.array([marked[at] for at in order], dtype=np.float64).reshape(-1, 4)
    return Units(
        np.zeros(len(marked), dtype=np.int64),
        np.array([coders[marked[at][0]] for at in order], dtype=np.int64),
        table[:, 1],
        table[:, 2],
        table[:, 3].astype(np.int64),
        1,
        len(document.coders),
    )


def categories_of(documents: Sequence[Continuum]) -> list[Hashable]:
    """Return the categories of all units by name."""
    found = {unit.category for document in documents for unit in document.units}
    return sorted(found, key=lambda category: (category_name(category), type(category).__name__))
