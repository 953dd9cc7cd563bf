"""How a project file came to its present shape: named steps, only ever appended.

A file that names a step this program does not know was written by a newer one and is refused. A file that lacks
some is copied aside before they are applied.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from annotator.model.errors import BadProject, TooNew
from annotator.model.program_version import newer_words
from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_of_project
from annotator.store.backups.keeper import MIGRATION
from annotator.store.check.soundness import is_sound
from annotator.store.connections.connecting import connect, defend
from annotator.store.copies import copy_to
from annotator.store.schema import hub_tables, properties, schema, team_tables
from annotator.store.schema.migrating import Migrations
from annotator.store.schema.naming import name_steps
from annotator.store.schema.version_ids import put_ids
from annotator.store.schema.written_by import begin_writing, last_writer
from annotator.store.sqlite_errors import DAMAGED

migrations = Migrations()

APPLICATION_ID = 0x616E6E6F
"""“anno”: the mark in the header of the file by which a project is told from other SQLite files."""


@migrations
def first_release(connection: sqlite3.Connection) -> None:
    """Create all tables of the first release, with the journal's triggers on them."""
    _run(connection, _statements(schema.TABLES + schema.JOURNAL))
    _run(connection, _trigger_statements(schema.TEXT_GUARDS + schema.JOURNAL_GUARDS))
    for table in schema.FIRST_JOURNALED:
        watch(connection, table)


@migrations
def acts(connection: sqlite3.Connection) -> None:
    """Let a span mention an actor, a slot be filled by a passage, and each know the codebook it was coded under."""
    with _journal_open(connection):
        _run(connection, _statements(schema.ACTS))
    for table in ("spans", "links", "decisions"):
        watch(connection, table)


@migrations
def settings(connection: sqlite3.Connection) -> None:
    """Give settings, releases, practice documents, results and re-code samples tables in place of `properties`."""
    _run(connection, _statements(schema.SETTINGS))
    with _journal_open(connection):
        properties.move(connection)
    connection.execute("DROP TABLE properties")
    for table in ("settings", "releases", "practice_documents", "practice_results", "recode_samples"):
        watch(connection, table)


@contextmanager
def _journal_open(connection: sqlite3.Connection) -> Iterator[None]:
    """Lift the guards of the journal's rows for a while: what is recorded of a table that changes is translated."""
    guards = [guard for guard in _trigger_statements(schema.JOURNAL_GUARDS) if " ON changes " in guard]
    for guard in guards:
        connection.execute(f"DROP TRIGGER {guard.split()[2]}")
    yield
    for guard in guards:
        connection.execute(guard)


@migrations
def verbs(connection: sqlite3.Connection) -> None:
    """Let a step say what was done by a verb and its facts, and nobody change what it says."""
    _run(connection, _statements(schema.VERBS))
    _run(connection, _trigger_statements(schema.VERB_GUARDS))


@migrations
def roles(connection: sqlite3.Connection) -> None:
    """Let the people of a project have roles; what was recorded of them before stays as it is."""
    connection.execute(schema.ROLES)
    watch(connection, "coders")


@migrations
def version_ids(connection: sqlite3.Connection) -> None:
    """Let spans, decisions and their candidates name versions of the codebook by their ids."""
    for table in ("spans", "decisions"):
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER {table}_{event}")
    with _journal_open(connection):
        put_ids(connection)
    for table in ("spans", "decisions"):
        watch(connection, table)


@migrations
def chain(connection: sqlite3.Connection) -> None:
    """Name the project and its steps, and keep what they did as chained parts; older steps get theirs."""
    connection.execute("PRAGMA defer_foreign_keys = ON")  # until the gold layer has its new id everywhere
    _run(connection, _statements(schema.CHAIN))
    with _journal_open(connection), _unwatched(connection, schema.JOURNALED), _unguarded(connection, "steps"):
        name_steps(connection)
    _run(connection, _trigger_statements(schema.CHAIN_GUARDS))


@contextmanager
def _unguarded(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Lift all triggers of a table for a while."""
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.execute(found, [table]).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)


@contextmanager
def _unwatched(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[None]:
    """Lift the triggers of journaled tables for a while: what is translated in them is no step."""
    with ExitStack() as lifted:
        for table in tables:
            lifted.enter_context(_unguarded(connection, table))
        yield


@migrations
def remarks(connection: sqlite3.Connection) -> None:
    """Let people write remarks to each other at steps of the history."""
    _run(connection, _statements(schema.REMARKS))
    watch(connection, "remarks")


@migrations
def recycle_bin(connection: sqlite3.Connection) -> None:
    """Let documents, layers, coders and labels be removed and be put back with all that hung on them."""
    _run(connection, _statements(schema.BIN))
    _run(connection, _trigger_statements(schema.HIDDEN_GUARDS))
    watch(connection, "removals")


@migrations
def layers_index(connection: sqlite3.Connection) -> None:
    """Find the spans of a layer and of a label by one index."""
    _run(connection, _statements(schema.LAYERS_INDEX))


@migrations
def erased(connection: sqlite3.Connection) -> None:
    """Let the history have gaps where something was erased, each with the hash of what stood there."""
    _run(connection, _statements(schema.ERASED))
    _run(connection, _trigger_statements(schema.ERASED_GUARDS))


@migrations
def sets_and_fields(connection: sqlite3.Connection) -> None:
    """Let documents be in sets, their metadata have types, and texts say how many words they have."""
    _run(connection, _statements(schema.SETS_AND_FIELDS))
    _run(connection, _trigger_statements(schema.SIZE_GUARDS))
    for table in ("document_sets", "document_fields"):
        watch(connection, table)


@migrations
def moved_spans(connection: sqlite3.Connection) -> None:
    """Let a span say where it stood before its document was read anew."""
    connection.execute(schema.MOVED_SPANS)
    watch(connection, "spans")


@migrations
def source_files(connection: sqlite3.Connection) -> None:
    """Let the files that documents were read from be kept in the project."""
    _run(connection, _statements(schema.SOURCES))
    _run(connection, _trigger_statements(schema.SOURCE_GUARDS))
    watch(connection, "documents")


@migrations
def memos(connection: sqlite3.Connection) -> None:
    """Let people note something down on documents, and in a journal of the project."""
    _run(connection, _statements(schema.MEMOS))
    watch(connection, "memos")


@migrations
def distinct_pairs(connection: sqlite3.Connection) -> None:
    """Let it be remembered that two documents which look alike are two."""
    _run(connection, _statements(schema.DISTINCT_PAIRS))
    watch(connection, "distinct_pairs")


@migrations
def shown_gold(connection: sqlite3.Connection) -> None:
    """Let a release, or a result of practice, carry the gold that a coder's copy is shown."""
    _run(connection, _statements(schema.SHOWN_GOLD))
    for table in ("releases", "practice_results"):
        watch(connection, table)


@migrations
def teams(connection: sqlite3.Connection) -> None:
    """Let copies of a project come together: documents given out, what came and what waits, versions side by side."""
    _run(connection, _statements(team_tables.TEAMS))
    _run(connection, _trigger_statements(team_tables.TEAM_GUARDS))
    for table in ("assignments", "codebook_versions", "removals"):
        watch(connection, table)


@migrations
def units(connection: sqlite3.Connection) -> None:
    """Let documents be cut into units, which all coders share."""
    _run(connection, _statements(schema.UNITS))
    watch(connection, "units")


@migrations
def slot_values(connection: sqlite3.Connection) -> None:
    """Let something be said of who fills a slot of an act."""
    connection.execute(schema.SLOT_VALUES)
    watch(connection, "links")


@migrations
def search_index(connection: sqlite3.Connection) -> None:
    """Let texts be found by their words; they are indexed when somebody first searches."""
    _run(connection, _statements(schema.SEARCH))


@migrations
def kept_searches(connection: sqlite3.Connection) -> None:
    """Let searches be kept under a name."""
    _run(connection, _statements(schema.KEPT_SEARCHES))
    watch(connection, "kept_searches")


@migrations
def counts_index(connection: sqlite3.Connection) -> None:
    """Let labels be counted by documents from one index."""
    _run(connection, _statements(schema.COUNTS_INDEX))


@migrations
def hubs(connection: sqlite3.Connection) -> None:
    """Let a copy exchange its parts with hubs: which they are, and what each of them may lack."""
    _run(connection, _statements(hub_tables.HUBS))
    _run(connection, _trigger_statements(hub_tables.OUTBOX))


@migrations
def files_apart(connection: sqlite3.Connection) -> None:
    """Let a document name a source file that is elsewhere: over a hub it comes when somebody wants to see it."""
    run = connection.execute
    # As sqlite.org/lang_altertable.html describes it for what changes nothing on disk.
    (version,) = run("PRAGMA schema_version").fetchone()
    defend(connection, False)
    run("PRAGMA writable_schema = ON")
    run(
        "UPDATE sqlite_master SET sql = replace(sql, ' REFERENCES source_files (sha256)', '')"
        " WHERE type = 'table' AND name = 'documents'"
    )
    run(f"PRAGMA schema_version = {version + 1}")
    run("PRAGMA writable_schema = OFF")
    defend(connection, True)


def watch(connection: sqlite3.Connection, table: str) -> None:
    """(Re)create the journal's triggers of a table over its present columns."""
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]
    _run(connection, _trigger_statements(schema.journal_triggers(table, columns)))


def is_up_to_date(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a file has the present shape; raises `BadProject` for a newer or damaged one."""
    applied, known = migrations.applied(connection), set(migrations.names)
    if applied - known:
        raise TooNew(too_new(path.name, last_writer(connection), "to open it. The file was not changed"))
    if not applied and connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' LIMIT 1").fetchone():
        raise BadProject(f"{path.name}: {DAMAGED}")
    return not known - applied


def too_new(name: str, version: str, to_do: str) -> str:
    """Return what is said of a file that knows more than this program; `version`: which one wrote it last."""
    what, remedy = newer_words(version, to_do)
    return f"{name}: {what}; {remedy}."


def bring_up_to_date(connection: sqlite3.Connection, path: Path, is_copy: bool = False) -> Path | None:
    """Apply what is missing and return the copy that was made first, or None where nothing was missing.

    `is_copy`: it is one itself, and none is made. Raises `BadProject` for a file of a newer one, which is untouched.
    """
    if is_up_to_date(connection, path):
        return None
    if not is_sound(connection):
        raise BadProject(f"{path.name}: {DAMAGED}")
    copy = None
    # Whoever holds this lock brings the file up to date; who waited for it finds that done.
    begin_writing(connection)
    try:
        if migrations.pending(connection):
            copy = _copy_aside(connection, path) if migrations.applied(connection) and not is_copy else None
            migrations.apply(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if copy is not None and copy.parent == path.parent:
            copy.unlink(missing_ok=True)  # the file is as it was
        raise
    return copy


def _copy_aside(connection: sqlite3.Connection, path: Path) -> Path:
    """Return a verified copy of a file that is to be changed: a backup, or where none can be made one beside it."""
    choice = chosen()
    copying, said = choice.back_up(path, MIGRATION)
    if copying is not None and copying.file is not None:
        return copying.file
    if copying is None and not said and (made := files_of_project(choice.folder, path)):
        return made[0].path  # nothing was done since
    return _copy_beside(connection, path)


def _copy_beside(connection: sqlite3.Connection, path: Path) -> Path:
    pending = migrations.pending(connection)[0]
    copy = path.with_name(f"{path.stem}.before-{pending}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.before-{pending}-{number}{path.suffix}")
    # Through another connection: none copies within its own transaction.
    with closing(connect(path)) as reader:
        copy_to(reader, copy)
    return copy


def _run(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    return [statement for statement in (part.strip() for part in script.split(";")) if statement]


def _trigger_statements(script: str) -> list[str]:
    """Split a script of triggers, in whose bodies semicolons stand, into statements."""
    found, statement = [], ""
    for line in script.splitlines():
        statement += line + "\n"
        is_whole = line.rstrip().endswith("END;") or line.startswith(("DROP", "CREATE UNIQUE INDEX"))
        if is_whole and statement.strip():
            found.append(statement)
            statement = ""
    return found
