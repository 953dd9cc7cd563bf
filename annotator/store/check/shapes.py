"""Whether tables and the values in them have the shapes that the program writes, whatever wrote them."""

import sqlite3
from collections.abc import Iterator

from annotator.model.wording import counted
from annotator.store.schema.tables import Table

_TABLES = (
    "texts",
    "source_files",
    "steps",
    "changes",
    "journal",
    "strands",
    "parts",
    "segments",
    "tips",
    "hidden",
    "erased",
    *Table,
)
JSON_COLUMNS = {
    ("documents", "metadata"): "object",
    ("documents", "pages"): "array",
    ("actors", "aliases"): "array",
    ("actors", "codes"): "object",
    ("actors", "memberships"): "array",
    ("spans", "extents"): "array",
    ("spans", "attributes"): "object",
    ("spans", "moved_from"): "object",
    ("links", "extents"): "array",
    ("links", "attributes"): "object",
    ("decisions", "candidates"): "array",
    ("decisions", "absent"): "array",
    ("decisions", "gold"): "array",
    ("decisions", "links"): "array",
    ("document_sets", "documents"): "array",
    ("units", "extents"): "array",
    ("document_fields", "choices"): "array",
}
"""What the JSON of a column is."""
_STORED = {"TEXT": "text", "INTEGER": "integer", "REAL": "real"}


def shape_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each table that is not there, and for each column with values of another kind."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _TABLES:
        if table not in there:
            yield f"The table “{table}” is missing."
        else:
            yield from _column_problems(connection, table)
    if "codebook_versions" in there and not connection.execute("SELECT 1 FROM codebook_versions").fetchone():
        yield "The project has no codebook."


def _column_problems(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """Look at all columns of a table in one go through it."""
    wrong = list(_wrong(connection, table))
    if not wrong:
        return
    # Whether any is wrong ends at each row with the first thing that is: a third of the time of counting all.
    any_wrong = " OR ".join(f"({condition})" for _, _, condition in wrong)
    if not connection.execute(f"SELECT 1 FROM {table} WHERE {any_wrong} LIMIT 1").fetchone():
        return
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for _, _, condition in wrong)
    counts = connection.execute(f"SELECT {sums} FROM {table}").fetchone()
    for (column, what, _), count in zip(wrong, counts, strict=True):
        if count:
            yield f"In {counted(count, 'row', 'rows')} of {table} what stands in “{column}” is {what}."


def _wrong(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, str]]:
    """Yield (column, what it then is, when that is so as SQL)."""
    for _, column, declared, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
        if stored := _STORED.get(declared):
            what = f"no {'number' if stored != 'text' else 'text'}"
            yield column, what, f"typeof({column}) NOT IN ('{stored}', 'null')"
        if kind := JSON_COLUMNS.get((table, column)):
            empty = "{}" if kind == "object" else "[]"
            yield (
                column,
                f"no JSON {kind}",
                f"CASE WHEN {column} IS NULL OR {column} = '{empty}' THEN 0 WHEN json_valid({column})"
                f" THEN json_type({column}) <> '{kind}' ELSE 1 END",
            )
