"""All trials of all kinds, in processes side by side; what is tried is written down, so that a run can be taken up."""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from tests.torture.kinds import SKIPPED, Kind, Result

ROOT = Path(__file__).parents[2]
LONGEST_S = 300.0
"""No trial takes as long: one that does hangs."""
Span = tuple[int, int]


class Record:
    """What a run has tried, a line of JSON for each trial, by kind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.results: dict[str, dict[int, Result]] = defaultdict(dict)
        if path.exists():
            # What was killed may have written half a line.
            for line in path.read_text("utf-8").splitlines():
                try:
                    name, number, ended, fault = json.loads(line)
                except ValueError:
                    continue
                self.results[name][number] = Result(number, ended, fault)

    def add(self, kind: Kind, result: Result) -> None:
        """Write down how a trial ended."""
        with self._lock:
            self.results[kind.name][result.number] = result
            self._write(kind.name, result)

    def _write(self, name: str, result: Result) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, result.number, result.ended, result.fault]) + "\n")

    def left(self, kind: Kind, count: int) -> Iterator[Span]:
        """Yield the trials that are still to be played, in pieces of a chunk at most: the first, and the one after."""
        known = self.results[kind.name]
        numbers = [number for number in range(count) if number not in known]
        while numbers:
            length = 1
            while length < min(len(numbers), kind.chunk) and numbers[length] == numbers[0] + length:
                length += 1
            yield numbers[0], numbers[0] + length
            del numbers[:length]

    def forget(self, kinds: Iterable[Kind]) -> None:
        """Begin anew with some kinds; of the others stays what is known."""
        for kind in kinds:
            self.results.pop(kind.name, None)
        self._path.unlink(missing_ok=True)
        for name, results in self.results.items():
            for result in results.values():
                self._write(name, result)


def run(
    kinds: Sequence[Kind],
    share: float,
    seed: str,
    record: Record,
    keep: Path,
    told: Callable[[str], object],
    workers: int = 0,
) -> None:
    """Play what is left of all kinds; `share`: of how many that `make torture` plays, at least one.

    `workers`: how many processes do it, 0 for one on each core.
    """
    tasks = [(kind, piece) for kind in kinds for piece in record.left(kind, count_of(kind, share))]
    keep.mkdir(parents=True, exist_ok=True)
    left = Counter(kind.name for kind, _ in tasks)
    began = time.monotonic()
    waiting, lock = iter(tasks), threading.Lock()

    def work() -> None:
        with closing(Worker(seed, keep)) as worker:
            while True:
                with lock:
                    task = next(waiting, None)
                if task is None:
                    return
                kind, piece = task
                for result in worker.play(kind, piece):
                    record.add(kind, result)
                left[kind.name] -= 1
                if not left[kind.name]:
                    told(f"{time.monotonic() - began:6.0f} s  {kind.name}")

    cores = workers or (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()) or 1
    with ThreadPoolExecutor(cores) as pool:
        for ended in [pool.submit(work) for _ in range(min(cores, len(tasks)))]:
            ended.result()


def count_of(kind: Kind, share: float) -> int:
    """Return how many trials of a kind are played."""
    return max(1, round(kind.count * share))


class Worker:
    """A process that plays trials: where it dies or hangs, that is the fault of a trial, and another one goes on."""

    def __init__(self, seed: str, keep: Path) -> None:
        self._command = [sys.executable, "-m", "tests.torture.work", seed, str(keep)]
        self._log = (keep / "log").open("ab")
        self._running: subprocess.Popen[bytes] | None = None

    def play(self, kind: Kind, piece: Span) -> Iterator[Result]:
        """Play trials of a kind: the first, and the one after the last."""
        first, last = piece
        while first < last:
            for result in self._ask(kind, first, last):
                if result is None:
                    return
                yield result
                first = result.number + 1
            yield Result(min(first, last - 1), "", f"{self._end()}; see {self._log.name}")
            first += 1

    def _ask(self, kind: Kind, first: int, last: int) -> Iterator[Result | None]:
        """Yield how trials ended, and None after the last of them."""
        running = self._running or subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        self._running = running
        assert running.stdout is not None and running.stdin is not None
        running.stdin.write(json.dumps([kind.name, first, last]).encode() + b"\n")
        running.stdin.flush()
        pending = b""
        while select.select([running.stdout], [], [], LONGEST_S)[0]:
            if not (read := os.read(running.stdout.fileno(), 65536)):
                return
            *lines, pending = (pending + read).split(b"\n")
            for line in lines:
                yield Result(**json.loads(line)) if line else None

    def _end(self) -> str:
        """End the process; return what was wrong with it."""
        running, self._running = self._running, None
        if running is None:
            return ""
        hangs = running.poll() is None
        running.kill()
        running.communicate()
        return "it hangs" if hangs else f"the process ended with {running.returncode}"

    def close(self) -> None:
        """End the process."""
        self._end()
        self._log.close()


def table(kinds: Iterable[Kind], results: dict[str, dict[int, Result]]) -> str:
    """Return what was tried, what held and how it ended, as lines of text, and then what did not hold."""
    rows = [("kind", "tried", "held", "how it ended")]
    faults: list[str] = []
    tried_in_all = held_in_all = 0
    for kind in kinds:
        found = [one for one in results.get(kind.name, {}).values() if one.ended != SKIPPED]
        ended = Counter(one.ended for one in found if not one.fault)
        tried, held = len(found), sum(ended.values())
        tried_in_all, held_in_all = tried_in_all + tried, held_in_all + held
        how = ", ".join(f"{what} {count:,}" for what, count in ended.most_common()) or "this system does not let us"
        rows.append((kind.name, f"{tried:,}", f"{held:,}", how))
        faults += [f"{kind.name}, trial {one.number}: {' '.join(one.fault.split())}" for one in found if one.fault]
    rows.append(("in all", f"{tried_in_all:,}", f"{held_in_all:,}", f"{tried_in_all - held_in_all:,} did not hold"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{row[0]:{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}" for row in rows]
    return "\n".join([*lines, *faults])
