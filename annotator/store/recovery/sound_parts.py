"""How far the history of a file can be done again: the parts whose chain is whole, in the order of their clocks.

A strand is whole up to the first part that is missing, or that its hash does not fit. Since a step may have parts in
several strands, the history can be done again up to the step before the earliest that may lack one.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.model.verbs import TAKE_IN
from annotator.store.chain.gaps import Gaps, gaps_in_any
from annotator.store.schema.naming import gold_id
from annotator.sync.parts import FORMAT, SCHEMA, PartLine, Strand, chained, read

_FOREVER = 1 << 62


@dataclass(frozen=True, slots=True)
class LineFound:
    """A line of a strand that can be read. `strand`: its number in the damaged file."""

    strand: int
    line: bytes
    part: PartLine


@dataclass(frozen=True, slots=True)
class TakenRange:
    """Parts of a strand that came from another copy with a step of this file. `clock`: of that step."""

    step: int
    clock: int
    first: int
    last: int


@dataclass(slots=True)
class SoundParts:
    """What there is of the history. `limit`: the clock of the last step that can be done again.

    `sound`: lines whose chain is whole; `loose`: those after a break, each readable by itself; both in no order.
    """

    origin: str
    strands: dict[int, Strand]
    limit: int = _FOREVER
    sound: list[LineFound] = field(default_factory=list)
    loose: list[LineFound] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    """What was erased, whose hashes go on."""
    is_complete: bool = True
    """Whether nothing shows that a part is missing."""
    taken: dict[int, list["TakenRange"]] = field(default_factory=dict)
    """What came from other copies, by strand, in the order of the steps that took it in."""
    is_of_project: bool = True
    """Whether the chains begin with the id of the project."""

    def taken_with(self, strand: int, counter: int) -> int | None:
        """Return the step that took a part in, None for a part of a step of this file."""
        return next((one.step for one in self.taken.get(strand, ()) if one.first <= counter <= one.last), None)

    def stop_before(self, clock: int) -> None:
        """Say that the step with this clock cannot be done again."""
        self.limit, self.is_complete = min(self.limit, clock - 1), False


def sound_parts(rows: sqlite3.Connection) -> SoundParts:
    """Return what can be done again of the history whose rows were found."""
    origin, is_known = origin_of(rows)
    strands = {
        id: Strand(origin, sitting, channel, person, format)
        for id, sitting, channel, person, format in rows.execute(
            "SELECT id, sitting, channel, person, format FROM strands"
        )
    }
    found = SoundParts(origin, strands, gaps=gaps_in_any(rows), is_of_project=is_known)
    found.taken = _taken(rows)
    there = "SELECT strand FROM parts UNION SELECT strand FROM segments UNION SELECT id FROM strands"
    clocks = dict[str, list[tuple[int, int]]]()
    for sitting, place, clock in rows.execute("SELECT sitting, place, clock FROM steps ORDER BY clock"):
        clocks.setdefault(sitting, []).append((place, clock))
    for (number,) in rows.execute(there).fetchall():
        _take_strand(rows, found, number, clocks, is_known)
    _look_for_gaps(rows, found)
    return found


def _taken(rows: sqlite3.Connection) -> dict[int, list[TakenRange]]:
    """Return what came from other copies and was not taken back."""
    query = (
        "SELECT strand, step, clock, first, last FROM takings JOIN steps ON steps.number = step"
        " WHERE state <> 'undone' AND target IS NULL ORDER BY step"
    )
    found: dict[int, list[TakenRange]] = {}
    for strand, *values in rows.execute(query):
        found.setdefault(strand, []).append(TakenRange(*values))
    return found


def _take_strand(
    rows: sqlite3.Connection, found: SoundParts, number: int, clocks: dict[str, list[tuple[int, int]]], is_known: bool
) -> None:
    strand = found.strands.get(number)
    hash = strand.start() if strand is not None and is_known else None
    counter, place, is_sound = 0, 0, strand is not None and strand.format <= FORMAT
    broken = None if is_sound else _FOREVER
    for first, lines, stored in _runs(rows, number):
        read_lines = [LineFound(number, line, part) for line in lines or () if (part := _part(line)) is not None]
        reached = hash
        for at, line in enumerate(lines or (), first):
            gap = found.gaps.parts.get((number, at))
            if gap is not None and gap.now == hashlib.sha256(line).digest():
                reached = None if reached is None else gap.hash
            else:
                reached = None if reached is None else chained(reached, line)
        is_right = lines is not None and len(read_lines) == len(lines) and read_lines != []
        # Where no origin is known nobody knows what the first hash goes on from.
        is_right &= (first, reached or stored) == (counter + 1, stored) and (hash is not None or first == 1)
        if is_sound and not is_right:
            is_sound, broken = False, min((one.part.clock for one in read_lines), default=_FOREVER)
        (found.sound if is_sound else found.loose).extend(read_lines)
        hash, counter = stored, first + len(lines or (0,)) - 1
        place = max([place, *(one.part.step for one in read_lines)]) if is_sound else place
    if number in found.taken:
        sound = max((one.part.counter for one in found.sound if one.strand == number), default=0)
        if late := [one.clock for one in found.taken[number] if one.last > sound]:
            found.stop_before(min(late))
        return
    if broken is None and counter:
        return
    sitting = strand.sitting if strand is not None else ""
    later = [clock for step, clock in clocks.get(sitting, ()) if step > place]
    if broken is not None or later:
        found.stop_before(min([broken or _FOREVER, *later]))


def _look_for_gaps(rows: sqlite3.Connection, found: SoundParts) -> None:
    """Find steps of which no part is there: clocks count the steps of a file."""
    if found.taken:
        _look_for_steps(rows, found)
        return
    there = {one.part.clock for one in found.sound} | {one.part.clock for one in found.loose}
    (last,) = rows.execute("SELECT coalesce(max(clock), 0) FROM steps").fetchone()
    missing = next((clock for clock in range(1, max([last, *there], default=0) + 1) if clock not in there), None)
    if missing is not None:
        found.stop_before(missing)
    loose = min((one.part.clock for one in found.loose), default=None)
    if loose is not None:
        found.stop_before(loose)


def _look_for_steps(rows: sqlite3.Connection, found: SoundParts) -> None:
    """Find the same where others' parts came, after which clocks leave numbers out."""
    own = {one.part.clock for one in found.sound if found.taken_with(one.strand, one.part.counter) is None}
    before = 0
    for number, verb, clock in rows.execute("SELECT number, verb, clock FROM steps ORDER BY number"):
        if number != before + 1 or (verb != TAKE_IN and clock not in own):
            found.stop_before(clock)
            return
        before = number


def _runs(rows: sqlite3.Connection, strand: int) -> Iterator[tuple[int, list[bytes] | None, bytes]]:
    """Yield the first counter, the lines (None: unreadable) and the stored hash of each run of lines, in order."""
    query = (
        "SELECT first, body, hash, 1 FROM segments WHERE strand = ?1"
        " UNION ALL SELECT counter, CAST(line AS BLOB), hash, 0 FROM parts WHERE strand = ?1 ORDER BY 1"
    )
    for first, body, hash, is_packed in rows.execute(query, [strand]).fetchall():
        try:
            yield first, (zlib.decompress(body) if is_packed else bytes(body)).split(b"\n"), hash
        except zlib.error:
            yield first, None, hash


def _part(line: bytes) -> PartLine | None:
    try:
        part = read(line.decode())
        good = part.schema <= SCHEMA and part.clock > 0 and part.step > 0
    except (ValueError, TypeError):
        return None
    return part if good else None


def origin_of(rows: sqlite3.Connection) -> tuple[str, bool]:
    """Return the id of the project, and whether the chains begin with it; an empty one where nothing says it."""
    said = [origin for (origin,) in rows.execute("SELECT origin FROM journal")]
    gold = gold_id("")
    said += [id.removeprefix(gold) for (id,) in rows.execute("SELECT id FROM layers WHERE kind = 'gold'")]
    said += [
        row.removeprefix(gold)
        for (row,) in rows.execute("SELECT row FROM tips WHERE table_name = 'layers' AND row LIKE ?", [f"{gold}%"])
    ]
    first = rows.execute(
        "SELECT sitting, channel, person, format, line, hash FROM strands JOIN parts ON strand = id WHERE counter = 1"
    ).fetchall()
    for origin in dict.fromkeys(said):
        for sitting, channel, person, format, line, hash in first:
            if chained(Strand(origin, sitting, channel, person, format).start(), line.encode()) == hash:
                return origin, True
    return (said[0] if said else ""), False
