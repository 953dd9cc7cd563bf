"""A piece of work in a process of its own that is killed at a random moment; what it had acknowledged is returned."""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable

import pytest

Say = Callable[[str], None]
Work = Callable[[Say], object]
DONE = "done"
"""What is said last by work that came to its end."""
_LONGEST_S = 60.0


def needs_kills() -> None:
    """Skip where there is no SIGKILL."""
    if sys.platform == "win32":
        pytest.skip("there is no SIGKILL")


def killed(work: Work, after_s: float | None) -> list[str]:
    """Let a copy of this process do some work and kill it so long after it began (None: never); return what it said.

    It is a fork, since starting Python takes longer than the work: no thread may run and no project be open here.
    """
    needs_kills()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        assert said.read(1) == b"\n", "it did not begin"
        if after_s is None:
            ready, _, _ = select.select([said], [], [], _LONGEST_S)
            assert ready, "it does nothing"
        else:
            time.sleep(after_s)
            os.kill(child, signal.SIGKILL)
        lines = said.read().decode().split("\n")
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "\n".join(lines)
    # What was said in part was not said.
    return lines[:-1]


def _do(work: Work, writing: int) -> None:
    """Do the work, in the child, and end it without a word to what the parent has open."""
    status = 1
    try:
        os.write(writing, b"\n")
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
    """Draws moments at which to kill work: evenly over as long as it takes when it is left alone, and a bit longer."""

    def __init__(self, work: Work) -> None:
        began = time.monotonic()
        assert killed(work, None)[-1] == DONE
        self.length_s = time.monotonic() - began

    def draw(self, chance: random.Random) -> float:
        """Return a moment, in seconds after the work began."""
        return chance.random() * self.length_s * 1.4
