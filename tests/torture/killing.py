"""A piece of work in a process of its own that is killed somewhere in it; what it had acknowledged is returned."""

import os
import random
import select
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.torture.points import Course, Point, arm

Say = Callable[[str], None]
Work = Callable[[Say], object]
DONE = "done"
"""What is said last by work that came to its end."""
_LONGEST_S = 500.0
_EVENLY = "evenly"


def needs_kills() -> None:
    """Skip where there is no SIGKILL."""
    if sys.platform == "win32":
        pytest.skip("there is no SIGKILL")


def killed(work: Work, at: Point | float | None) -> list[str]:
    """Let a copy of this process do some work and end it there, which may be after the work; return what it said.

    `at`: a point of the work, so many seconds after it began, or None: nowhere. The copy is a fork, since starting
    Python takes longer than the work: no thread may run and no project be open here.
    """
    needs_kills()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, writing, at)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        assert said.read(1) == b"\n", "it did not begin"
        if isinstance(at, float):
            time.sleep(at)
            os.kill(child, signal.SIGKILL)
        else:
            ready, _, _ = select.select([said], [], [], _LONGEST_S)
            assert ready, "it does nothing"
        lines = said.read().decode().split("\n")
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "\n".join(lines)
    # What was said in part was not said.
    return lines[:-1]


def _do(work: Work, writing: int, at: Point | float | None) -> None:
    """Do the work, in the child, and end it without a word to what the parent has open."""
    status = 1
    try:
        os.write(writing, b"\n")
        if isinstance(at, Point):
            arm(at)
        work(lambda line: _write(writing, line))
        _write(writing, DONE)
        status = 0
    except BaseException as error:  # noqa: BLE001 - the parent is to hear of it
        _write(writing, f"{type(error).__name__}: {error}")
    finally:
        os._exit(status)


def _write(writing: int, line: str) -> None:
    os.write(writing, f"{line}\n".encode())


class Moments:
    """Draws where to kill work: anywhere in its time, before, within or just after a call that writes, or nowhere.

    Of the calls that write the rare ones are drawn as often as the many, and the last ones more often: a file gets its
    name in one of them.
    """

    def __init__(self, work: Work) -> None:
        def followed(say: Say) -> None:
            course = Course()
            work(say)
            course.end()
            for name, point in [*((_EVENLY, one) for one in course.evenly(1000)), *course.writing()]:
                say(f"{name} {point.call} {point.wait_s}")

        *lines, last = killed(followed, None)
        assert last == DONE, last
        self._points: dict[str, list[Point]] = defaultdict(list)
        for name, call, wait_s in (line.split() for line in lines if line.count(" ") == 2):
            self._points[name].append(Point(int(call), float(wait_s)))
        self._names = sorted({*self._points} - {_EVENLY})
        self._last = sorted((one for name in self._names for one in self._points[name]), key=lambda one: one.call)[-20:]

    def draw(self, chance: random.Random) -> Point | None:
        """Return a point, or None: nowhere."""
        which = chance.random()
        if which < 0.08:
            return None
        if which < 0.4:
            return chance.choice(self._points[_EVENLY])
        end = chance.choice(self._last if which < 0.65 else self._points[chance.choice(self._names)])
        within = Point(end.call, end.wait_s * chance.random())
        return chance.choice((Point(end.call), within, Point(end.call + 1)))
