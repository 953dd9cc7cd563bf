"""All writes of rows, found by going back from those that wrote them last through what each says it is over.

Many rows are gone through at once, so that a line is read once for all of them; of a line of any length only the writes
of these rows are held.
"""

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.store.taking.part_reading import RawWrite, ReadPart, part_of, single
from annotator.store.taking.row_states import Node, RowKey
from annotator.sync.delivery import LineRun, StrandName
from annotator.sync.parts import Strand
from annotator.sync.row_writes import RowWrite, WriteName

_RUNS_HELD = 40
_WRITES_HELD = 20_000
_COMING = (
    "CREATE TEMP TABLE IF NOT EXISTS coming (strand INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " body BLOB NOT NULL, is_packed INTEGER NOT NULL, PRIMARY KEY (strand, first))"
)


class StrandNumbers:
    """Strands by their numbers in a file and by their names; new ones of a delivery have some of their own."""

    def __init__(self, connection: sqlite3.Connection, origin: str) -> None:
        self._run, self._origin = connection.execute, origin
        self._numbers: dict[StrandName, int | None] = {}
        self._strands: dict[int, Strand] = {}

    def know(self, number: int, strand: Strand) -> None:
        """Take a strand in."""
        self._numbers[strand.sitting, strand.channel] = number
        self._strands[number] = strand

    def number(self, sitting: str, channel: str) -> int | None:
        """Return the number of a strand, None where nothing of it is here."""
        name = (sitting, channel)
        if name not in self._numbers:
            found = self._run("SELECT id FROM strands WHERE sitting = ? AND channel = ?", name).fetchone()
            self._numbers[name] = found[0] if found else None
        return self._numbers[name]

    def strand(self, number: int) -> Strand:
        """Return the strand of a number."""
        if number not in self._strands:
            query = "SELECT sitting, channel, person, format FROM strands WHERE id = ?"
            self._strands[number] = Strand(self._origin, *self._run(query, [number]).fetchone())
        return self._strands[number]


@dataclass(frozen=True, slots=True)
class FoundWrites:
    """All writes of a row, and the parts that they are of."""

    writes: tuple[RowWrite, ...]
    nodes: Mapping[tuple[str, WriteName], Node]
    """By channel and name."""


class RowHistory:
    """Finds the writes of rows in the lines of a file, and of strands that are on their way into it.

    The runs of these are kept in a temporary table as they are read: what is wanted of them may be anywhere in them.
    """

    def __init__(self, connection: sqlite3.Connection, numbers: StrandNumbers) -> None:
        self._run, self._numbers = connection.execute, numbers
        self._run(_COMING)
        self._run("DELETE FROM coming")
        self._fresh: dict[Node, ReadPart] = {}
        self._lines: OrderedDict[tuple[int, int], tuple[LineRun, list[bytes]]] = OrderedDict()
        self._held: dict[tuple[RowKey, Node], RowWrite] = {}

    def hold(self, number: int, run: LineRun) -> None:
        """Keep a run of a strand that is on its way."""
        self._run("INSERT OR REPLACE INTO coming VALUES (?, ?, ?, ?, ?)", [number, *_columns(run)])

    def know(self, parts: Iterable[tuple[int, ReadPart]]) -> None:
        """Remember parts that were just read, in place of those before."""
        self._fresh = {(number, part.counter): part for number, part in parts}

    def of(
        self, rows: Mapping[RowKey, Collection[Node]], stays: Callable[[Node], bool] = lambda node: True
    ) -> dict[RowKey, FoundWrites]:
        """Return the writes of rows by what wrote them last, with all that these are over, in whichever channel.

        `stays`: whether a part is to count; what others are over is found all the same.
        """
        found: dict[RowKey, dict[tuple[str, Node], RowWrite]] = {key: {} for key in rows}
        wanted = {(key, node) for key, nodes in rows.items() for node in nodes}
        seen = set(wanted)
        while wanted:
            lines = defaultdict[Node, set[RowKey]](set)
            for key, node in wanted:
                lines[node].add(key)
            wanted = set()
            for node in sorted(lines):
                for key, write in self._said(node, lines[node]):
                    found[key][write.channel, node] = write
                    for parent in write.parents:
                        number = self._numbers.number(parent.sitting, write.channel)
                        if number is not None and (key, (number, parent.counter)) not in seen:
                            seen.add((key, (number, parent.counter)))
                            wanted.add((key, (number, parent.counter)))
        return {key: _left(writes, stays) for key, writes in found.items()}

    def _said(self, node: Node, keys: Collection[RowKey]) -> Iterator[tuple[RowKey, RowWrite]]:
        """Yield what a part says of rows. A row that is folded in many batches has its line read in the first alone."""
        unread = list[RowKey]()
        for key in keys:
            write = self._held.get((key, node))
            if write is None:
                unread.append(key)
            else:
                yield key, write
        if not unread:
            return
        if len(self._held) > _WRITES_HELD:
            self._held.clear()
        for key, write in self._in_line(node, unread):
            if not self._is_piecemeal(node):
                self._held[key, node] = write
            yield key, write

    def _is_piecemeal(self, node: Node) -> bool:
        """Whether of a part only some of its writes may be at hand, which come in turn."""
        part = self._fresh.get(node)
        return part is not None and part.run.is_packed and part.run.first == part.run.last

    def _in_line(self, node: Node, keys: Collection[RowKey]) -> Iterator[tuple[RowKey, RowWrite]]:
        """Yield what a line says of rows, what it says twice of one put together."""
        part = self.part(node)
        if part is None:
            return
        of_rows = defaultdict[RowKey, list[RawWrite]](list)
        for chunk in part.chunks():
            for write in chunk:
                key = (write[0], write[1])
                if key in keys:
                    of_rows[key].append(write)
        strand = self._numbers.strand(node[0])
        for key, writes in of_rows.items():
            yield key, row_write(writes, part, strand)

    def part(self, node: Node) -> ReadPart | None:
        """Return a part, None where it is not here."""
        if node in self._fresh:
            return self._fresh[node]
        number, counter = node
        for (of, _), (run, lines) in self._lines.items():
            if of == number and run.first <= counter <= run.last:
                return part_of(lines[counter - run.first], counter, run)
        found = self._run_with(number, counter)
        if found is None:
            return None
        if found.is_packed and found.first == found.last:
            return single(found, b"")[0]
        lines = found.lines()
        self._lines[number, found.first] = found, lines
        if len(self._lines) > _RUNS_HELD:
            self._lines.popitem(last=False)
        return part_of(lines[counter - found.first], counter, found)

    def _run_with(self, number: int, counter: int) -> LineRun | None:
        line = self._run("SELECT CAST(line AS BLOB) FROM parts WHERE strand = ? AND counter = ?", [number, counter])
        if found := line.fetchone():
            return LineRun(counter, counter, bytes(found[0]), is_packed=False)
        for table, packed in (("segments", "1"), ("coming", "is_packed")):
            query = f"SELECT first, last, body, {packed} FROM {table} WHERE strand = ? AND first <= ?"
            found = self._run(f"{query} ORDER BY first DESC LIMIT 1", [number, counter]).fetchone()
            if found is not None and found[1] >= counter:
                return LineRun(found[0], found[1], bytes(found[2]), bool(found[3]))
        return None


def _columns(run: LineRun) -> tuple[int, int, bytes, bool]:
    return run.first, run.last, run.body, run.is_packed


def _left(writes: Mapping[tuple[str, Node], RowWrite], stays: Callable[[Node], bool]) -> FoundWrites:
    left = {node: write for (_, node), write in writes.items() if stays(node)}
    return FoundWrites(tuple(left.values()), {(write.channel, write.name): node for node, write in left.items()})


def row_write(writes: Sequence[RawWrite], part: ReadPart, strand: Strand) -> RowWrite:
    """Return what a part says of a row; what it says of it one after another as one."""
    name, fields, parents = WriteName(strand.sitting, part.counter), writes[0][2], list[WriteName]()
    for place, write in enumerate(writes):
        if place:
            fields = None if write[2] is None else {**(fields or {}), **write[2]}
        over = write[3] if len(write) > 3 else None
        parents += [one for one in parents_of_raw(over, strand.sitting) if one not in parents and one != name]
    return RowWrite(strand.channel, name, part.clock, strand.person, part.kind, fields, tuple(parents))


def parents_of_raw(over: object, sitting: str) -> tuple[WriteName, ...]:
    """Return the parts that a write is over, as it stands in its line; raises `ValueError` for what is none."""
    if over is None:
        return ()
    if isinstance(over, int):
        return (WriteName(sitting, over),)
    if not isinstance(over, (list, tuple)) or not over:
        raise ValueError("no part")
    if isinstance(over[0], str):
        return (WriteName(str(over[0]), int(over[1])),)
    return tuple(name for one in over for name in parents_of_raw(one, sitting))
