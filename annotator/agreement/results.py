"""Results: a coefficient's value with what it was computed on, or the sentence that says why it is undefined.

A value is never NaN, and never 0 or 1 for want of a better one.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from annotator.model.errors import Bug

NOTHING = "(none)"
"""The category of a unit that a coder looked at and left unmarked; no label can be called that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a coefficient found.

    `value` is None exactly where `undefined` says why. `n`: units (characters, documents, spans) that went into it.
    `observed`, `expected`: agreement as a share, also for alpha, whose own terms are disagreement (1 - these).
    `prevalence`: share of each category among the values compared. `convention`: what was chosen where the
    literature has several ways, as a sentence.
    """

    coefficient: str
    value: float | None
    undefined: str = ""
    n: int = 0
    observed: float | None = None
    expected: float | None = None
    prevalence: Mapping[str, float] = field(default_factory=dict)
    convention: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.undefined) or not math.isfinite(self.value or 0):
            raise Bug(f"{self.coefficient} must have either a finite value or a reason why it has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanResult(Result):
    """F1 of two lists of spans: how many each has, how many are matched; the first is the reference.

    `precision`: matched of the second's spans; `recall`: matched of the first's; None where there are no spans.
    """

    first: int = 0
    second: int = 0
    matched: int = 0
    precision: float | None = None
    recall: float | None = None


def category_name(value: Hashable) -> str:
    """Return how a unit's value is called in results: a set of labels by their ids joined with " + "."""
    if isinstance(value, frozenset):
        return " + ".join(sorted(map(str, value))) or NOTHING
    if isinstance(value, bool):
        return "marked" if value else NOTHING
    return str(value)


def shares(totals: Mapping[Hashable, int]) -> dict[str, float]:
    """Return the share of each category by its name, the most frequent first; empty if nothing was counted."""
    everything = sum(totals.values())
    named = sorted(((-count, category_name(value)) for value, count in totals.items() if count), key=lambda pair: pair)
    return {name: -count / everything for count, name in named}
