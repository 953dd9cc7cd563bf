"""Set partition: the cheapest columns that together cover each unit exactly once.

With the reduced costs of good prices, most of the text is decided by taking the cheapest column that fits, and what
that comes to says how dear a column may be at most. Without the dearer ones the problem falls into parts, places of the
text that no column joins; where taking the cheapest costs nothing it is the best, and the other parts are searched.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.agreement.gamma.prices import reduced_costs
from annotator.agreement.gamma.search import cheapest_partition, masks_of
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

_NOTHING = 1e-11
"""A reduced cost below this is one of zero; disorders are of the order of 1."""
_SHARES = (0.4, 0.7, 1.0)
"""Of what the best known partition costs, looked for in turn: mostly there is a far better one, soon found."""


@dataclass(frozen=True, slots=True)
class Partition:
    """`columns`: the numbers of the chosen ones. `unproven`: (k,), units where a cheaper choice was not ruled out."""

    columns: Ints
    unproven: Ints


@dataclass(frozen=True, slots=True)
class _Lined:
    """Columns by their first unit, then by cost. `number`: what they were called; `last`: their last unit.

    `mask`: their units as bits, from the first one on; `is_alone`: they have one unit only.
    """

    number: Ints
    first: Ints
    last: Ints
    cost: Array
    mask: npt.NDArray[np.object_]
    is_alone: npt.NDArray[np.bool_]

    def where(self, kept: npt.NDArray[np.bool_]) -> "_Lined":
        return _Lined(
            self.number[kept], self.first[kept], self.last[kept], self.cost[kept], self.mask[kept], self.is_alone[kept]
        )

    def begin(self, units: int) -> list[int]:
        """Return where the columns of each first unit begin, and where all end."""
        edges: list[int] = np.searchsorted(self.first, np.arange(units + 1)).tolist()
        return edges


def cheapest(members: Ints, cost: Array, units: int, most_steps: int) -> Partition:
    """Return the cheapest partition of so many units, which are numbered along the text.

    `members`: (coders, c), the unit of each coder in each column or -1; each unit has a column of its own.
    `most_steps`: how long a part is searched before the best partition that is known is kept for it, as `unproven`.
    """
    lined = _lined(members, reduced_costs(members, cost, units), units)
    best = _dive(lined, units)
    while True:
        part = _parts(lined, units)
        known = np.bincount(part[lined.first[best]], lined.cost[best], minlength=part[-1] + 1).astype(np.float64)
        kept = (lined.cost < known[part[lined.first]]) | best | lined.is_alone
        if kept.all():
            break
        lined, best = lined.where(kept), best[kept]
    return _searched(lined, best, part, known, most_steps)


def _lined(members: Ints, cost: Array, units: int) -> _Lined:
    first = np.where(members < 0, units, members).min(axis=0)
    order = np.lexsort((cost, first))
    members, first = members[:, order], first[order]
    return _Lined(
        order, first, members.max(axis=0), cost[order], masks_of(members, first), (members >= 0).sum(axis=0) == 1
    )


def _dive(lined: _Lined, units: int) -> npt.NDArray[np.bool_]:
    """Return the partition that comes of going along the text and taking the cheapest column that fits."""
    begin, masks = lined.begin(units), lined.mask.tolist()
    taken = np.zeros(len(masks), dtype=bool)
    found, unit, covered = [], 0, 0
    while unit < units:
        column = next(column for column in range(begin[unit], begin[unit + 1]) if not covered & masks[column])
        found.append(column)
        covered |= masks[column]
        step = (~covered & (covered + 1)).bit_length() - 1
        unit, covered = unit + step, covered >> step
    taken[found] = True
    return taken


def _parts(lined: _Lined, units: int) -> Ints:
    """Return (u,): which part each unit is in; no column has units of two parts."""
    joined = np.cumsum(np.bincount(lined.first, minlength=units) - np.bincount(lined.last, minlength=units))
    return np.cumsum(np.concatenate([[0], joined[:-1] == 0]))


def _searched(lined: _Lined, best: npt.NDArray[np.bool_], part: Ints, known: Array, most_steps: int) -> Partition:
    """Return the best partition, after a search in each part where it is not yet known to be the best one."""
    begin, cost, masks = lined.begin(len(part)), lined.cost.tolist(), lined.mask.tolist()
    edges = np.searchsorted(part, np.arange(part[-1] + 2)).tolist()
    best = best.copy()
    unproven: list[int] = []
    for at in np.flatnonzero(known > _NOTHING).tolist():
        span = range(edges[at], edges[at + 1])
        found: tuple[int, ...] | None = ()
        for share in _SHARES:
            most = share * float(known[at]) - _NOTHING
            found = cheapest_partition(begin, cost, masks, span, most, most_steps)
            if found != ():
                break
        if found is None:
            unproven.extend(span)
        elif found:
            best[begin[span.start] : begin[span.stop]] = False
            best[list(found)] = True
    return Partition(lined.number[best], np.array(unproven, dtype=np.int64))
