"""What was found is taken out of a file: out of its tables, its journal and the lines of its chain.

Each gap is recorded. Done in a copy that nobody else has open, whose guards are lifted for it.
"""

import hashlib
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from annotator.store.chain.apart import put_contested
from annotator.store.chain.gaps import OF_STEPS, Gap, Gaps, put_gaps
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.seals import SEALED, changes_hash, parts_hash, seal_of
from annotator.store.chain.strands import strands_of
from annotator.store.chain.table_rules import RULES
from annotator.store.erasing.finding import FoundToErase
from annotator.store.erasing.records import RewrittenRun, runs
from annotator.store.erasing.redaction import Redaction
from annotator.store.schema.tables import Table
from annotator.store.schema.written_by import begin_writing
from annotator.store.search.search_index import empty
from annotator.store.taking.settling import Settling
from annotator.sync.fold import fold
from annotator.sync.parts import chained, encoded, read
from annotator.sync.rewriting import Values, place_in, rewritten, rows_in

_AT_ONCE = 500


def take_out(connection: sqlite3.Connection, found: FoundToErase, after: int = 0) -> list[Gap]:
    """Take all of it out, as one transaction, and return the gaps.

    They are recorded for the step that comes next, or `after` so many others.
    """
    run = connection.execute
    begin_writing(connection)
    run("PRAGMA defer_foreign_keys = ON")
    with _unguarded(connection):
        gaps = _Taking(connection, found, after).run()
    run("COMMIT")
    return gaps


@contextmanager
def _unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)


class _Taking:
    """One erasure in one file."""

    def __init__(self, connection: sqlite3.Connection, found: FoundToErase, after: int) -> None:
        self._connection, self._run = connection, connection.execute
        self._found, self._redaction = found, Redaction(found)
        self._facts: dict[int, Any] = {}
        """The facts, or the sentence, of steps that say something else now."""
        self._gone: dict[int, int] = defaultdict(int)
        """How many changes went, of the steps of which something is another now."""
        self._lines: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        self._earlier = Gaps(connection)
        (highest,) = self._run("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'steps'), 0)").fetchone()
        self._erasure = int(highest) + after + 1

    def run(self) -> list[Gap]:
        self._take_from_changes()
        self._take_from_facts()
        gaps = [*self._take_from_lines(), *self._gaps_of_steps()]
        self._take_from_tables()
        put_gaps(self._connection, gaps)
        return gaps

    def _take_from_changes(self) -> None:
        gone, changed = list[list[int]](), list[tuple[str | None, str | None, int]]()
        tables = [
            *self._found.rows,
            *(table for table, _ in self._found.renamed),
            Table.CODEBOOK_VERSIONS,
            Table.DECISIONS,
            Table.DOCUMENT_SETS,
            Table.KEPT_SEARCHES,
        ]
        for table in dict.fromkeys(tables):
            query = "SELECT number, step, row, before, after FROM changes WHERE table_name = ?"
            for number, step, row, before, after in self._run(query, [table]):
                if self._redaction.goes(table, row):
                    self._gone[step] += 1
                    gone.append([number])
                elif self._redaction.touches(table, row):
                    new = self._redaction.record(table, row, before), self._redaction.record(table, row, after)
                    if new != (before, after):
                        self._gone[step] += 0
                        changed.append((*new, number))
        self._connection.executemany("DELETE FROM changes WHERE number = ?", gone)
        self._connection.executemany("UPDATE changes SET before = ?, after = ? WHERE number = ?", changed)

    def _take_from_facts(self) -> None:
        for number, verb, text, label in self._run("SELECT number, verb, facts, label FROM steps").fetchall():
            sentence, facts = self._redaction.sentence(label) if label else label, json.loads(text)
            new = self._redaction.facts(verb, facts)
            if new is facts and sentence == label:
                continue
            self._gone[number] += 0
            self._facts[number] = new if verb else sentence
            said = text if new is facts else encoded(new)
            self._run("UPDATE steps SET facts = ?, label = ? WHERE number = ?", [said, sentence, number])

    def _take_from_lines(self) -> Iterator[Gap]:
        """Write the lines anew that hold something, and note the hashes of all parts of the steps that do."""
        names = self._run("SELECT sitting, place, number FROM steps")
        numbers = {(sitting, place): number for sitting, place, number in names}
        starts = dict(strands_of(self._connection))
        hash, strand = b"", 0
        for run in runs(self._connection):
            if run.strand != strand:
                strand, hash = run.strand, starts[run.strand].start()
            new = list(run.lines)
            for at, line in enumerate(run.lines):
                counter = run.first + at
                gap = self._earlier.parts.get((strand, counter))
                hash = gap.hash if gap is not None else chained(hash, line)
                step = numbers.get((starts[strand].sitting, place_in(line)), 0)
                text, gone = self._rewritten(line.decode(), step)
                if text is not None:
                    new[at] = text.encode()
                    yield Gap(self._erasure, strand, counter, hash, hashlib.sha256(new[at]).digest(), gone)
                if step in self._gone:
                    self._lines[step].append((strand, hash))
            if new != run.lines:
                self._put(run, new)

    def _rewritten(self, line: str, step: int) -> tuple[str | None, int]:
        is_hit = any(self._redaction.touches(table, json.loads(row)) for table, row in rows_in(line))
        if not is_hit and step not in self._facts and (step or not self._redaction.is_named_in(line)):
            return None, 0
        verb = "" if step else read(line).verb
        new, gone = rewritten(line, self._write, lambda facts: self._facts_of(step, facts, verb))
        return (new, gone) if new != line else (None, 0)

    def _facts_of(self, step: int, facts: Any, verb: str) -> Any:
        if not step and isinstance(facts, dict):  # of another copy's step, which stands nowhere else here
            return self._redaction.facts(verb, facts)
        return facts if facts is None or step not in self._facts else self._facts[step]

    def _write(self, values: Values) -> Values | None:
        table, row, fields, *over = values
        if self._redaction.goes(table, row):
            return None
        if not fields or not self._redaction.touches(table, row):
            return values
        new = self._redaction.fields(table, row, fields)
        return values if new is fields else [table, row, new, *over]

    def _put(self, run: RewrittenRun, lines: list[bytes]) -> None:
        if run.is_packed:
            body = zlib.compress(b"\n".join(lines), 6)
            self._run("UPDATE segments SET body = ? WHERE strand = ? AND first = ?", [body, run.strand, run.first])
        else:
            values = [lines[0].decode(), run.strand, run.first]
            self._run("UPDATE parts SET line = ? WHERE strand = ? AND counter = ?", values)

    def _gaps_of_steps(self) -> Iterator[Gap]:
        for number, gone in sorted(self._gone.items()):
            *step, seal = self._run(f"SELECT {SEALED}, seal FROM steps WHERE number = ?", [number]).fetchone()
            now = seal_of(b"", step, changes_hash(self._connection, number), parts_hash(self._lines[number]))
            yield Gap(self._erasure, OF_STEPS, number, seal, now, gone)
            if gone:
                query = "UPDATE steps SET state = 'dropped' WHERE number = ? AND kind = 'do'"
                self._run(query, [number])

    def _take_from_tables(self) -> None:
        for table, rows in self._found.rows.items():
            self._delete(table, "id", rows)
            named = [[row, table] for row in rows]
            self._connection.executemany("DELETE FROM tips WHERE row = ? AND table_name = ?", named)
            for of in ("hidden", "forks", "contested", "settled", "kept"):
                self._connection.executemany(f"DELETE FROM {of} WHERE row = ? AND table_name = ?", named)
        self._delete("texts", "sha256", self._found.texts)
        empty(self._connection)
        self._delete("source_files", "sha256", self._found.sources)
        changed = [*self._found.renamed, *((Table.CODEBOOK_VERSIONS, row) for row in self._found.versions)]
        changed += [(Table.DECISIONS, row) for row in self._found.decisions]
        changed += [(Table.DOCUMENT_SETS, row) for row in self._found.sets]
        changed += [(Table.KEPT_SEARCHES, row) for row in self._found.searches]
        for table, row in changed:
            self._change_row(table, row)
        self._take_from_deliveries()
        self._settle(changed)

    def _take_from_deliveries(self) -> None:
        """Let what waits wait no more where it says something of it: it is asked for again; call files otherwise."""
        held = self._run("SELECT strand, counter, line FROM waiting WHERE line <> ''").fetchall()
        for strand, counter, line in held:
            text = zlib.decompress(line).decode() if isinstance(line, bytes) else line
            if self._rewritten(text, 0)[0] is not None:
                self._run("DELETE FROM waiting WHERE strand = ? AND counter = ?", [strand, counter])
        for table in ("deliveries", "packets", "copy"):
            for id, name in self._run(f"SELECT id, name FROM {table}").fetchall():
                if (new := self._redaction.unnamed(name)) != name:
                    self._run(f"UPDATE {table} SET name = ? WHERE id = ?", [new, id])

    def _settle(self, changed: Collection[tuple[str, str]]) -> None:
        """Let what is shown, and what stands open, follow from what is left."""
        settling = Settling(self._connection)
        if not settling.is_needed():
            return
        touched: dict[str, set[str]] = {str(table): set(rows) for table, rows in self._found.rows.items()}
        for table, row in changed:
            touched.setdefault(str(table), set()).add(row)
            self._run("DELETE FROM contested WHERE table_name = ? AND row = ?", [table, row])
        for (table, row), writes in RowGraphs(self._connection).of(changed).items():
            put_contested(self._connection, table, row, fold(RULES[Table(table)], writes))
        settling.follow(touched)

    def _change_row(self, table: str, row: str) -> None:
        """Write what is left of a row that stays, shown or not."""
        cursor = self._run(f"SELECT * FROM {table} WHERE id = ?", [row])
        names = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            old = dict(zip(names, values, strict=True))
            new = self._redaction.fields(table, row, old)
            for name in (name for name in names if new[name] != old[name]):
                self._run(f"UPDATE {table} SET {name} = ? WHERE id = ?", [new[name], row])
        query = "SELECT content FROM hidden WHERE row = ? AND table_name = ?"
        for (text,) in self._run(query, [row, table]).fetchall():
            content = self._redaction.record(table, row, text)
            self._run("UPDATE hidden SET content = ? WHERE row = ? AND table_name = ?", [content, row, table])
        query = "SELECT said FROM settled WHERE row = ? AND table_name = ?"
        for (text,) in self._run(query, [row, table]).fetchall():
            said = self._redaction.record(table, row, text)
            self._run("UPDATE settled SET said = ? WHERE row = ? AND table_name = ?", [said, row, table])

    def _delete(self, table: str, column: str, values: Collection[str]) -> None:
        self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ([value] for value in values))
