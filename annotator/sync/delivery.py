"""What is handed from one copy of a project to another, and what taking it in would do: types, and no files.

A delivery is strands from anywhere: a packet, a file in a shared folder, another whole project. Each can be gone
through as often as one likes, and is read a run of lines at a time: a line may have a million writes.
"""

import itertools
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.sync.parts import Strand

StrandName = tuple[str, str]
"""Sitting and channel."""
Vector = Mapping[StrandName, int]
"""What a copy holds: of each strand all parts up to this counter."""


@dataclass(frozen=True, slots=True)
class LineRun:
    """Lines that follow each other in a strand. `first`, `last`: their counters.

    `body`: the lines with line feeds between them, compressed by zlib where `is_packed`. A packed run of one line may
    be of any length, and is never unpacked whole; one of several has at most `MOST_UNPACKED` bytes.
    """

    first: int
    last: int
    body: bytes
    is_packed: bool = True

    def lines(self) -> list[bytes]:
        """Return the lines of a run that is not of any length; raises `ValueError` or `zlib.error` for a bad one."""
        text = _unpacked(self.body) if self.is_packed else self.body
        lines = text.split(b"\n")
        if len(lines) != self.last - self.first + 1:
            raise ValueError("a run that has not as many lines as it says")
        return lines

    @property
    def short_lines(self) -> list[bytes]:
        """The lines but for one that stands by itself since it is long; raises as `lines`."""
        if not self.is_packed or self.first < self.last:
            return self.lines()
        line = zlib.decompressobj().decompress(self.body, LONE + 1)
        return [line] if len(line) <= LONE else []


LONE = 32_000
"""Bytes of a line that stands by itself although it is not long, as a single act does that came from another copy."""
MOST_UNPACKED = 64_000_000
"""More bytes no run of several lines has: those that we write have at most a thousand lines of 8,000 characters."""


def _unpacked(body: bytes) -> bytes:
    packing = zlib.decompressobj()
    text = packing.decompress(body, MOST_UNPACKED)
    if not packing.eof:
        raise ValueError("a run that is cut off, or too long")
    return text


JOINED_LINES, JOINED_BYTES = 1_000, 1 << 16
"""The most of a run that is put together of lines that stand by themselves."""


def joined(runs: Iterable[LineRun]) -> Iterator[LineRun]:
    """Yield runs with those that are not packed put together: each line of an open strand is a run of its own."""
    for is_packed, some in itertools.groupby(runs, key=lambda run: run.is_packed):
        if is_packed:
            yield from some
            continue
        begun: list[LineRun] = []
        size = 0
        for run in some:
            if begun and (size + len(run.body) > JOINED_BYTES or run.last - begun[0].first >= JOINED_LINES):
                yield _one_run(begun)
                begun, size = [], 0
            begun.append(run)
            size += len(run.body) + 1
        yield _one_run(begun)


def _one_run(runs: list[LineRun]) -> LineRun:
    return LineRun(runs[0].first, runs[-1].last, b"\n".join(run.body for run in runs), is_packed=False)


@dataclass(frozen=True, slots=True)
class IncomingStrand:
    """The parts `first` to `last` of a strand. `runs`: goes through them; it may be called again and again.

    `end`: the hash of the last of them, as the sender says; None where nothing is said. `before`: that of the part
    before the first, where the sender says it. `erased`: by counter, the hash that a part had whose line lacks
    something by now.
    """

    strand: Strand
    first: int
    last: int
    runs: Callable[[], Iterable[LineRun]]
    end: bytes | None = None
    before: bytes | None = None
    erased: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def name(self) -> StrandName:
        """Sitting and channel."""
        return self.strand.sitting, self.strand.channel


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A source file as it is kept."""

    name: str
    body: bytes


def _nothing(sha256: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came. `sender`: the coder whose work it is; empty for a whole copy, of whoever leads or adjudicates.

    `strands`: goes through them as often as it is called. `text`, `file`: what stands beside the strands, by its
    SHA-256, None where it did not come. `name`, `made`: of the packet or file, and when it was written (UTC, ISO 8601).
    `activity`: the JSON of `Activity`, empty where none is said. `is_trusted`: nobody else can have written it.
    """

    origin: str
    sender: str
    strands: Callable[[], Iterable[IncomingStrand]]
    name: str = ""
    made: str = ""
    text: Callable[[str], str | None] = _nothing
    file: Callable[[str], SourceBytes | None] = _nothing
    activity: str = ""
    is_trusted: bool = True


class Waits(StrEnum):
    """Why parts are held and not applied; as it is stored."""

    GAP = "gap"
    """Parts before them in their strand have not come."""
    OVER = "over"
    """They change what has not come."""
    NEWER = "newer"
    """A newer version of the program wrote them."""
    REFUSED = "refused"
    """Whoever wrote them may not."""
    ASIDE = "aside"
    """They had come, and that was undone."""


class Refused(StrEnum):
    """Why parts are left out."""

    RIGHTS = "rights"
    """Whoever wrote them may not do that."""
    LAYER = "layer"
    """They change what is another's."""
    SENDER = "sender"
    """The packet of one person holds what another wrote."""
    CHANNEL = "channel"
    """This copy must not see it."""
    DOUBLED = "doubled"
    """Two copies wrote under one name."""
    ALTERED = "altered"
    """They are not what their hashes say, or no parts at all."""


@dataclass(frozen=True, slots=True)
class WaitingParts:
    """Parts that are kept until they can be applied. `acts`: how many; `person`: who wrote them.

    `sitting`, `counter`: the part that they wait for, where a part is missing.
    """

    reason: Waits
    person: str
    acts: int
    channel: str = ""
    sitting: str = ""
    counter: int = 0


@dataclass(frozen=True, slots=True)
class RefusedParts:
    """Parts that are left out. `person`: who wrote them; `whose`: the coder into whose work they wrote, or empty.

    `table`: what they would have changed, where it is one. `is_kept`: they stand in the file, not applied.
    """

    reason: Refused
    person: str
    acts: int
    channel: str = ""
    whose: str = ""
    table: str = ""
    is_kept: bool = False


@dataclass(slots=True)
class RowCounts:
    """How many rows of a table are new, are others, or are gone after a take-in."""

    new: int = 0
    changed: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.deleted)


@dataclass(slots=True)
class TakeInPlan:
    """What taking a delivery in would do, or did. Counts of acts are of steps: one has a part in each channel at most.

    `acts`: those that are applied; `known`: those that were here before; `earlier`: those that waited here until now,
    or were set aside, and are applied with it. `rows`: by table. `notes`: codings whose note is written. `done`,
    `reopened`: documents, by person. `proposed`: actors that a coder made. `persons`: who did the acts, with counts.
    `first`, `last`: times of the acts (UTC, ISO 8601), empty without any. `conflicts`: paths of rows that two wrote
    without having seen each other and that say different things. `in_bin`: by document in the recycle bin, the codings
    that come to lie there. `nowhere`: codings whose document is not here, or was erased. `coded_under`: new codings by
    label and codebook version, of another than that in force.
    """

    sender: str = ""
    name: str = ""
    acts: int = 0
    known: int = 0
    earlier: int = 0
    parts: int = 0
    rows: dict[str, RowCounts] = field(default_factory=dict)
    notes: int = 0
    done: dict[str, int] = field(default_factory=dict)
    reopened: dict[str, int] = field(default_factory=dict)
    proposed: int = 0
    persons: dict[str, int] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    conflicts: int = 0
    in_bin: dict[str, int] = field(default_factory=dict)
    nowhere: int = 0
    coded_under: dict[tuple[str, str], int] = field(default_factory=dict)
    waiting: list[WaitingParts] = field(default_factory=list)
    refused: list[RefusedParts] = field(default_factory=list)

    def count(self, table: str) -> RowCounts:
        """Return the counts of a table."""
        return self.rows.get(table) or RowCounts()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change: all of it is known here, waits or is left out."""
        return not self.acts and not self.earlier

    @property
    def waits(self) -> int:
        """How many acts wait."""
        return sum(one.acts for one in self.waiting)

    @property
    def is_left_out(self) -> int:
        """How many acts are left out."""
        return sum(one.acts for one in self.refused)

    def newer(self) -> Mapping[str, int]:
        """Return by person how many acts a newer version of the program wrote."""
        found: dict[str, int] = {}
        for one in self.waiting:
            if one.reason is Waits.NEWER:
                found[one.person] = found.get(one.person, 0) + one.acts
        return found

    def doubled(self) -> Iterator[RefusedParts]:
        """Yield what two copies wrote under one name."""
        return (one for one in self.refused if one.reason is Refused.DOUBLED)


class ConflictKind(StrEnum):
    """What two copies did without having seen each other."""

    FIELD = "field"
    """They wrote the same of a row."""
    NAME = "name"
    """They gave one name to two things."""
    CODEBOOK = "codebook"
    """They saved two codebooks after one."""
    DECISION = "decision"
    """They decided one case otherwise."""
    KEPT = "kept"
    """One removed what is in use at the other's."""
    SLOT = "slot"
    """They filled a slot that takes one, or one filled what the other's label or codebook has no place for."""
    TWICE = "twice"
    """They coded one passage with one label, or gave a unit two codes that gets one."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one of them wrote. `value`: JSON; `row`: the row that says it; `person`, `time`: who and when.

    `is_shown`: it stands until somebody decides.
    """

    value: str
    row: str
    person: str
    time: str
    is_shown: bool
    sitting: str = ""
    counter: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two or more have written of one thing, without having seen each other; one of it is shown.

    `path`: a column, a key of its JSON as “metadata/date”, or a group of columns, as in `sync/paths.py`. Whoever writes
    it next decides.
    """

    kind: ConflictKind
    table: str
    row: str
    path: str
    said: tuple[Said, ...]
