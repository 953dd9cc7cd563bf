"""Results: a coefficient's value with what it was computed on, or the sentence that says why it is undefined.

A value is never NaN, and never 0 or 1 for want of a better one.
"""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.agreement.plus_one import LeftOut
from annotator.model.errors import Bug

NOTHING = "(none)"
"""The category of a unit that a coder looked at and left unmarked; no label can be called that."""
MARKED = "marked"
"""The category of a unit that bears the label in question."""
PLACES, SHARE = "places", "share compared"
"""The details of what is conditional: of how many places those compared are a part, and which."""


class Interval(NamedTuple):
    """An interval over documents: `low` and `high` at a `level`, or the sentence `why` there is none (they are None).

    `df`: degrees of freedom of its t. `documents`: those that were compared; `effective`: how many of equal weight they
    are worth; `expected`: how many disagreements chance would make. `below_667`, `below_800`: how probable it is that
    the coefficient is below .667 and .800, if it takes something off for chance. `note`: what to know of it, as a
    sentence.
    """

    low: float | None
    high: float | None
    level: float
    df: float | None = None
    documents: int = 0
    effective: float | None = None
    expected: float | None = None
    below_667: float | None = None
    below_800: float | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoefficientResult:
    """What a coefficient found.

    `value` is None exactly where `undefined` says why. `n`: units (characters, words, sentences, documents, spans) that
    went into it; `documents`: those that have any of them.
    `observed`, `expected`: agreement as a share, also for alpha, whose own terms are disagreement (1 - these); None
    where the coefficient has no such terms. `prevalence`: share of each category among the values compared.
    `convention`: what was chosen where the literature has several ways, as a sentence. `details`: further terms by
    name, such as precision and recall. `interval`, `without`: None where no interval was asked for; `without` makes
    `left_out`, of which few are ever looked at.
    """

    coefficient: str
    value: float | None
    undefined: str = ""
    n: float = 0
    documents: int = 0
    observed: float | None = None
    expected: float | None = None
    prevalence: Mapping[str, float] = field(default_factory=dict)
    convention: str = ""
    details: Mapping[str, float | None] = field(default_factory=dict)
    interval: Interval | None = None
    without: Callable[[], LeftOut] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.undefined) or not math.isfinite(self.value or 0):
            raise Bug(f"{self.coefficient} must have either a finite value or a reason why it has none")

    @property
    def left_out(self) -> LeftOut | None:
        """What it comes to over all documents, and over all but each; None where no interval was asked for."""
        return self.without() if self.without is not None else None


def category_name(value: Hashable) -> str:
    """Return how a unit's value is called in results: a set of labels by their ids joined with " + "."""
    if isinstance(value, frozenset):
        return " + ".join(sorted(map(str, value))) or NOTHING
    if isinstance(value, bool):
        return MARKED if value else NOTHING
    return str(value)


def shares(totals: Mapping[Hashable, float]) -> dict[str, float]:
    """Return the share of each category by its name, the most frequent first; empty if nothing was counted."""
    everything = sum(totals.values())
    named = sorted(((-count, category_name(value)) for value, count in totals.items() if count), key=lambda pair: pair)
    return {name: -count / everything for count, name in named}
