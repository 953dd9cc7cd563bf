"""Which table a record is of, by its columns: the trees that say so may be damaged themselves."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.model.actor import ActorKind
from annotator.model.codebook import Codebook
from annotator.model.coder import LayerKind, TeamRole
from annotator.model.decision import Rule
from annotator.model.errors import AnnotatorError
from annotator.model.settings import ProjectSettings
from annotator.store.check.shapes import JSON_COLUMNS
from annotator.store.recovery.records import FoundRecord, Value
from annotator.store.schema.tables import Table

_KINDS: dict[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes, "REAL": float}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXTENTS = re.compile(r"\[(\[\d+,\d+\](,(?=\[))?)*\]")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T")
_FIELD_KINDS = ("text", "date", "number", "choice")
_ABSENT = object()


def _is_text(row: tuple[Value, ...]) -> bool:
    return hashlib.sha256(str(row[2]).encode()).hexdigest() == row[0] and row[1] == len(str(row[2]))


def _is_json(text: Value, kind: str) -> bool:
    if text in (None, "{}", "[]"):
        return True
    try:
        return isinstance(json.loads(str(text)), dict if kind == "object" else list)
    except (ValueError, RecursionError):
        return False


def _is_of_both(row: tuple[Value, ...]) -> bool:
    return row[0] == f"{row[1]!s}/{row[2]!s}"


def _is_codebook(row: tuple[Value, ...]) -> bool:
    try:
        Codebook.from_json(str(row[2]).encode())
    except (ValueError, AnnotatorError):
        return False
    return True


def _is_source_file(row: tuple[Value, ...]) -> bool:
    body = row[3]
    return isinstance(body, bytes) and row[2] == len(body) and hashlib.sha256(body).hexdigest() == row[0]


_MUST: dict[str, Callable[[tuple[Value, ...]], bool]] = {
    "texts": _is_text,
    "source_files": _is_source_file,
    "settings": lambda row: row[0] in ProjectSettings.model_fields,
    "documents": lambda row: bool(_SHA256.fullmatch(str(row[2]))),
    # An index over three ids is no list of people.
    "coders": lambda row: (
        not _ID.search(str(row[2])) and set(re.findall(r"[^\W_]+", " ".join(map(str, row[3:])))) <= set(TeamRole)
    ),
    "layers": lambda row: row[2] in set(LayerKind),
    "assignments": _is_of_both,
    "practice_results": _is_of_both,
    "releases": lambda row: row[0] == row[1],
    "practice_documents": lambda row: row[0] == row[1],
    "distinct_pairs": _is_of_both,
    "units": lambda row: row[0] == row[1] and bool(_EXTENTS.fullmatch(str(row[2]))),
    # An index over layers, labels, documents and spans is no list of slots: a role is a readable word.
    "links": lambda row: (
        not _ID.fullmatch(str(row[2])) and (row[3:6] != (None, None, None) or row[6:7] not in ((), ("[]",)))
    ),
    "actors": lambda row: row[2] in set(ActorKind),
    "decisions": lambda row: row[2] in set(Rule),
    "codebook_versions": _is_codebook,
    "changes": lambda row: row[2] in set(Table),
    "hidden": lambda row: row[0] in set(Table) and _is_json(row[3], "object"),
    "removals": lambda row: row[0] == f"{row[1]!s}/{row[2]!s}",
    "document_sets": lambda row: (
        bool(_ID.fullmatch(str(row[0]))) and not _ID.search(str(row[1])) and (row[3] is None) != (row[4] is None)
    ),
    "document_fields": lambda row: row[2] in _FIELD_KINDS,
    "kept_searches": lambda row: (
        bool(_ID.fullmatch(str(row[0]))) and not any(_ID.search(str(said)) for said in row[1:3])
    ),
    "tips": lambda row: row[1] in set(Table),
    "sent": lambda row: row[0] == "" or bool(_ID.fullmatch(str(row[0]))),  # an index over steps begins with a sitting
    "forks": lambda row: False,  # they look as tips do, and follow from the parts
    # Three numbers look as an index does, and a login is not given on; whoever joins the hub again hands all over.
    **dict.fromkeys(("hubs", "outbox"), lambda row: False),
    **dict.fromkeys(("contested", "settled", "kept"), lambda row: row[0] in set(Table)),
    "packets": lambda row: bool(_TIME.match(str(row[3]))),
    "deliveries": lambda row: bool(_TIME.match(str(row[5]))),
    "waiting": lambda row: row[3] in ("gap", "over", "newer", "refused", "aside"),
    "steps": lambda row: row[1] in ("do", "undo", "redo"),
}
"""What is true of each row of a table beside the kinds of its columns, by their order."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """What the rows of a table look like. `defaults`: by column, of those that an older row may lack."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[type, ...]
    may_be_null: tuple[bool, ...]
    defaults: tuple[object, ...]
    json: tuple[tuple[int, str], ...]
    """Which columns hold JSON, and of what kind."""
    rowid: int | None
    """Which column is the rowid; -1: none is, but there are rowids; None: the table has none."""

    def row(self, found: FoundRecord) -> tuple[Value, ...] | None:
        """Return a record as a row of this table, None where it cannot be one."""
        values = list(found.values)
        if (found.rowid is None) != (self.rowid is None) or not 0 < len(values) <= len(self.columns):
            return None
        for default in self.defaults[len(values) :]:
            if default is _ABSENT:
                return None
            values.append(default)  # type: ignore[arg-type]
        if self.rowid is not None and self.rowid >= 0:
            if values[self.rowid] is not None:
                return None
            values[self.rowid] = found.rowid
        for value, stored, may_be_null in zip(values, self.kinds, self.may_be_null, strict=True):
            if not (may_be_null if value is None else type(value) is stored):
                return None
        row = tuple(values)
        for index, kind in self.json:
            if not _is_json(row[index], kind):
                return None
        return row if self.name not in _MUST or _MUST[self.name](row) else None


def fitting(shapes: Iterable[TableShape], records: Iterable[FoundRecord]) -> list[TableShape]:
    """Return the tables of which records of one page may be; those that have as many columns, where there are any."""
    there = list(records)
    found = [shape for shape in shapes if any(shape.row(record) is not None for record in there)]
    exact = [
        shape
        for shape in found
        if any(len(record.values) == len(shape.columns) and shape.row(record) is not None for record in there)
    ]
    return exact or found


def shapes_in(connection: sqlite3.Connection) -> dict[str, TableShape]:
    """Return the shapes of all tables of a database but SQLite's own."""
    found = {}
    tables = connection.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    for name, has_no_rowid in tables.fetchall():
        if not name.startswith("sqlite_"):
            found[name] = _shape(connection, name, bool(has_no_rowid))
    return found


def _shape(connection: sqlite3.Connection, name: str, has_no_rowid: bool) -> TableShape:
    columns = connection.execute("SELECT name, type, [notnull], dflt_value, pk FROM pragma_table_info(?)", [name])
    rows = columns.fetchall()
    keys = [index for index, (*_, key) in enumerate(rows) if key]
    alias = keys[0] if len(keys) == 1 and rows[keys[0]][1] == "INTEGER" else -1
    return TableShape(
        name,
        tuple(column for column, *_ in rows),
        tuple(_KINDS[kind] for _, kind, *_ in rows),
        tuple(not (not_null or key) for _, _, not_null, _, key in rows),
        tuple(_default(connection, text, not_null) for _, _, not_null, text, _ in rows),
        tuple((at, JSON_COLUMNS[name, row[0]]) for at, row in enumerate(rows) if (name, row[0]) in JSON_COLUMNS),
        None if has_no_rowid else alias,
    )


def _default(connection: sqlite3.Connection, text: str | None, not_null: int) -> object:
    if text is None:
        return _ABSENT if not_null else None
    return connection.execute(f"SELECT {text}").fetchone()[0]
