"""Numbers in proportion, and an order by lot: what a draw is made of.

Whole numbers come by the largest remainder (Hamilton's method), so that each is its exact share rounded down or up.
An order by lot hangs on the seed and the ids alone, never on the order in which things came.
"""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)


def lot(seed: int, name: str) -> int:
    """Return the number that something draws, in [0, 2**64): by SHA-256, the same on each machine and version."""
    drawn = sha256(f"{seed}\n{name}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(drawn[:8], "big")


def share_of(total: int, share: int | float) -> int:
    """Return a number as it is, a share (a float in [0, 1]) of the total rounded half up."""
    return int(Fraction(share) * total + Fraction(1, 2)) if isinstance(share, float) else share


def apportioned(
    total: int, sizes: Mapping[Group, int], seed: int, at_least: Mapping[Group, int] | None = None
) -> dict[Group, int]:
    """Return how many of `total` each group gets, in proportion to its size and never more than that.

    `at_least`: what a group has already. One that has more than its share keeps it, and the others share the rest. Who
    gets what is left over is drawn among those that are nearest to it. A total above all sizes gives each all it has.
    """
    kept = dict(at_least or {})
    parts = dict.fromkeys(sizes, 0)
    open_groups, left = set(sizes), min(total, sum(sizes.values()))
    while open_groups:
        parts |= _by_largest_remainder(left, {group: sizes[group] for group in open_groups}, seed)
        full = {group for group in open_groups if kept.get(group, 0) > parts[group]}
        if not full:
            break
        parts |= {group: kept[group] for group in full}
        open_groups -= full
        left = max(0, left - sum(kept[group] for group in full))
    return parts


def _by_largest_remainder(total: int, sizes: Mapping[Group, int], seed: int) -> dict[Group, int]:
    every = sum(sizes.values())
    total = min(total, every)
    if not every:
        return dict.fromkeys(sizes, 0)
    exact = {group: Fraction(total * size, every) for group, size in sizes.items()}
    parts = {group: int(one) for group, one in exact.items()}
    left = total - sum(parts.values())
    order = sorted(sizes, key=lambda group: (parts[group] - exact[group], lot(seed, repr(group)), repr(group)))
    for group in order[:left]:
        parts[group] += 1
    return parts
