"""A horizontal axis: numbers -> pixels, with round numbers to be written along it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers from `low` to `high` stand between the pixels `left` and `right`; `steps`: those to be written."""

    low: float
    high: float
    left: float
    right: float
    steps: Sequence[float]

    @classmethod
    def over(cls, range: tuple[float, float], left: float, right: float) -> "Axis":
        """Return an axis that covers a range, widened to round numbers."""
        wanted = max(2, min(6, int((right - left) / 44)))
        found = round_steps(*range, wanted)
        return cls(found[0], found[-1], left, max(right, left + 1), found)

    def x(self, number: float) -> float:
        """Return where a number stands; what is beyond an end stands there."""
        inside = min(max(number, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (self.right - self.left)


def round_steps(low: float, high: float, wanted: int = 5) -> Sequence[float]:
    """Return round numbers that cover [low, high]: steps of 1, 2 or 5 by powers of ten, about `wanted` of them."""
    span = max(high - low, 1e-9)
    power = 10.0 ** floor(log10(span / wanted))
    step = next(factor * power for factor in (1, 2, 5, 10) if span / (factor * power) <= wanted + 1e-9)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]
