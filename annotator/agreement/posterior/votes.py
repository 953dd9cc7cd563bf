"""Votes: who said what of each unit, all documents together; units with the same answers are one row with a weight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import MISSING, Ints, Ratings, Row, Value
from annotator.agreement.tally import Array
from annotator.model.errors import Bug

TRUTH_NEEDS = 3
"""Coders. Of two who differ, nothing in what they say tells which of them is right."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Answers of several coders.

    `categories`: the values, k of them. `rows`: (r, columns), the distinct rows in order, by number of the category or
    `MISSING`. `weight`: (r,), how many units have that row. `coder`: by column, the number of the coder whose answers
    these are; who coded twice has two columns. `unseen`: the number of the category that leaves no trace where all who
    were asked say it, such as “nothing is here”; `MISSING` where every unit is seen. `documents`: how many have
    any; `units_by_document`: (n,) each, that a document has a row, by number, with a weight; None where nobody tells.
    """

    categories: tuple[Value, ...]
    rows: Ints
    weight: Array
    coder: tuple[int, ...]
    unseen: int = MISSING
    documents: int = 1
    units_by_document: tuple[Ints, Ints, Array] | None = None

    @property
    def coders(self) -> int:
        """How many there are."""
        return max(self.coder, default=-1) + 1

    @property
    def units(self) -> float:
        """How many were answered by anyone."""
        return float(self.weight.sum())

    @property
    def values(self) -> list[Row]:
        """The rows as values, None for who did not answer."""
        return [tuple(self.categories[one] if one >= 0 else None for one in row) for row in self.rows.tolist()]

    def said(self) -> Array:
        """Return (r, coders, k): how often each coder said each category of a unit of each row."""
        found = np.zeros((len(self.rows), self.coders, len(self.categories)))
        for column, coder in enumerate(self.coder):
            answered = np.flatnonzero(self.rows[:, column] >= 0)
            found[answered, coder, self.rows[answered, column]] += 1
        return found

    def shares(self) -> Array:
        """Return (r, k): the share of the answers that each category has."""
        said = self.said().sum(axis=1)
        shares: Array = said / said.sum(axis=1, keepdims=True)
        return shares

    def answered(self) -> npt.NDArray[np.bool_]:
        """Return (r, coders): who answered."""
        answered: npt.NDArray[np.bool_] = self.said().sum(axis=2) > 0
        return answered

    def in_order(self) -> "InOrder":
        """Return the votes with coders and rows in an order that follows from what was said alone.

        What is drawn at random from them is then the same in whichever order the coders were given, and whatever else
        is asked about: rows without a weight say nothing of the coders.
        """
        counted = self.weight > 0
        said = self.said()[counted].astype(int)
        everyone, weight = said.sum(axis=1).tolist(), self.weight[counted].tolist()
        keys = [sorted(zip(own.tolist(), everyone, weight, strict=True)) for own in said.swapaxes(0, 1)]
        number = {coder: at for at, coder in enumerate(sorted(range(self.coders), key=lambda coder: keys[coder]))}
        columns = sorted(range(len(self.coder)), key=lambda column: (number[self.coder[column]], column))
        turned = self.rows[:, columns]
        rows = np.lexsort(turned.T[::-1])
        coder = tuple(number[self.coder[column]] for column in columns)
        votes = replace(self, rows=turned[rows], weight=self.weight[rows], coder=coder)
        votes = replace(votes, units_by_document=None)
        return InOrder(votes, [number[coder] for coder in range(self.coders)], np.argsort(rows))


class InOrder(NamedTuple):
    """Votes in an order of their own; `coders`, `rows`: where each of those that were given stands in it."""

    votes: Votes
    coders: list[int]
    rows: Ints


def votes_of(
    ratings: Ratings, coder: Sequence[int] = (), unseen: Value | None = None, asked: Ints | None = None
) -> Votes:
    """Return the votes in ratings.

    `coder`: whose answers each column has, where one coder has several. `unseen`: see `Votes`. `asked`: rows that are
    to be there, with a weight of 0 where no unit has them: what is true behind these is asked too. Raises `Bug` for
    weights that count no units, such as lengths.
    """
    weight = np.bincount(ratings.row, ratings.weight, minlength=len(ratings.rows))
    if (weight != np.round(weight)).any():
        raise Bug("votes are of units that are counted")
    kept = (weight > 0) & (ratings.rows != MISSING).any(axis=1)
    every, weights = ratings.rows[kept], weight[kept]
    if asked is not None:
        every, weights = np.concatenate([every, asked]), np.concatenate([weights, np.zeros(len(asked))])
    # In the order of what they say, whichever document had them first.
    rows, place = np.unique(every, axis=0, return_inverse=True)
    place = place.reshape(-1)
    numbers = {value: number for number, value in enumerate(ratings.categories)}
    at = np.full(len(ratings.rows), MISSING)
    at[kept] = place[: int(kept.sum())]
    units = at[ratings.row] != MISSING
    documents, document = np.unique(ratings.document[units], return_inverse=True)
    return Votes(
        ratings.categories,
        rows.reshape(-1, ratings.coders),
        np.bincount(place, weights, minlength=len(rows)).astype(np.float64),
        tuple(coder) or tuple(range(ratings.coders)),
        MISSING if unseen is None else numbers.get(unseen, MISSING),
        len(documents),
        (document.reshape(-1), at[ratings.row[units]], ratings.weight[units]),
    )


def by_row(votes: Votes, posterior: Array) -> dict[Row, Mapping[Value, float]]:
    """Return a posterior (r, k) by what was said; only what is not 0 to twelve digits."""
    return {
        row: {value: chance for value, chance in zip(votes.categories, chances, strict=True) if chance > 1e-12}
        for row, chances in zip(votes.values, posterior.tolist(), strict=True)
    }
