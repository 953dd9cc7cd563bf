"""Strands in the file: those of this opening, which grow, and all of them, as lines.

At each opening for writing a person gets a *sitting*, a name that nobody had before and nobody gets again. So no two
copies of a file ever use one name, be they copied, restored or open twice. A sitting's parts in a channel are a strand.
Its last parts stand as they are in `parts`; older and large ones are kept compressed in `segments`.
"""

import hashlib
import json
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from annotator.sync.parts import FORMAT, Strand

LARGE = 8_000
"""A line of more characters is kept compressed at once."""
_AT_ONCE = 200_000
_PIECE = 1 << 20
_NAMES_AT_ONCE = 1_000


@dataclass(slots=True)
class End:
    """Where a strand ends: its number in this file, the counter and the hash of its last part."""

    strand: int
    counter: int
    hash: bytes


@dataclass(slots=True)
class StrandSitting:
    """What one person does between opening and closing a file. `steps`: how many are committed; `ends`: by channel."""

    name: str
    person: str
    steps: int = 0
    ends: dict[str, End] = field(default_factory=dict)


class Sittings:
    """The sittings of one opening of a file. What a step adds counts once it is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._of: dict[str, StrandSitting] = {}
        self._new: dict[str, End] = {}
        self._origin = ""
        self.strand_names: dict[int, tuple[str, str]] = {}
        """Sitting and channel of strands by their numbers in this file, as far as they were asked for."""

    @property
    def origin(self) -> str:
        """The id of the project, the same in all copies of it."""
        if not self._origin:
            (self._origin,) = self._connection.execute("SELECT origin FROM journal").fetchone()
        return self._origin

    @property
    def has_begun(self) -> bool:
        """Whether anything was committed."""
        return any(one.steps for one in self._of.values())

    def of(self, person: str) -> StrandSitting:
        """Return the sitting of a person."""
        if person not in self._of:
            self._of[person] = StrandSitting(new_name(), person)
        return self._of[person]

    def end(self, sitting: StrandSitting, channel: str) -> End:
        """Return where the sitting's strand in a channel ends, which is begun where there is none."""
        found = self._new.get(channel) or sitting.ends.get(channel)
        if found is None:
            strand = begin(self._connection, sitting.name, channel, sitting.person)
            found = End(strand, 0, Strand(self.origin, sitting.name, channel, sitting.person).start())
        return found

    def move(self, channel: str, end: End) -> None:
        """Say where the strand in a channel ends once the open step is committed."""
        self._new[channel] = end

    def keep(self, sitting: StrandSitting) -> None:
        """The step is committed."""
        sitting.ends.update(self._new)
        sitting.steps += 1
        self._new = {}

    def forget(self) -> None:
        """The step was rolled back, and with it the strands that it began."""
        self._new, self.strand_names = {}, {}


def new_name() -> str:
    """Return the name of a new sitting: 64 random bits."""
    return secrets.token_hex(8)


def begin(connection: sqlite3.Connection, sitting: str, channel: str, person: str) -> int:
    """Write the row of a new strand and return its number."""
    values = [sitting, channel, person, FORMAT]
    made = connection.execute("INSERT INTO strands (sitting, channel, person, format) VALUES (?, ?, ?, ?)", values)
    return int(made.lastrowid or 0)


class LineWriter:
    """One line on its way into the file, whatever its length: only its compressed form is held."""

    def __init__(self, end: End, beginning: str) -> None:
        self._strand, self._counter = end.strand, end.counter + 1
        self._hash = hashlib.sha256(end.hash)
        self._pieces, self._size = [beginning], 0
        self._packed: list[bytes] = []
        self._packing: zlib._Compress | None = None
        self._is_first = True

    @property
    def counter(self) -> int:
        """The part's place in its strand."""
        return self._counter

    def add(self, write: str) -> None:
        """Add a write."""
        self._pieces.append(write if self._is_first else f",{write}")
        self._is_first = False
        self._size += len(write)
        if self._size > _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        text = "".join(self._pieces).encode()
        self._pieces, self._size = [], 0
        self._hash.update(text)
        if self._packing is None:
            self._packing = zlib.compressobj(6)
        self._packed.append(self._packing.compress(text))

    def write(self, connection: sqlite3.Connection, ending: str) -> End:
        """Write the line with its ending into the file, and return where its strand ends now."""
        self._pieces.append(ending)
        if self._packing is None and self._size <= LARGE:
            line = "".join(self._pieces)
            self._hash.update(line.encode())
            values = [self._strand, self._counter, line, self._hash.digest()]
            connection.execute("INSERT INTO parts (strand, counter, line, hash) VALUES (?, ?, ?, ?)", values)
        else:
            self._flush()
            assert self._packing is not None
            body = b"".join([*self._packed, self._packing.flush()])
            write_segment(connection, self._strand, self._counter, self._counter, body, self._hash.digest())
        return End(self._strand, self._counter, self._hash.digest())


def write_segment(connection: sqlite3.Connection, strand: int, first: int, last: int, body: bytes, hash: bytes) -> None:
    """Write a run of lines, compressed; `hash`: that of the last of them."""
    connection.execute(
        "INSERT INTO segments (strand, first, last, body, hash) VALUES (?, ?, ?, ?, ?)",
        [strand, first, last, body, hash],
    )


@dataclass(frozen=True, slots=True)
class StrandRun:
    """Lines that follow each other in a strand. `hash`: as it is stored for the last of them."""

    first: int
    last: int
    lines: tuple[bytes, ...]
    hash: bytes


def runs_of(connection: sqlite3.Connection, strand: int) -> Iterator[StrandRun]:
    """Go through a strand's lines as they are kept, in their order; raises `zlib.error` for what is damaged."""
    for run in stored_runs(connection, strand):
        text = zlib.decompress(run.body) if run.is_packed else run.body
        yield StrandRun(run.first, run.last, tuple(text.split(b"\n")), run.hash)


class StoredRun(NamedTuple):
    """Lines that follow each other in a strand, as they are stored. `hash`: of the last of them."""

    first: int
    last: int
    body: bytes
    hash: bytes
    is_packed: bool


def stored_runs(connection: sqlite3.Connection, strand: int, after: int = 0) -> Iterator[StoredRun]:
    """Go through a strand's lines as they are stored, in their order: those runs that end behind the part `after`."""
    rows = connection.execute(
        "SELECT first, last, body, hash, 1 FROM segments WHERE strand = ?1 AND last > ?2 UNION ALL"
        " SELECT counter, counter, CAST(line AS BLOB), hash, 0 FROM parts WHERE strand = ?1 AND counter > ?2"
        " ORDER BY 1",
        [strand, after],
    )
    for first, last, body, hash, is_packed in rows:
        yield StoredRun(first, last, bytes(body), hash, bool(is_packed))


def inflated(body: bytes) -> Iterator[bytes]:
    """Yield what is compressed, a megabyte at a time; raises `zlib.error` for what is damaged."""
    packing, rest = zlib.decompressobj(), body
    while rest:
        yield packing.decompress(rest, _PIECE)
        rest = packing.unconsumed_tail
    yield packing.flush()
    if not packing.eof:
        raise zlib.error("cut off")


def strands_of(connection: sqlite3.Connection) -> list[tuple[int, Strand]]:
    """Return all strands of a file with their numbers in it, in the order in which they were begun in it."""
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    rows = connection.execute("SELECT id, sitting, channel, person, format FROM strands ORDER BY id")
    return [(id, Strand(origin, sitting, channel, person, format)) for id, sitting, channel, person, format in rows]


def strands_named(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> Iterator[tuple[int, Strand]]:
    """Yield the strands of these sittings and channels that are here, with their numbers, without a look at others."""
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    query = (
        "SELECT strands.id, sitting, channel, person, format FROM json_each(?) AS said CROSS JOIN strands"
        " ON sitting = said.value ->> 0 AND channel = said.value ->> 1"
    )
    rest = iter(names)
    while some := list(islice(rest, _NAMES_AT_ONCE)):
        for number, *strand in connection.execute(query, [json.dumps(some)]).fetchall():
            yield number, Strand(origin, *strand)
