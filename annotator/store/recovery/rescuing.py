"""A new project of what is left of a damaged file: its history as far as that is whole, and a step with the rest.

The damaged file is read and never written, nor is its log.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.model.ids import new_id
from annotator.model.verbs.project import Rescue, RescueAll
from annotator.store.connections.connecting import is_encrypted
from annotator.store.opening import new_database, take_name, text_of
from annotator.store.path_errors import explained_path
from annotator.store.placing import discard, whole_new_file
from annotator.store.project import Project
from annotator.store.recovery.levelling import Levelling
from annotator.store.recovery.placeholders import StandIns, put_stand_ins
from annotator.store.recovery.rebuilding import Rebuilding, Rebuilt
from annotator.store.recovery.salvage import Salvage, salvage
from annotator.store.recovery.sound_parts import SoundParts, sound_parts
from annotator.store.schema.tables import BY_HASH, Table
from annotator.store.sittings.open_files import is_open
from annotator.store.sqlite_errors import explained

COUNTED = (Table.DOCUMENTS, Table.SPANS, Table.LINKS, Table.DECISIONS, Table.ACTORS, Table.CODERS, Table.LAYERS)
"""The tables whose rows are counted."""
Told = Callable[[int, int], object]


@dataclass(slots=True)
class RescuedProject:
    """What came of a damaged file. `there`: rows that came by table; `missing`: ids of those that did not.

    `texts`: documents whose text is lost, with its hash; `steps`: how many of the history came, of how many.
    `problems`: what a check of the new project finds.
    """

    there: dict[Table, int] = field(default_factory=dict)
    missing: dict[Table, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    steps: tuple[int, int] = (0, 0)
    unreadable: int = 0
    notices: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def rescue(damaged: Path, new: Path, told: Told = lambda done, of: None) -> RescuedProject:
    """Write what can be read from a damaged file into a new project.

    `told`: called with how much is done, of how much; it may raise `Cancelled`. Raises `BadProject` where nothing of a
    project can be read, it is encrypted, or the new file exists or cannot be written: there is no new file then.
    """
    with explained_path(damaged), explained_path(new):
        if not damaged.is_file():
            raise BadProject(f"There is no file {damaged}; check the name.")
        if is_open(damaged):
            raise BadProject(f"{damaged.name} is open here; close it first.")
        if is_encrypted(damaged):
            raise BadProject(
                f"{damaged.name} is encrypted, so that its pages cannot be read one by one; restore a backup, and "
                "import the rescue file if there is one."
            )
        if new.exists():
            raise BadProject(f"{new} exists already; choose another name.")
        if not new.parent.is_dir():
            raise BadProject(f"The folder {new.parent} does not exist; create it first, or choose another.")
    told(0, 4)
    found = salvage(damaged)
    with contextlib.closing(found), whole_new_file(new, take_name) as made:
        told(1, 4)
        return _write(found, made, damaged, told)


def _write(found: Salvage, made: Path, damaged: Path, told: Told) -> RescuedProject:
    there = found.rows.execute
    if not any(there(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in (*Table, *BY_HASH, "parts", "segments")):
        raise BadProject(f"Nothing of a project can be read from {damaged.name}; restore a copy.")
    parts = sound_parts(found.rows)
    parts.origin = parts.origin or new_id()
    (last,) = there("SELECT coalesce(max(clock), 0) FROM steps").fetchone()
    rebuilt = _rebuild(made, parts, found)
    if rebuilt.uncovered is not None and rebuilt.uncovered <= parts.limit:
        # Nobody could say of that gap whether it is one: the history ends before it.
        parts.stop_before(rebuilt.uncovered)
        discard(made)
        rebuilt = _rebuild(made, parts, found)
    told(2, 4)
    with Project.open(made) as project:
        project.quick_check()
        outcome = RescuedProject(steps=(rebuilt.steps, max(last, rebuilt.steps)), unreadable=found.unreadable)
        with project.transact(Rescue(file=text_of(damaged.name))) as step:
            connection = project._connection
            connection.execute("PRAGMA defer_foreign_keys = ON")
            levelling = Levelling(connection, found, parts, rebuilt)
            levelling.run(step.number)
            stand_ins = put_stand_ins(connection, parts.origin)
            levelling.settle(step.number)  # what was removed may be a stand-in by now
            if not rebuilt.steps:
                connection.execute("UPDATE steps SET state = 'dropped'")
            _count(connection, levelling, stand_ins, outcome)
            outcome.notices[:0] = found.notices
        if project.journal.latest() == rebuilt.steps:
            project.note(RescueAll(file=text_of(damaged.name)))
        for _ in project.search_index.complete():
            pass
        told(3, 4)
        outcome.problems = project.check()
    return outcome


def _rebuild(made: Path, parts: SoundParts, found: Salvage) -> Rebuilt:
    with explained(made.name):
        connection = new_database(made, made.name)
        with contextlib.closing(connection):
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN")
            rebuilt = Rebuilding(connection, parts, found.rows).run()
            connection.execute("COMMIT")
    return rebuilt


def _count(connection: sqlite3.Connection, levelling: Levelling, stand_ins: StandIns, outcome: RescuedProject) -> None:
    for table, id in levelling.lost_rows():
        outcome.missing.setdefault(table, []).append(id)
    for table, ids in stand_ins.rows.items():
        outcome.missing[table] = sorted({*outcome.missing.get(table, ()), *ids})
    for table in COUNTED:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        outcome.there[table] = count - len(stand_ins.rows.get(table, ()))
    outcome.texts = stand_ins.texts
    outcome.notices = [*levelling.notices, *stand_ins.notices]
