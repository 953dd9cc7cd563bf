"""The writes of rows, found in the parts: from the last ones of a row back through what each wrote over."""

import sqlite3
from codecs import getincrementaldecoder
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from annotator.store.chain.strands import StoredRun, inflated
from annotator.sync.parts import PartLine, Write, head_of, writes_in
from annotator.sync.row_writes import RowWrite, WriteName, row_writes

RowKey = tuple[str, str]
"""Table and id of a row."""
_Found = dict[tuple[str, WriteName], RowWrite]
"""By channel and name: what moves to another channel is written by one step in both."""
_HEAD = 4_000
"""In so many characters stands what a line says before its writes."""
_AT_ONCE = 500


class RowGraphs:
    """Reads the writes of rows. What is unpacked is kept until this is done with."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._strands: dict[int, tuple[str, str, str]] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def of(self, rows: Iterable[RowKey]) -> dict[RowKey, list[RowWrite]]:
        """Return all writes of rows that something has written, each row's in no order."""
        return self.behind(self._heads(rows))

    def behind(self, heads: Mapping[tuple[int, int], set[RowKey]]) -> dict[RowKey, list[RowWrite]]:
        """Return all writes of rows. `heads`: the parts that wrote them last, each with those rows."""
        found: dict[RowKey, _Found] = defaultdict(dict)
        wanted = dict(heads)
        while wanted:
            wanted = self._back(wanted, found)
        return {key: list(writes.values()) for key, writes in found.items()}

    def at(self, strand: int, counter: int, rows: Collection[RowKey]) -> dict[RowKey, RowWrite]:
        """Return what a part says of some rows, as far as it says anything."""
        return next((writes for _, writes in self._read(strand, {counter: rows})), {})

    def _heads(self, rows: Iterable[RowKey]) -> dict[tuple[int, int], set[RowKey]]:
        """Return the parts that wrote rows last, with those rows."""
        found: dict[tuple[int, int], set[RowKey]] = defaultdict(set)
        for table, row in rows:
            query = (
                "SELECT strand, counter FROM tips WHERE row = ?1 AND table_name = ?2"
                " UNION SELECT strand, counter FROM forks WHERE row = ?1 AND table_name = ?2"
            )
            for part in self._run(query, [row, table]):
                found[part].add((table, row))
        return found

    def _back(
        self, wanted: Mapping[tuple[int, int], Collection[RowKey]], found: dict[RowKey, _Found]
    ) -> dict[tuple[int, int], set[RowKey]]:
        """Add what these parts say to `found`, and return the parts that it is written over and that are not there."""
        by_strand: dict[int, dict[int, Collection[RowKey]]] = defaultdict(dict)
        for (strand, counter), rows in wanted.items():
            by_strand[strand][counter] = rows
        before: dict[tuple[int, int], set[RowKey]] = defaultdict(set)
        for strand, counters in by_strand.items():
            for _, writes in self._read(strand, counters):
                for key, write in writes.items():
                    found[key][write.channel, write.name] = write
                    for parent in write.parents:
                        if (write.channel, parent) not in found[key] and (
                            number := self._number(parent.sitting, write.channel)
                        ):
                            before[number, parent.counter].add(key)
        return before

    def _read(
        self, strand: int, counters: Mapping[int, Collection[RowKey]]
    ) -> Iterator[tuple[int, dict[RowKey, RowWrite]]]:
        """Yield what parts of a strand say of rows."""
        sitting, channel, person = self._names(strand)
        for run in self._runs(strand, sorted(counters)):
            for counter, head, writes in _lines(run, counters):
                name = WriteName(sitting, counter)
                yield (
                    counter,
                    row_writes(writes, channel=channel, name=name, clock=head.clock, person=person, kind=head.kind),
                )

    def _runs(self, strand: int, counters: list[int]) -> Iterator[StoredRun]:
        marks = str(counters)
        yield from (
            StoredRun(counter, counter, bytes(line), b"", False)
            for counter, line in self._run(
                "SELECT counter, CAST(line AS BLOB) FROM parts WHERE strand = ? AND counter IN"
                " (SELECT value FROM json_each(?))",
                [strand, marks],
            ).fetchall()
        )
        query = (
            "SELECT DISTINCT first FROM json_each(?2) AS wanted CROSS JOIN segments ON strand = ?1 AND first ="
            " (SELECT max(first) FROM segments WHERE strand = ?1 AND first <= wanted.value) AND last >= wanted.value"
        )
        for (first,) in self._run(query, [strand, marks]).fetchall():
            last, body = self._run(
                "SELECT last, body FROM segments WHERE strand = ? AND first = ?", [strand, first]
            ).fetchone()
            yield StoredRun(first, last, bytes(body), b"", True)

    def _names(self, strand: int) -> tuple[str, str, str]:
        if strand not in self._strands:
            found = self._run("SELECT sitting, channel, person FROM strands WHERE id = ?", [strand]).fetchone()
            self._strands[strand] = found
        return self._strands[strand]

    def _number(self, sitting: str, channel: str) -> int:
        """Return the number of a strand in this file, 0 where it is not here."""
        if (sitting, channel) not in self._numbers:
            query = "SELECT id FROM strands WHERE sitting = ? AND channel = ?"
            found = self._run(query, [sitting, channel]).fetchone()
            self._numbers[sitting, channel] = found[0] if found else 0
        return self._numbers[sitting, channel]


def _lines(run: StoredRun, wanted: Mapping[int, Collection[RowKey]]) -> Iterator[tuple[int, PartLine, list[Write]]]:
    """Yield counter, head and wanted writes of the wanted lines of a run; one line may be of any length."""
    if run.is_packed and run.first == run.last:
        yield _line(run.first, lambda: _texts(run.body), wanted[run.first])
        return
    text = b"".join(inflated(run.body)) if run.is_packed else run.body
    for counter, line in enumerate(text.split(b"\n"), run.first):
        if counter in wanted:
            said = line.decode()
            yield _line(counter, lambda said=said: iter([said]), wanted[counter])


def _line(counter: int, texts: Any, rows: Collection[RowKey]) -> tuple[int, PartLine, list[Write]]:
    head = head_of(next(texts(), "")[:_HEAD])
    return counter, head, [write for write in writes_in(texts()) if (write.table, write.row) in rows]


def _texts(body: bytes) -> Iterator[str]:
    decode = getincrementaldecoder("utf-8")().decode
    return (text for piece in inflated(body) if (text := decode(piece)))
