"""What work costs without a limit in seconds: beside a floor that is paid in the same run, or in calls.

A machine that is three times slower pays three times more for both, so that a limit holds there too.
"""

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any


def plain_work() -> int:
    """Add up two million numbers: some 30 ms of a machine of 2024, without any allocation that lasts."""
    return sum(range(2_000_000))


def times_the_floor(work: Callable[[], object], floor: Callable[[], object] = plain_work, rounds: int = 3) -> float:
    """Return how many times the floor the work takes, both at their best of some rounds that take turns.

    Time of this thread alone is counted. A limit is to be several times what is seen on a quiet machine.
    """
    pairs = [(_spent_s(floor), _spent_s(work)) for _ in range(rounds)]
    floors, works = zip(*pairs, strict=True)
    return float(min(works) / min(floors))


def _spent_s(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def calls_in(work: Callable[[], object]) -> int:
    """Return how many calls of functions, of Python's own too, the work makes: the same number on each machine."""
    count = 0

    def seen(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
