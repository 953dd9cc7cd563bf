"""A copy of a project in which what follows from the rest for certain is mended; what needs a guess stays as it is.

Parts whose chain is whole say what rows, tips, steps and records were, if the seals prove it; tables, indexes and
triggers are as the program makes them. The file itself is only read.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.model.errors import BadProject, StrangeSchema
from annotator.store.chain.seals import SEALED
from annotator.store.check import check
from annotator.store.check.schema_check import refuse_strange, schema_problems
from annotator.store.check.soundness import broken
from annotator.store.check.state_check import states_of
from annotator.store.connections.connecting import connect, key_of
from annotator.store.connections.keys import FileKey
from annotator.store.opening import new_database, refuse_foreign, take_name
from annotator.store.path_errors import explained_path
from annotator.store.placing import discard, unfinished_name
from annotator.store.project import Project
from annotator.store.recovery.proving import ProvenStep, prove
from annotator.store.recovery.rebuilding import Rebuilding
from annotator.store.recovery.schema_mending import drop_code, mend_schema, put_triggers
from annotator.store.recovery.sound_parts import sound_parts
from annotator.store.recovery.strand_heads import put_heads
from annotator.store.rows.codebook import Codebooks
from annotator.store.schema.migrations import is_up_to_date
from annotator.store.schema.tables import Table
from annotator.store.search.search_index import SearchIndex
from annotator.store.sittings.open_files import is_open
from annotator.store.sqlite_errors import explained

_LOGS = ("", "-wal", "-journal")
_FOLLOWING = (*Table, "hidden", "settled", "kept", "contested", "forks")
"""Tables that follow from the parts row by row."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a check found before and finds in the copy. `unproven`: why the history says nothing for certain."""

    before: tuple[str, ...]
    left: tuple[str, ...]
    unproven: str = ""

    @property
    def mended(self) -> tuple[str, ...]:
        """What was found, and is no more."""
        return tuple(one for one in self.before if one not in self.left)


def repair(file: Path, new: Path) -> Repaired:
    """Mend what needs no guess, into a new file; raises `BadProject`, and leaves no new file then.

    Where nothing is wrong there is none either.
    """
    with explained_path(file), explained_path(new):
        if not file.is_file():
            raise BadProject(f"There is no file {file}; check the name.")
        if is_open(file):
            raise BadProject(f"{file.name} is open here; close it first.")
        refuse_foreign(file)
        if new.exists():
            raise BadProject(f"{new} exists already; choose another name.")
        made = unfinished_name(new)
        try:
            for ending in _LOGS:
                with suppress(FileNotFoundError):
                    shutil.copyfile(file.with_name(file.name + ending), made.with_name(made.name + ending))
            with explained(file.name), closing(connect(made)) as connection:
                before, unproven = _mend(connection, file, key_of(file))
            if not before:
                return Repaired((), ())
            left = _left(made)
            take_name(made, new)
        finally:
            discard(made)
    return Repaired(tuple(before), tuple(left), unproven)


def _left(made: Path) -> list[str]:
    try:
        with Project.open(made) as project:
            return project.check()
    except BadProject as error:
        return [str(error)]


def _mend(connection: sqlite3.Connection, file: Path, key: FileKey | None) -> tuple[list[str], str]:
    run = connection.execute
    strange = _rid_of_code(connection, file)
    if found := broken(connection):
        raise BadProject(f"{file.name} is damaged where no copy of it can be mended ({found[0]}): rescue what is left.")
    run("PRAGMA journal_mode = DELETE")
    if not is_up_to_date(connection, file):
        raise BadProject(f"{file.name} is of an older version; open it with this one first, which keeps a copy.")
    index = SearchIndex(connection)
    found = [*check.problems(connection, Codebooks(connection)), *strange, *index.problems()]
    before = list(dict.fromkeys(found))
    if not before:
        return [], ""
    run("PRAGMA foreign_keys = OFF")
    run("BEGIN")
    drop_code(connection)
    mend_schema(connection)
    if index.problems():
        index.fill()
    unproven = _mend_by_parts(connection, key)
    put_triggers(connection)
    run("COMMIT")
    return before, unproven


def _rid_of_code(connection: sqlite3.Connection, file: Path) -> list[str]:
    """Return what is wrong with the schema, and take away what could run of it before anything is read."""
    try:
        refuse_strange(connection, file)
    except StrangeSchema:
        strange = [*schema_problems(connection)]
        drop_code(connection)
        mendable = {
            f"The table “{name}” is missing." for name in (*_FOLLOWING, "tips", "steps", "changes", "indexed_texts")
        }
        missing = (said for said in strange if said.startswith("The table") and said.endswith("is missing."))
        if lost := [said for said in missing if said not in mendable and "“text_index" not in said]:
            raise BadProject(f"{file.name} cannot be mended, only rescued. {lost[0]}") from None
        return strange
    return []


def _mend_by_parts(connection: sqlite3.Connection, key: FileKey | None) -> str:
    """Let all that follows from the parts be what they say; return why not, where nothing proves them."""
    try:
        put_heads(connection)
        parts = sound_parts(connection)
    except sqlite3.OperationalError:
        return "The history lacks a column or a table, so nothing can be mended by it."
    if not parts.is_complete or not parts.is_of_project:
        return "A piece of the history is missing or altered itself, so nothing can be mended by it."
    with TemporaryDirectory(prefix="annotator-repair-") as folder:
        place = Path(folder) / "made.annot"
        made = new_database(place, place.name, key)
        with closing(made):
            made.execute("PRAGMA foreign_keys = OFF")
            made.execute("BEGIN")
            done = Rebuilding(made, parts, connection).run()
            made.execute("COMMIT")
            if not parts.is_complete:
                return f"Step {done.steps + 1} of the history says what no step can, so nothing can be mended by it."
            proven, unproven = prove(connection, made)
            if unproven is not None:
                return f"Nothing proves step {unproven} of the history, so nothing can be mended by it."
            _put_rows(connection, made)
            _put_tips(connection, made, done.strands)
            _put_steps(connection, made, proven)
    return ""


def _put_rows(connection: sqlite3.Connection, made: sqlite3.Connection) -> None:
    for table in _FOLLOWING:
        key = "id" if table in set(Table) else "1, 2, 3, 4" if table in ("contested", "forks") else "1, 2"
        query = f"SELECT * FROM {table} ORDER BY {key}"
        wanted = made.execute(query)
        marks = ", ".join("?" * len(wanted.description))
        if _differs(connection.execute(query), wanted):
            connection.execute(f"DELETE FROM {table}")
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", made.execute(query))


def _differs(one: sqlite3.Cursor, other: sqlite3.Cursor) -> bool:
    return any(left != right for left, right in zip_longest(one, other))


def _put_tips(connection: sqlite3.Connection, made: sqlite3.Connection, strands: dict[int, int]) -> None:
    here = {new: old for old, new in strands.items()}
    connection.execute("DELETE FROM tips")
    rows = made.execute("SELECT row, table_name, strand, counter FROM tips")
    connection.executemany(
        "INSERT INTO tips (row, table_name, strand, counter) VALUES (?, ?, ?, ?)",
        ((row, table, here[strand], counter) for row, table, strand, counter in rows),
    )


def _put_steps(connection: sqlite3.Connection, made: sqlite3.Connection, proven: list[ProvenStep]) -> None:
    run = connection.execute
    names = "number, sitting, place, clock, kind, verb, facts, label, person, time, target, seal, state"
    marks = ", ".join("?" * 13)
    for one in proven:
        if not one.is_recorded:
            _put_changes(connection, made, one)
        there = run(f"SELECT {SEALED}, seal FROM steps WHERE number = ?", [one.step[0]]).fetchone()
        if there != (*one.step, one.seal):
            run(f"INSERT OR REPLACE INTO steps ({names}) VALUES ({marks})", [*one.step, one.seal, "done"])
    last = proven[-1].step[0] if proven else 0
    run("DELETE FROM changes WHERE step > ?", [last])
    run("DELETE FROM steps WHERE number > ?", [last])
    connection.executemany(
        "UPDATE steps SET state = ?, target = ? WHERE number = ?",
        [(state, target, number) for number, (state, target) in states_of(connection).items()],
    )
    run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'steps'", [last])
    run("UPDATE journal SET step = NULL, recording = 1, packing = 0")
    run("UPDATE journal SET clock = coalesce((SELECT max(clock) FROM steps), 0)")


def _put_changes(connection: sqlite3.Connection, made: sqlite3.Connection, one: ProvenStep) -> None:
    number = one.step[0]
    connection.execute("DELETE FROM changes WHERE step = ?", [number])
    rows = made.execute("SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number", [number])
    (first,) = made.execute("SELECT min(number) FROM changes WHERE step = ?", [number]).fetchone()
    wanted = one.order or rows
    for at, values in enumerate(wanted, first or 1):
        is_free = not connection.execute("SELECT 1 FROM changes WHERE number = ?", [at]).fetchone()
        place = at if is_free else None
        connection.execute(
            "INSERT INTO changes (number, step, table_name, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [place, number, *values],
        )
