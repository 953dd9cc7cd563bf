"""All that a file says, or once said, of its rows: the tables, the recycle bin, the journal, the lines of the chain."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.sync.rewriting import writes_in


@dataclass(frozen=True, slots=True)
class RewrittenRun:
    """Lines of a strand that stand together. `is_packed`: as a segment; `hash`: of the last of them."""

    strand: int
    first: int
    last: int
    is_packed: bool
    lines: list[bytes]
    hash: bytes


def runs(connection: sqlite3.Connection) -> Iterator[RewrittenRun]:
    """Go through the lines of all strands, in their order; they may be written meanwhile."""
    for (strand,) in connection.execute("SELECT id FROM strands ORDER BY id").fetchall():
        places = connection.execute(
            "SELECT first, 1 FROM segments WHERE strand = ?1 UNION ALL SELECT counter, 0 FROM parts WHERE strand = ?1"
            " ORDER BY 1",
            [strand],
        ).fetchall()
        for first, is_packed in places:
            if is_packed:
                last, body, hash = connection.execute(
                    "SELECT last, body, hash FROM segments WHERE strand = ? AND first = ?", [strand, first]
                ).fetchone()
                yield RewrittenRun(strand, first, last, True, zlib.decompress(body).split(b"\n"), hash)
            else:
                line, hash = connection.execute(
                    "SELECT line, hash FROM parts WHERE strand = ? AND counter = ?", [strand, first]
                ).fetchone()
                yield RewrittenRun(strand, first, first, False, [line.encode()], hash)


def said_of(
    connection: sqlite3.Connection, tables: Collection[str], needles: Collection[str] | None = None
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield table, id and columns for each time that something was said of a row; of a change those that it set.

    `needles`: only of what one of these texts stands in, as far as that is easily told; None: all.
    """
    yield from present_rows(connection, tables)
    marks = ", ".join("?" * len(tables))
    rows = connection.execute(
        f"SELECT table_name, row, before, after FROM changes WHERE table_name IN ({marks})", list(tables)
    )
    for table, row, *records in rows:
        for text in records:
            if text and _is_hit(text, needles):
                yield table, row, json.loads(text)
    starts = [f'["{table}",' for table in tables]
    for run in runs(connection):
        for line in run.lines:
            text = line.decode()
            if any(start in text for start in starts) and _is_hit(text, needles):
                for _, _, (table, row, fields, *_) in writes_in(text):
                    if fields and table in tables:
                        yield table, row, fields


def present_rows(
    connection: sqlite3.Connection, tables: Collection[str]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield table, id and columns of all rows that are there, shown or in the recycle bin."""
    for table in tables:
        cursor = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            values = dict(zip(names, row, strict=True))
            yield table, values["id"], values
        for row, content in connection.execute("SELECT row, content FROM hidden WHERE table_name = ?", [table]):
            yield table, row, json.loads(content)


def _is_hit(text: str, needles: Collection[str] | None) -> bool:
    return needles is None or any(needle in text for needle in needles)
