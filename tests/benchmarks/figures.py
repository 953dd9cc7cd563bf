"""A figure, how it is measured, and how it is told."""

import gc
import re
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

_LINE = re.compile(r"^(\S+) +(\S+) +([\d.]+) +([\d.]+) +(\S+) +([\d.]+)$", re.MULTILINE)

Cells = tuple[str, str, str, str, str, str]
"""A figure as it is told: its name, load, value, floor, unit and ratio."""
_HEAD: Cells = ("figure", "load", "value", "floor", "unit", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `floor` in `unit`; the floor is the least that the same work could cost, measured in the same run."""

    name: str
    load: str
    value: float
    unit: str
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor the value is."""
        return self.value / self.floor if self.floor else 0.0

    def as_record(self) -> dict[str, str | float]:
        """Return the figure as it stands in `build/bench.json`."""
        return {
            "name": self.name,
            "load": self.load,
            "value": round(self.value, 3),
            "unit": self.unit,
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 2),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], suffix: str = "") -> Self:
        """Return the figure of a record, with `suffix` behind the name of its load."""
        name, load = str(record["name"]), f"{record['load']}{suffix}"
        return cls(name, load, float(record["value"]), str(record["unit"]), float(record["floor"]))


def milliseconds(function: Callable[[], object], times: int = 3) -> float:
    """Return the median wall time of a call."""
    return statistics.median(each(function, times))


def each(function: Callable[[], object], times: int, clock: Callable[[], int] = time.perf_counter_ns) -> list[float]:
    """Return the time of each of so many calls in milliseconds; garbage is collected before and not during."""
    gc.collect()
    gc.disable()
    try:
        spent = []
        for _ in range(times):
            begun = clock()
            function()
            spent.append((clock() - begun) / 1e6)
        return spent
    finally:
        gc.enable()


def cpu_each(function: Callable[[], object], times: int) -> list[float]:
    """Return the CPU time of this thread for each of so many calls, in milliseconds."""
    return each(function, times, time.thread_time_ns)


@dataclass(frozen=True, slots=True)
class Spent:
    """The CPU time of this thread and the wall clock of the same calls, in milliseconds."""

    cpu: list[float]
    wall: list[float]


@contextmanager
def without_garbage() -> Iterator[None]:
    """Collect garbage now and not again before the end."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(function: Callable[[], object], times: int) -> Spent:
    """Return the time of each of so many calls."""
    spent = Spent([], [])
    for _ in range(times):
        begun, begun_cpu = time.perf_counter_ns(), time.thread_time_ns()
        function()
        spent.cpu.append((time.thread_time_ns() - begun_cpu) / 1e6)
        spent.wall.append((time.perf_counter_ns() - begun) / 1e6)
    return spent


def both_each(function: Callable[[], object], times: int) -> Spent:
    """Return the time of each of so many calls; garbage is collected before and not during."""
    with without_garbage():
        return timed(function, times)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def cells_of(one: Figure) -> Cells:
    """Return a figure as it is told."""
    return one.name, one.load, f"{one.value:.2f}", f"{one.floor:.2f}", one.unit, f"{one.ratio:.2f}"


def cells_in(text: str) -> list[Cells]:
    """Return the figures that a text tells in a table, as they stand there."""
    return _LINE.findall(text)


def table(rows: Sequence[Cells]) -> str:
    """Return figures as a table for people."""
    first, second = (max(map(len, column)) + 2 for column in list(zip(*rows, strict=True))[:2])
    return "\n".join(
        f"{name:<{first}}{load:<{second}}{value:>10}{floor:>12}  {unit:<5}{ratio:>8}"
        for name, load, value, floor, unit, ratio in (_HEAD, *rows)
    )


def renewed(rows: Sequence[Cells], by: Sequence[Cells]) -> list[Cells]:
    """Return figures with those of a later run in place of what is called so; new ones stand behind their part."""
    later = {row[:2]: row for row in by}
    found = [later.pop(row[:2], row) for row in rows]
    for row in later.values():
        part = row[0].split(".")[0]
        last = max((at for at, each in enumerate(found) if each[0].split(".")[0] == part), default=len(found) - 1)
        found.insert(last + 1, row)
    return found
