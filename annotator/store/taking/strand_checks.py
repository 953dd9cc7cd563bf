"""Strands that came, held against what is here: what is known, what follows, what is missing and what is wrong.

Each line is hashed as it goes on from what this file has; what is known is not read at all where the hash that its
sender names for its end is ours.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.store.chain.gaps import Gaps
from annotator.store.chain.strands import inflated
from annotator.store.taking.ends import end_of, hash_at
from annotator.store.taking.part_reading import clock_of
from annotator.sync.delivery import IncomingStrand, LineRun, Refused, StrandName
from annotator.sync.parts import FORMAT, Strand

_HEAD_BYTES = 200
BAD_LINES = (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, zlib.error)
"""What reading lines raises that no program wrote."""


@dataclass(frozen=True, slots=True)
class LineSource:
    """Where lines of a strand come from. `is_here`: from `waiting`, else from what came. `end`: by its sender."""

    first: int
    last: int
    runs: Callable[[], Iterable[LineRun]]
    end: bytes | None = None
    erased: Mapping[int, bytes] = field(default_factory=dict)
    is_here: bool = False


@dataclass(slots=True)
class StrandIn:
    """A strand of which something came.

    `number`: in this file, negative where it is new. `top`: up to where it was here, `applied`: up to where it is now.
    `reach`: up to where its lines follow each other. `chosen`: from which source the lines up to which counter are
    taken. `ends`: the hashes at the ends of runs. `clock`: of the first new line. `is_known_head`: a row is here.
    """

    strand: Strand
    number: int
    top: int
    hash: bytes
    sources: list[LineSource] = field(default_factory=list)
    reach: int = 0
    applied: int = 0
    chosen: list[tuple[LineSource, int]] = field(default_factory=list)
    ends: dict[int, bytes] = field(default_factory=dict)
    clock: int = 0
    is_known_head: bool = False
    wrong: Refused | None = None
    left_out: int = 0

    @property
    def name(self) -> StrandName:
        """Sitting and channel."""
        return self.strand.sitting, self.strand.channel

    def runs(self) -> Iterator[tuple[LineRun, int, int]]:
        """Yield the new runs with the counters behind which, and up to which, they count.

        Raises `ValueError` where a source has not the lines that it says it has.
        """
        at = self.top
        for source, until in self.chosen:
            for run in source.runs():
                if run.last > at:
                    if run.first > at + 1:
                        raise ValueError("runs with a gap between them")
                    yield run, at, min(until, run.last)
                    at = min(until, run.last)
                if at >= until:
                    break
            if at < until:
                raise ValueError("a strand that ends before it says it does")

    def said_ends(self) -> dict[int, bytes]:
        """Return by counter what hash a part has by whoever sent it."""
        return {until: source.end for source, until in self.chosen if source.end is not None}

    def erased(self) -> Mapping[int, bytes]:
        """Return the hashes of parts whose lines lack something, of the new ones."""
        return {at: hash for source, _ in self.chosen for at, hash in source.erased.items() if self.top < at}


class StrandChecks:
    """Holds strands against a file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.gaps = Gaps(connection)
        self._new = 0

    def strand_here(self, strand: Strand) -> StrandIn:
        """Return a strand as it is here; a new one gets a number below zero."""
        found = self._connection.execute(
            "SELECT id, person, format FROM strands WHERE sitting = ? AND channel = ?", [strand.sitting, strand.channel]
        ).fetchone()
        if found is None:
            self._new -= 1
            return StrandIn(strand, self._new, 0, strand.start())
        number, person, format = found
        own = Strand(strand.origin, strand.sitting, strand.channel, person, format)
        end = end_of(self._connection, number, own)
        here = StrandIn(own, number, end.counter, end.hash, is_known_head=True)
        if own != strand:
            here.wrong = Refused.DOUBLED
        return here

    def check(self, here: StrandIn) -> None:
        """Find out how far the lines of a strand follow each other and what is here."""
        here.reach = here.applied = here.top
        if here.strand.format > FORMAT:
            return
        try:
            for source in here.sources:
                if here.wrong is None and source.first <= here.top and not source.is_here:
                    self._compare(here, source)
            while here.wrong is None and (following := _next(here)) is not None:
                self._follow(here, following)
        except BAD_LINES:
            here.wrong = Refused.ALTERED
        if here.wrong is not None and not here.left_out:
            here.left_out = max((one.last for one in here.sources), default=here.top) - here.top

    def _compare(self, here: StrandIn, source: LineSource) -> None:
        """Hold what came of known parts against them."""
        last = min(source.last, here.top)
        if source.last <= here.top and source.end is not None:
            if source.end != hash_at(self._connection, here.number, here.strand, source.last, self.gaps):
                self._doubled(here, source)
            return
        hash = hash_at(self._connection, here.number, here.strand, source.first - 1, self.gaps)
        assert hash is not None
        for counter, found in line_hashes(source, source.first - 1, last, hash):
            if counter == last and found != hash_at(self._connection, here.number, here.strand, last, self.gaps):
                self._doubled(here, source)

    def _doubled(self, here: StrandIn, source: LineSource) -> None:
        """Count what two copies wrote under one name: all from where they part."""
        here.wrong = Refused.DOUBLED
        before = hash_at(self._connection, here.number, here.strand, source.first - 1, self.gaps)
        same = source.first - 1
        assert before is not None
        for counter, hash in line_hashes(source, same, min(source.last, here.top), before):
            if hash != hash_at(self._connection, here.number, here.strand, counter, self.gaps):
                break
            same = counter
        here.left_out = source.last - same

    def _follow(self, here: StrandIn, source: LineSource) -> None:
        """Go on with a source behind what was reached; what it says is looked at when it is read."""
        if here.reach == here.top:
            here.clock = _first_clock(source, here.reach)
        here.reach = source.last
        here.chosen.append((source, source.last))


def _first_clock(source: LineSource, after: int) -> int:
    """Return the clock of the first part behind a counter."""
    for run in source.runs():
        if run.last > after:
            if run.first == run.last and run.is_packed:
                return clock_of(next(inflated(run.body), b"")[:_HEAD_BYTES])
            return clock_of(run.lines()[after + 1 - run.first])
    raise ValueError("a strand without the lines that it says it has")


def _next(here: StrandIn) -> LineSource | None:
    """Return the source that goes on furthest from what was reached."""
    fitting = [one for one in here.sources if one.first <= here.reach + 1 and one.last > here.reach]
    return max(fitting, key=lambda one: one.last, default=None)


def line_hashes(
    source: LineSource | IncomingStrand, after: int, until: int, hash: bytes
) -> Iterator[tuple[int, bytes]]:
    """Yield counter and hash of the lines of a source; `hash`: that of the part `after`."""
    at = after
    for run in source.runs():
        if run.last > at:
            before = hash
            for counter, found in _hashes_from(run, at, before, source.erased):
                at, hash = counter, found
                yield counter, hash
                if counter == until:
                    return


def _hashes_from(run: LineRun, after: int, hash: bytes, erased: Mapping[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield counter and hash of the lines of a run behind a part."""
    if run.first == run.last and run.is_packed:
        found = hashlib.sha256(hash)
        for piece in inflated(run.body):
            found.update(piece)
        yield run.first, erased.get(run.first) or found.digest()
        return
    for counter, line in enumerate(run.lines(), run.first):
        if counter > after:
            hash = erased.get(counter) or hashlib.sha256(hash + line).digest()
            yield counter, hash
