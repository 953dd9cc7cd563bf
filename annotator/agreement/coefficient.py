"""Coefficient: one entry of the list from which the command line, the window, the report and the manual read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally
from annotator.model.attribute_kinds import Scale


class Basis(StrEnum):
    """What of the codings a coefficient is computed on. `SPANS`: passages, and labels on whole documents."""

    RATINGS = "ratings"
    SPANS = "spans"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoefficientEntry:
    """What the list says of a coefficient.

    `name`: as the command line calls it; `title`: as a person does; `symbol`: short, for the head of a column.
    `coders`: 2 for exactly two, None for any number from two. `definition`: its formula in plain text.
    `conventions`: a sentence for each thing that the literature does in several ways.
    """

    name: str
    title: str
    symbol: str
    coders: int | None
    citation: str
    definition: str
    conventions: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient(CoefficientEntry):
    """A coefficient on ratings. `scale`: what their categories must be; `function`: what computes it.

    The order of an ordinal scale is that of `Ratings.categories`.

    `counts_categories`: whether it depends on how many categories there are, also those that nobody used.
    `standard_error`: what computes it over units that are independent, as published in `error_citation`; None where
    none was. Of weights (groups, r), how many units of each group have each row, it makes (groups,), NaN for none.
    """

    basis: Basis = Basis.RATINGS
    scale: Scale
    function: Callable[[Ratings], Tally]
    counts_categories: bool = False
    standard_error: Callable[[Ratings, Array], Array] | None = None
    error_citation: str = ""
