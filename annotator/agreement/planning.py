"""How many documents an interval of a given width needs, foretold from those that are coded so far.

For N documents of the same kind what was seen, what chance gives and the degrees of freedom grow with N, and the
documents' part of the variance shrinks with it; the rest of the interval follows. The smallest N that is narrow enough
is only a guess, since the pilot's own spread is one: it keeps its promise in half of the cases. With 20 / G more of it,
G being the effective documents of the pilot, it does in nine of ten and more (`make coverage`). Where disagreements are
few, the upper limit is not below that of a count of something rare, as in `plus_one.py`; so more are asked for then.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.interval import FEWEST_DOCUMENTS, LEAST_EFFECTIVE, LEAST_EXPECTED
from annotator.agreement.plus_one import ADDED, Errors, LeftOut, PlusOne, least_variance
from annotator.agreement.student import Array

GOAL, MOST = 0.05, 20_000
"""Half the width that is asked for if nothing is said; more documents than this are not counted."""
SURENESS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingPlan:
    """How many documents are needed, those that are coded counted with them.

    `half_width`: of the interval of now, None where it has none. `needed`: about; `sure`: to be sure; `look_again`:
    when to ask anew, half way. All None where `at_least` says how many it takes before this can be foretold, or where
    it is more than `MOST`.
    """

    goal: float
    documents: int
    effective: float
    half_width: float | None = None
    needed: int | None = None
    sure: int | None = None
    look_again: int | None = None
    at_least: int | None = None


def plan(found: LeftOut, level: float, goal: float = GOAL) -> CodingPlan:
    """Return how many documents an interval of ± `goal` needs."""
    made = found.plus_one
    documents, effective, expected = int(made.documents), float(made.effective), float(made.errors.by_chance)
    base = CodingPlan(goal=goal, documents=documents, effective=effective)
    lack = max(LEAST_EFFECTIVE / max(effective, 1 / MOST), LEAST_EXPECTED / max(expected, 1 / MOST))
    if documents < FEWEST_DOCUMENTS or lack > 1:
        # Of more documents there are more effective ones, and more that chance gives, in proportion.
        return replace(base, at_least=min(MOST, max(FEWEST_DOCUMENTS, math.ceil(lack * documents))))
    half = float(half_width(made, level, found.lowest))
    needed = int(documents_needed(made, level, goal, found.lowest))
    if needed >= MOST:
        return replace(base, half_width=half)
    sure = documents if needed == documents else math.ceil(float(to_be_sure(np.float64(needed), made)))
    again = documents + math.ceil((needed - documents) / 2)
    return replace(base, half_width=half, needed=needed, sure=sure, look_again=again)


def to_be_sure(needed: Array | np.float64, found: PlusOne) -> Array:
    """Return how many documents to promise where about so many are needed."""
    return np.asarray(needed * (1 + SURENESS / found.effective))


def documents_needed(found: PlusOne, level: float, goal: float, lowest: float = -1.0) -> Array:
    """Return the smallest number of documents, those of now or more, whose interval is as narrow; at most `MOST`."""
    few, many = np.array(found.documents), np.full(np.shape(found.documents), float(MOST))
    while (many - few > 0.5).any():
        middle = (few + many) / 2
        is_narrow = half_width(foretold(found, middle), level, lowest) <= goal
        few, many = np.where(is_narrow, few, middle), np.where(is_narrow, middle, many)
    enough = half_width(found, level, lowest) <= goal
    return np.asarray(np.where(enough, found.documents, np.ceil(many)))


def foretold(found: PlusOne, documents: Array) -> PlusOne:
    """Return what the interval of so many documents of the same kind would be made of."""
    now, times = found.documents, documents / found.documents
    seen, by_chance = (one * times for one in found.errors)
    of_documents = now / (now - 1) * (found.influences**2).sum(axis=-1) / times
    added = ADDED / (seen + ADDED) - ADDED / (by_chance + ADDED)
    errors = Errors(seen, by_chance)
    return PlusOne(
        errors=errors,
        influences=found.influences,
        documents=np.asarray(documents),
        effective=np.asarray(found.effective * times),
        variance=np.maximum(of_documents + added**2, least_variance(errors)),
        df=np.maximum(1, np.minimum(found.df * times, documents - 1)),
    )


def half_width(found: PlusOne, level: float, lowest: float = -1.0) -> Array:
    """Return half the width of an interval."""
    low, high = found.limits(level, lowest)
    return np.asarray((high - low) / 2)


def in_words(found: CodingPlan) -> str:
    """Return what a plan says, as a clause without its subject."""
    width = f"±{found.goal:g}"
    if found.at_least is not None:
        return f"how many documents {width} needs cannot be foretold yet: ask again with {found.at_least:,} or more"
    if found.needed is None:
        return f"{width} needs more than {MOST:,} documents"
    if found.needed <= found.documents:
        return f"it is within {width} already"
    numbers = f"about {found.needed:,} documents, {found.sure:,} to be sure (now {found.documents:,})"
    return f"{width} needs {numbers}; ask again with {found.look_again:,}"
