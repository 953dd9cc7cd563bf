"""All rows that a damaged file still holds, in a database of their own with the tables that the file had.

First along the trees from their roots, which say of which table each page is; then the pages that no tree leads to any
more, by what stands in them. Where both have a row, what a tree leads to counts. Pages on the list of free ones hold
what was deleted, and are left.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from annotator.model.errors import BadProject, TooNew
from annotator.model.program_version import version_of
from annotator.paths import system_says
from annotator.store.connections.connecting import in_memory, private
from annotator.store.recovery.pages import PageFile
from annotator.store.recovery.records import FoundRecord, TreePage, Value, tree_page
from annotator.store.recovery.schema_mending import drop_code
from annotator.store.recovery.table_shapes import TableShape, fitting, shapes_in
from annotator.store.schema.migrations import migrations, too_new

_MASTER = 5
_HIDDEN = "hidden"
_MIGRATIONS = "_sqlite_migrations"
_Master = tuple[str, str, int]
_ALIKE = {"releases", "practice_documents"}
_Place = tuple[TableShape, tuple[Value, ...]]


@dataclass(slots=True)
class Salvage:
    """What was found. `rows`: a database with it; `whole`: tables of which nothing is missing; `pages`: how many."""

    rows: sqlite3.Connection
    whole: set[str] = field(default_factory=set)
    pages: int = 0
    unreadable: int = 0
    """Pages that are no part of anything any more."""
    notices: list[str] = field(default_factory=list)
    """What was left out, a sentence each."""

    def has_all(self, table: str) -> bool:
        """Whether nothing is missing of a table's rows, those that are not shown among them."""
        return table in self.whole and _HIDDEN in self.whole

    def close(self) -> None:
        """Forget all of it."""
        self.rows.close()


def salvage(path: Path) -> Salvage:
    """Read what is left in a file; raises `BadProject` for one of a newer version, or that cannot be opened at all."""
    try:
        file = PageFile(path)
    except OSError as error:
        raise BadProject(
            f"{path.name} cannot be read ({system_says(error)}); check its name and permissions."
        ) from error
    try:
        return _Reading(file, path.name).read()
    finally:
        file.close()


class _Reading:
    def __init__(self, file: PageFile, name: str) -> None:
        self._file, self._name = file, name
        self._before: str | None = None
        """The first migration that the file lacks."""
        self._seen = bytearray(file.count + 1)
        for page in file.free_pages():
            self._seen[page] = 1

    def read(self) -> Salvage:
        master = self._master()
        roots = {name: root for kind, name, root in master if kind == "table"}
        rows = self._database(roots.get(_MIGRATIONS))
        found = Salvage(rows, pages=self._file.count)
        try:
            shapes = shapes_in(rows)
            rows.execute("BEGIN")  # one for all: to commit each page of a large file takes minutes
            self._put_trees(found, shapes, roots)
            for kind, _, root in master:
                if kind == "index":
                    for page in self._tree(root, []):
                        self._mark(page)
            self._put_orphans(found, shapes)
            rows.execute("COMMIT")
            if self._before is not None:
                bring_forward(rows, self._before, self._name)
                found.whole |= shapes_in(rows).keys() - shapes.keys()
        except BaseException:
            rows.close()
            raise
        return found

    def _mark(self, page: TreePage) -> None:
        self._seen[page.number] = 1
        for record in page.records:
            for number in record.pages:
                self._seen[number] = 1

    def _tree(self, root: int, broken: list[int]) -> Iterator[TreePage]:
        """Go through a tree; `broken` takes the pages at which that ends too early, or that are not whole."""
        waiting, kind = [root], None
        seen = set[int]()
        while waiting:
            number = waiting.pop()
            page = tree_page(self._file, number) if 0 < number <= self._file.count and number not in seen else None
            kind = page.has_rowids if kind is None and page is not None else kind
            if page is None or page.has_rowids != kind or not page.is_whole:
                broken.append(number)
            if page is None or page.has_rowids != kind:
                continue
            seen.add(number)
            yield page
            waiting += reversed(page.children)

    def _master(self) -> list[_Master]:
        """Return kind, name and root of what the file says that it has (section 2.6); from wherever that stands."""
        broken: list[int] = []
        found: dict[str, _Master] = {}
        for page in self._tree(1, broken):
            found |= {one[1]: one for record in page.records if (one := _master_of(record)) is not None}
            self._seen[page.number] = 1
        if broken or not found:
            for number in range(1, self._file.count + 1):
                page_there = tree_page(self._file, number)
                for record in page_there.records if page_there is not None else ():
                    if (one := _master_of(record)) is not None:
                        found.setdefault(one[1], one)
        return list(found.values())

    def _database(self, root: int | None) -> sqlite3.Connection:
        """Return an empty database with the tables of the version that wrote the file, as far as that is known."""
        known = migrations.names
        said = set[str]()
        for page in self._tree(root, []) if root else ():
            said |= {str(record.values[2]) for record in page.records if record.values[1:2] == ("annotator",)}
        if said - set(known):
            number = int.from_bytes((self._file.page(1) or b"")[60:64], "big")
            raise TooNew(too_new(self._name, version_of(number), "to rescue it"))
        done = next((index for index, name in enumerate(known) if name not in said), len(known)) if said else len(known)
        self._before = known[done] if done < len(known) else None
        return empty_database(self._before)

    def _put_trees(self, found: Salvage, shapes: dict[str, TableShape], roots: dict[str, int]) -> None:
        is_of_one_moment = self._file.is_of_one_moment
        for name, shape in shapes.items():
            if name == _MIGRATIONS:
                continue
            broken: list[int] = []
            for page in self._tree(roots[name], broken) if name in roots else ():
                rows = [shape.row(record) for record in page.records]
                if not all(rows):
                    broken.append(page.number)
                    if not any(rows):
                        continue  # a page of something else
                self._mark(page)
                _put(found.rows, shape, [row for row in rows if row is not None])
            if name in roots and not broken and is_of_one_moment:
                found.whole.add(name)

    def _put_orphans(self, found: Salvage, shapes: dict[str, TableShape]) -> None:
        doubtful: list[tuple[list[TableShape], list[FoundRecord]]] = []
        for number in range(1, self._file.count + 1):
            if self._seen[number]:
                continue
            page = tree_page(self._file, number)
            if page is None:
                found.unreadable += 1
                continue
            fits = fitting(shapes.values(), page.records)
            if len(fits) == 1:
                self._mark(page)
                _put(found.rows, fits[0], [row for one in page.records if (row := fits[0].row(one)) is not None])
            elif fits:
                doubtful.append((fits, page.records))
        self._put_doubtful(found, [(fits, record) for fits, records in doubtful for record in records])

    def _put_doubtful(self, found: Salvage, doubtful: list[tuple[list[TableShape], FoundRecord]]) -> None:
        """Put each record where it alone can be; as long as that leaves a single place for another one."""
        places: list[list[_Place]] = [[]]
        while places:
            places = [_places(found.rows, fits, record) for fits, record in doubtful]
            certain = [index for index, one in enumerate(places) if len(one) == 1]
            if not certain:
                break
            for index in certain:
                ((shape, row),) = places[index]
                _put(found.rows, shape, [row])
            doubtful = [one for index, one in enumerate(doubtful) if index not in certain and places[index]]
        for several in places:
            for _, row in several[:1]:
                names = " or ".join(shape.name for shape, _ in several)
                found.notices.append(
                    f"The row “{row[0]!s}” of {names} was left out, since nothing says of which it is."
                )


def _places(rows: sqlite3.Connection, shapes: list[TableShape], record: FoundRecord) -> list[_Place]:
    """Return the tables of which a record may be a row: by its values in the history, else by its id; not there yet.

    Of releases and practice documents both may have a row of one document, under its id, so that this says nothing.
    """
    fits = [(shape, row) for shape in shapes if (row := shape.row(record)) is not None]
    query = "SELECT 1 FROM {} WHERE {} = ?"
    free = [
        one for one in fits if not rows.execute(query.format(one[0].name, one[0].columns[0]), one[1][:1]).fetchone()
    ]
    return [one for one in free if _is_recorded(rows, *one)] or [
        one for one in free if len(fits) == 1 or one[0].name in _ALIKE or _is_named(rows, *one)
    ]


def _is_named(rows: sqlite3.Connection, shape: TableShape, row: tuple[Value, ...]) -> bool:
    query = "SELECT 1 FROM {} WHERE table_name = ? AND row = ? LIMIT 1"
    return any(rows.execute(query.format(table), [shape.name, row[0]]).fetchone() for table in ("tips", "changes"))


def _is_recorded(rows: sqlite3.Connection, shape: TableShape, row: tuple[Value, ...]) -> bool:
    """Whether the journal or a part says that this table had a row with these values."""
    values = dict(zip(shape.columns, row, strict=True))
    query = "SELECT {0} FROM changes WHERE table_name = ? AND row = ? AND {0} IS NOT NULL"
    for side in ("before", "after"):
        for (content,) in rows.execute(query.format(side), [shape.name, row[0]]):
            with suppress(ValueError, AttributeError):
                if all(values[name] == value for name, value in json.loads(content).items() if name in values):
                    return True
    pieces = [json.dumps(value, ensure_ascii=False) for value in (shape.name, *row) if isinstance(value, str)]
    has_all = " AND ".join("instr(line, ?)" for _ in pieces)
    return rows.execute(f"SELECT 1 FROM parts WHERE {has_all} LIMIT 1", pieces).fetchone() is not None


def _put(rows: sqlite3.Connection, shape: TableShape, values: list[tuple[Value, ...]]) -> None:
    marks = ", ".join("?" * len(shape.columns))
    rows.executemany(f"INSERT OR IGNORE INTO {shape.name} VALUES ({marks})", values)


def _master_of(record: FoundRecord) -> _Master | None:
    values = record.values
    if len(values) != _MASTER or values[0] not in ("table", "index") or not isinstance(values[3], int):
        return None
    return str(values[0]), str(values[1]), values[3]


def empty_database(before: str | None = None) -> sqlite3.Connection:
    """Return a private database with the project's tables, empty and without triggers; `before`: which migration."""
    connection = private()
    with closing(in_memory()) as template:
        template.deserialize(_empty(before))
        template.backup(connection)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


@lru_cache(maxsize=2)
def _empty(before: str | None) -> bytes:
    with closing(in_memory()) as connection:
        migrations.apply(connection, stop_before=before)
        drop_code(connection)
        for name in shapes_in(connection):
            if name != _MIGRATIONS:
                connection.execute(f"DELETE FROM {name}")
        return connection.serialize()


def bring_forward(rows: sqlite3.Connection, before: str, name: str) -> None:
    """Bring rows of an older version into the present shape; raises `BadProject` where damage prevents that."""
    with closing(in_memory()) as fresh:
        migrations.apply(fresh, stop_before=before)
        triggers = fresh.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    try:
        rows.execute("INSERT OR IGNORE INTO journal (id, step, recording) VALUES (1, NULL, 1)")
        for (trigger,) in triggers:
            rows.execute(trigger)
        migrations.apply(rows)
    except (sqlite3.DatabaseError, LookupError, TypeError, ValueError) as error:
        raise BadProject(
            f"{name} was written by an older version, and so much of it is missing that it cannot be brought up to"
            " date; restore a copy."
        ) from error
    drop_code(rows)
