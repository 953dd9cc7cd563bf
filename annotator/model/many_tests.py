"""Many tests at once: what is left of a small probability where one of many would be so small by chance."""

from collections.abc import Sequence


def holm(some: Sequence[float]) -> list[float]:
    """Return probabilities corrected for how many there are, in their order.

    By Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979): the
    chance that any of those below a level is there by chance, is at most that level, whatever hangs together.
    """
    found, most = [0.0] * len(some), 0.0
    for place, at in enumerate(sorted(range(len(some)), key=lambda at: some[at])):
        most = max(most, min(1.0, some[at] * (len(some) - place)))
        found[at] = most
    return found
