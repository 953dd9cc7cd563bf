"""Ratings: what each coder said of each unit, as arrays; units of a document with the same values stand together."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from annotator.agreement.results import category_name
from annotator.agreement.tally import Array
from annotator.model.errors import Bug

Value = Hashable
"""A category. None is not one: it stands for a missing value."""

Row = tuple[Value | None, ...]
"""What each coder said of a unit, in the order of the coders."""

Table = Mapping[Row, float]
"""Units with the same row added up: row -> weight. A weight of 3 is the same as three units of weight 1."""

Ints = npt.NDArray[np.int64]
MISSING = -1
"""In `Ratings.rows`: the coder said nothing of these units, not even that there is nothing."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Units of several documents as several coders coded them.

    `categories`: the values, k of them, in their order where they have one (rising for an ordinal scale).
    `rows`: (r, coders), the distinct rows, by number of the category, or `MISSING`.
    `document`, `row`, `weight`: (n,), that a document (by number) has `weight` units with that row.
    `documents`: how many documents there are, those without units among them.
    `ordered`: whether the order of the categories was given for all of them, so that it means something.
    `possible`: the values that the codebook lets coders choose, where it can list them; they count unused as well.
    `kept`: what several coefficients need of the same ratings, for them to keep.
    """

    categories: tuple[Value, ...]
    rows: Ints
    document: Ints
    row: Ints
    weight: Array
    documents: int
    ordered: bool = False
    possible: frozenset[Value] = frozenset()
    kept: dict[object, Array] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def coders(self) -> int:
        """How many coders are compared."""
        return int(self.rows.shape[1])

    @property
    def names(self) -> tuple[str, ...]:
        """How the categories are called in results."""
        return tuple(map(category_name, self.categories))

    def add_up(self, features: Array) -> Array:
        """Return (documents, f): what `features` (r, f), the numbers that each row adds, come to in each document."""
        found = np.zeros((self.documents, features.shape[1]))
        # By column: as a whole it would need n * f numbers at once.
        for at in range(features.shape[1]):
            weighted = features[self.row, at] * self.weight
            found[:, at] = np.bincount(self.document, weighted, minlength=self.documents)
        return found

    def counts(self) -> Array:
        """Return (r, k): how many coders said each category in each row."""
        return (
            np.stack([(self.rows == at).sum(axis=1) for at in range(len(self.categories))], axis=1, dtype=float)
            if self.categories
            else np.zeros((len(self.rows), 0))
        )

    def of_coders(self, columns: Sequence[int]) -> "Ratings":
        """Return the ratings of some of the coders, without the units in which none of them took part."""
        return self._with_rows(self.rows[:, list(columns)])

    def mapped(self, change: Callable[[Value], Value | None], categories: Sequence[Value] = ()) -> "Ratings":
        """Return the ratings with each value changed, None making it missing; `categories`: their order, if any.

        What was possible is changed likewise, unless `categories` say what there is now.
        """
        changed = [change(value) for value in self.categories]
        order = tuple(dict.fromkeys([*categories, *(value for value in changed if value is not None)]))
        number = {value: at for at, value in enumerate(order)}
        # The last one is what MISSING finds.
        table = np.array(
            [*(number.get(value, MISSING) if value is not None else MISSING for value in changed), MISSING]
        )
        return replace(
            self._with_rows(table[self.rows]),
            categories=order,
            ordered=bool(categories) and set(order) == set(categories),
            possible=frozenset() if categories else frozenset(map(change, self.possible)) - {None},
        )

    def trimmed(self) -> "Ratings":
        """Return the ratings without the categories that nobody used, but for those that were possible."""
        used = np.zeros(len(self.categories) + 1, dtype=bool)
        used[self.rows[np.unique(self.row)]] = True
        used[:-1] |= np.array([value in self.possible for value in self.categories], dtype=bool)
        used[MISSING] = True
        number = np.cumsum(used) - 1
        number[MISSING] = MISSING
        kept = tuple(value for value, is_used in zip(self.categories, used.tolist(), strict=False) if is_used)
        # Rows that no unit has may name a category that is gone.
        rows = np.where(used[self.rows], number[self.rows], MISSING)
        is_ordered = bool(self.possible) and self.possible.issuperset(kept)
        return replace(self, categories=kept, rows=rows, ordered=is_ordered)

    def where(self, wanted: npt.NDArray[np.bool_]) -> "Ratings":
        """Return the units whose row is wanted; `wanted`: (r,)."""
        kept = wanted[self.row]
        return replace(self, document=self.document[kept], row=self.row[kept], weight=self.weight[kept])

    def table(self) -> dict[Row, float]:
        """Return all documents together as a table."""
        weights = np.bincount(self.row, self.weight, minlength=len(self.rows))
        return {
            tuple(self.categories[value] if value >= 0 else None for value in row): weight
            for row, weight in zip(self.rows.tolist(), weights.tolist(), strict=True)
            if weight
        }

    def _with_rows(self, rows: Ints) -> "Ratings":
        """Return the ratings with other rows in the place of these; equal ones are put together, empty ones dropped."""
        distinct, place = distinct_rows(rows, max(len(self.categories), int(rows.max(initial=0)) + 1))
        units = self.document * len(distinct) + place[self.row]
        # A document has many rows that are now one: together they are computed with far less often.
        units, first = np.unique(units, return_inverse=True)
        document, row = np.divmod(units, max(len(distinct), 1))
        made = replace(
            self, rows=distinct, document=document, row=row, weight=np.bincount(first, self.weight).astype(np.float64)
        )
        return made.where((distinct != MISSING).any(axis=1))


def ratings_of(tables: Iterable[Table], categories: Sequence[Value] = (), coders: int = 0) -> Ratings:
    """Return ratings from a table for each document.

    `categories`: their order, where they have one; others follow, by name. `coders`: how many, if no table has a row.
    """
    tables = list(tables)
    every = [row for table in tables for row in table]
    seen = {value for row in every for value in row if value is not None}
    order = (
        *dict.fromkeys(categories),
        *sorted(seen - set(categories), key=lambda value: (category_name(value), str(value))),
    )
    number: dict[Value | None, int] = {value: at for at, value in enumerate(order)} | {None: MISSING}
    distinct: dict[Row, int] = {}
    document, places, weights = [], [], []
    for at, table in enumerate(tables):
        for row, weight in table.items():
            if weight > 0:
                document.append(at)
                places.append(distinct.setdefault(row, len(distinct)))
                weights.append(weight)
    width = len(every[0]) if every else coders
    rows = np.array([[number[value] for value in row] for row in distinct], dtype=np.int64).reshape(
        len(distinct), width
    )
    return Ratings(
        order,
        rows,
        np.array(document, dtype=np.int64),
        np.array(places, dtype=np.int64),
        np.array(weights, dtype=np.float64),
        len(tables),
        ordered=bool(categories) and seen <= set(categories),
    )


def ratings_from(
    codes: Ints,
    document: Ints,
    weight: Array,
    categories: Sequence[Value],
    documents: int,
    possible: Iterable[Value] = (),
) -> Ratings:
    """Return ratings from units as arrays; those of a document that have the same values are put together.

    `codes`: (n, coders), by number of the category, or `MISSING`; a unit of which nobody said anything is left out.
    `document`, `weight`: (n,), of each unit. `possible`: as in `Ratings`; the first of the categories, in their order.
    """
    rows, place = distinct_rows(codes, len(categories))
    keys, inverse = np.unique(document * max(1, len(rows)) + place, return_inverse=True)
    weights = np.bincount(inverse, weight, minlength=len(keys)).astype(np.float64)
    of_document, row = np.divmod(keys, max(1, len(rows)))
    known = frozenset(possible)
    is_ordered = bool(known) and known.issuperset(categories[at] for at in np.unique(rows).tolist() if at != MISSING)
    made = Ratings(tuple(categories), rows, of_document, row, weights, documents, is_ordered, known)
    return made.where(np.asarray((rows != MISSING).any(axis=1)))


def end_to_end(several: Sequence[Ratings]) -> Ratings:
    """Return ratings of as many coders and the same categories as one: the documents of each behind those before."""
    first = several[0]
    if any(one.categories != first.categories for one in several):
        raise Bug("ratings of different categories are not one")
    rows = np.cumsum([0, *(len(one.rows) for one in several)]).tolist()
    documents = np.cumsum([0, *(one.documents for one in several)]).tolist()
    return replace(
        first,
        rows=np.concatenate([one.rows for one in several]),
        document=np.concatenate([one.document + begin for one, begin in zip(several, documents, strict=False)]),
        row=np.concatenate([one.row + begin for one, begin in zip(several, rows, strict=False)]),
        weight=np.concatenate([one.weight for one in several]),
        documents=documents[-1],
    )


def paired(ratings: Ratings) -> Ratings:
    """Return the units of which at least two coders said something."""
    return ratings.where(np.asarray((ratings.rows != MISSING).sum(axis=1) >= 2))


def distinct_rows(rows: Ints, k: int) -> tuple[Ints, Ints]:
    """Return the distinct rows of numbers from `MISSING` up to below `k`, and which of them each row is."""
    base, columns = k + 1, rows.shape[1]
    if base**columns >= 1 << 62:
        distinct, place = np.unique(rows, axis=0, return_inverse=True)
        return distinct, place.reshape(-1)
    # Far quicker than by rows: each row as one number.
    scale = base ** np.arange(columns, dtype=np.int64)
    _, first, place = np.unique((rows - MISSING) @ scale, return_index=True, return_inverse=True)
    return rows[first], place.reshape(-1)
