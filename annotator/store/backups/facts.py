"""What a project or a backup of it holds, in a few numbers, also in the form of an older version."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.store.backups.snapshots import reader


@dataclass(frozen=True, slots=True)
class Contents:
    """`done`: documents that somebody marked as done; `acts`: spans whose label has roles; `codings`: the others.

    `people`: all of the project.
    """

    documents: int
    done: int
    acts: int
    codings: int
    decisions: int
    step: int
    people: int = 0


_ACTS = """
SELECT coalesce(sum(spans) FILTER (WHERE label IN (
    SELECT json_extract(value, '$.id') FROM json_each(
        (SELECT codebook FROM codebook_versions ORDER BY number DESC LIMIT 1), '$.labels')
    WHERE json_array_length(value, '$.roles') > 0)), 0), coalesce(sum(spans), 0)
FROM (SELECT layer, label, count(*) AS spans FROM spans GROUP BY layer, label)
"""


def contents_of(connection: sqlite3.Connection) -> Contents:
    """Count what is in a project; raises what SQLite raises."""

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    acts, spans = connection.execute(_ACTS).fetchone()
    return Contents(
        documents=count("SELECT count(*) FROM documents"),
        done=count("SELECT count(DISTINCT document) FROM assignments WHERE done"),
        acts=acts,
        codings=spans - acts,
        decisions=count("SELECT count(*) FROM decisions"),
        step=count("SELECT coalesce(max(number), 0) FROM steps"),
        people=count("SELECT count(*) FROM coders"),
    )


def contents_at(path: Path, is_closed: bool = False) -> Contents | None:
    """Count what is in the file at a path; None where that cannot be read. `is_closed`: see `reader`."""
    try:
        with closing(reader(path, is_closed)) as connection:
            return contents_of(connection)
    except (BadProject, sqlite3.DatabaseError, OSError, ValueError):
        return None
