"""The parts of many strands in the one order in which all of them can be applied: by their clocks.

A part's clock is larger than that of all its author had seen, so what it is over comes before it. A strand is opened
when its first part is next, and closed behind its last one: few of them are open at a time, and of each a run of lines.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from heapq import heappop, heappush

from annotator.store.taking.part_reading import ReadPart, part_of, single
from annotator.store.taking.strand_checks import BAD_LINES, StrandIn
from annotator.sync.delivery import LineRun, Waits

_Key = tuple[int, str, str]


class AlteredStrand(Exception):
    """A strand is not what its hashes say, or holds what no program wrote."""

    def __init__(self, strand: StrandIn) -> None:
        self.strand = strand


class StrandReader:
    """Goes through the new parts of a strand. `stopped`: why it goes no further; `waits_for`: which part is missing.

    `hold`: is given each run of lines, with the number of the strand, when it was read.
    """

    def __init__(self, strand: StrandIn, hold: Callable[[int, LineRun], object] = lambda number, run: None) -> None:
        self.strand, self._hold = strand, hold
        self.stopped: Waits | None = None
        self.waits_for: tuple[str, int] = ("", 0)
        self._runs = self._read()
        self._held: Sequence[ReadPart] = ()
        self._at = 0

    @property
    def next(self) -> ReadPart | None:
        """The next part, None at the end."""
        return self._held[self._at] if self._at < len(self._held) else None

    @property
    def key(self) -> _Key:
        """Where its next part stands among those of others."""
        clock = self._held[self._at].clock if self._at < len(self._held) else self.strand.clock
        return clock, *self.strand.name

    def open(self) -> bool:
        """Read on, where nothing is held; whether there is a part. Raises `AlteredStrand`."""
        if self._at >= len(self._held):
            self._at = 0
            try:
                self._held = next(self._runs, ())
            except BAD_LINES as error:
                raise AlteredStrand(self.strand) from error
        return bool(self._held)

    def before(self, bound: _Key | None) -> Sequence[ReadPart]:
        """Return the parts that are held and stand before others."""
        if bound is None:
            return self._held[self._at :]
        name, end = self.strand.name, self._at
        while end < len(self._held) and (self._held[end].clock, *name) < bound:
            end += 1
        return self._held[self._at : end]

    def advance(self, count: int) -> None:
        """Go on behind so many parts."""
        self._at += count

    def _read(self) -> Generator[Sequence[ReadPart], None, None]:
        strand, hash, sha256 = self.strand, self.strand.hash, hashlib.sha256
        erased, said = strand.erased(), strand.said_ends()
        for run, after, until in strand.runs():
            if run.first == run.last and run.is_packed:
                part, hash = single(run, hash)
                hash, parts = erased.get(run.first, hash), [part]
            else:
                first = max(after + 1, run.first)
                lines = run.lines()[first - run.first : until - run.first + 1]
                for counter, line in enumerate(lines, first):
                    hash = sha256(hash + line).digest()
                    if erased and counter in erased:
                        hash = erased[counter]
                parts = [part_of(line, counter, run) for counter, line in enumerate(lines, first)]
            if said.get(until, hash) != hash:
                raise ValueError("a strand that is not what its hash says")
            strand.ends[until] = hash
            self._hold(strand.number, run)
            yield parts

    def close(self) -> None:
        """Read no further: what is read from the file may not stay open, or no copy of that can be made."""
        self._runs.close()

    def stop(self, why: Waits, waits_for: tuple[str, int] = ("", 0)) -> None:
        """Let the next part and all behind it wait."""
        self.stopped, self.waits_for = why, waits_for


def in_order(readers: Iterable[StrandReader]) -> Iterator[tuple[StrandReader, Sequence[ReadPart]]]:
    """Yield the next parts of all strands again and again; whoever takes them says `advance`, and perhaps `stop`."""
    later = sorted(readers, key=lambda reader: reader.key, reverse=True)
    open_now: list[tuple[_Key, StrandReader]] = []
    while later or open_now:
        while later and (not open_now or later[-1].key <= open_now[0][0]):
            reader = later.pop()
            if reader.open():
                heappush(open_now, (reader.key, reader))
        if not open_now:
            continue
        _, reader = heappop(open_now)
        bounds = [open_now[0][0]] if open_now else []
        bound = min([*bounds, later[-1].key] if later else bounds, default=None)
        while reader.stopped is None and reader.open():
            parts = reader.before(bound)
            if not parts:
                heappush(open_now, (reader.key, reader))
                break
            yield reader, parts
