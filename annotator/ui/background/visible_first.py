"""What is in sight first, the rest while the program is idle.

Of very many things nobody has to wait for all: those around a place are shown at once, and the others come slice by
slice between the keys.
"""

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE = 2_000
"""So many spans are read and shown without slices: that takes less time than one notices."""
_BEFORE, _BEHIND = 2_000, 8_000


def in_sight(place: int) -> tuple[int, int]:
    """Return the characters around a place that are shown with it, from the first to the last: more than fit."""
    return max(0, place - _BEFORE), place + _BEHIND


class WhenIdle(QObject):
    """Goes through the slices of one thing at a time; what is begun anew takes its place."""

    def __init__(self, parent: QObject | None = None, longest_s: float = 0.0) -> None:
        """`longest_s`: so long it goes on before it looks at keys again; 0: one slice."""
        super().__init__(parent)
        self._longest_s = longest_s
        self._slices: Generator[Any, None, Any] | None = None
        self._take: Callable[[Any], object] = _nothing
        self._ended: Callable[[Any], object] = _nothing
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self.go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there is more to come."""
        return self._slices is not None

    def start(
        self, slices: Generator[T, None, R], take: Callable[[T], object], ended: Callable[[R], object] | None = None
    ) -> None:
        """Hand each of these slices to `take` when there is time for it, and then what they return to `ended`."""
        self._slices, self._take, self._ended = slices, take, ended or _nothing
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest."""
        self._slices = None
        self._timer.stop()

    def finish(self) -> None:
        """Take at once what is left."""
        while self._slices is not None:
            self._step(self._slices)

    @Slot()
    def go_on(self) -> None:
        """Take as much as there is time for."""
        slices, until = self._slices, time.perf_counter() + self._longest_s
        while slices is not None and slices is self._slices:
            self._step(slices)
            if time.perf_counter() >= until:
                return

    def _step(self, slices: Generator[Any, None, Any]) -> None:
        try:
            found = next(slices)
        except StopIteration as end:
            self.stop()
            self._ended(end.value)
        except Exception:
            self.stop()
            raise
        else:
            self._take(found)


def _nothing(_: object) -> None:
    """Who needs no more than the slices."""
