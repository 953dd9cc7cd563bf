"""Points of a piece of work at which it is ended, counted in calls of C and not in seconds.

How long the same work takes changes several times over with what else the computer does, and then all kills come too
early or too late. The calls are the same ones each time; only within a call does a clock say where.
"""

import os
import signal
import sys
import threading
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

_STATEMENTS = ("execute", "executemany", "executescript", "commit", "rollback", "backup", "__exit__")
_FILES = ("open", "write", "truncate", "sendfile", "fsync", "close", "utime", "mkdir", "rmdir")
_NAMES = ("rename", "replace", "link", "unlink", "remove")
_WRITING = frozenset((*_STATEMENTS, *_FILES, *_NAMES))
"""Names of calls that may change what is on the disk."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of some work: so long (in seconds) after its n-th call of something written in C has begun."""

    call: int
    wait_s: float = 0.0


def arm(point: Point) -> None:
    """Let this process end there, as abruptly as by SIGKILL, if it comes so far."""
    # Nobody catches it, so the system ends the process at once, in the midst of a call too.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def end(_: str) -> None:
        if counted.count == point.call:
            if point.wait_s < 1e-6:
                os.kill(os.getpid(), signal.SIGKILL)
            signal.setitimer(signal.ITIMER_REAL, point.wait_s)

    counted = _Counted(end)


class Course:
    """The calls that work makes from now on, and when each began and ended."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._times = array("d")
        self._counted = _Counted(self._note)

    def _note(self, name: str) -> None:
        self._names.append(name)
        self._times.append(time.perf_counter())

    def end(self) -> None:
        """Note no more."""
        self._counted.end()
        self._times.append(time.perf_counter())

    def evenly(self, count: int) -> list[Point]:
        """Return points that are spread evenly over the time."""
        times, points, call = self._times, [], 0
        for number in range(count):
            at = times[0] + (times[-1] - times[0]) * number / count
            while times[call + 1] <= at:
                call += 1
            points.append(Point(call + 1, at - times[call]))
        return points

    def writing(self) -> list[tuple[str, Point]]:
        """Return the ends of the calls that write, with their names."""
        calls = enumerate(zip(self._names, self._times, self._times[1:], strict=False), 1)
        return [(name, Point(call, end - begin)) for call, (name, begin, end) in calls if name in _WRITING]


class _Counted:
    """Counts the calls of what is written in C from now on, of all threads, and tells of each by name as it begins."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.count = 0
        self._tell = tell
        self._is_on = True
        threading.setprofile(self._look)
        sys.setprofile(self._look)

    def _look(self, frame: FrameType, event: str, called: Any) -> None:
        if self._is_on and event == "c_call":
            self.count += 1
            self._tell(called.__name__)

    def end(self) -> None:
        """Count no more."""
        self._is_on = False
        threading.setprofile(None)
        sys.setprofile(None)
