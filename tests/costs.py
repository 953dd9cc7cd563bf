"""What work costs without a limit in seconds: beside a floor that is paid in the same run, or in calls.

A machine that is three times slower pays three times more for both, so that a limit holds there too.
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
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


TENTH = 1.1
"""So many times as much is a tenth more."""


@dataclass
class Counted:
    """What some work took: steps of SQLite's machine over one connection, calls and lines of Python in this thread.

    A loop without a call is seen by its lines. `statements`: what was asked of SQLite.
    """

    steps: int = 0
    calls: int = 0
    lines: int = 0
    statements: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> tuple[int, int, int]:
        """All three."""
        return self.steps, self.calls, self.lines

    def is_more_than(self, other: "Counted", times: float) -> bool:
        """Whether this is more than another so many times, in any of the three."""
        return any(ours > times * theirs for ours, theirs in zip(self.numbers, other.numbers, strict=True))


def counted(work: Callable[[], object], connection: sqlite3.Connection) -> Counted:
    """Return what work takes: the same numbers on each machine. Nothing of what is counted is in this file."""
    found = Counted()

    def step() -> int:
        found.steps += 1
        return 0

    def said(statement: str) -> None:
        if not statement.startswith("--"):  # what a trigger does
            found.statements.append(statement)

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        found.lines += event == "line"
        return line

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        return line if frame.f_code.co_filename != __file__ else None

    def called(frame: FrameType, event: str, argument: Any) -> None:
        found.calls += event in ("call", "c_call") and frame.f_code.co_filename != __file__

    before = sys.gettrace(), sys.getprofile()
    connection.set_progress_handler(step, 1)
    connection.set_trace_callback(said)
    sys.settrace(entered)
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before[1])
        sys.settrace(before[0])
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 1)
    return found
