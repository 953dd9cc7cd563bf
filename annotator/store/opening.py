"""Opening a database as a project: for writing where that is possible, else for reading; and making a new one."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from annotator.model.errors import BadProject, StrangeSchema
from annotator.model.program_version import newer, newer_words, version_of
from annotator.store import places
from annotator.store.check.schema_check import refuse_strange, watch_schema
from annotator.store.check.soundness import is_sound
from annotator.store.closing import close_as_it_is
from annotator.store.connections import heads
from annotator.store.connections.connecting import connect
from annotator.store.connections.heads import SQLITE, head_of
from annotator.store.connections.keys import FileKey
from annotator.store.connections.locks import is_open_elsewhere, is_written_elsewhere
from annotator.store.path_errors import explained_path
from annotator.store.placing import move_into_place, remove_first_name
from annotator.store.reading import Reading, open_for_reading, why_not_written, why_refused
from annotator.store.recovery.schema_mending import rid_of_strangers
from annotator.store.schema.blank import fill_blank
from annotator.store.schema.migrations import APPLICATION_ID, bring_up_to_date, is_up_to_date
from annotator.store.sittings import open_files
from annotator.store.sqlite_errors import DAMAGED, explained

_WAIT_S, _MOST_WAITS = 0.05, 200
_HEAD_BYTES = 100
"""Of every database (sqlite.org, Database File Format)."""


def text_of(name: str) -> str:
    """Return the name of a file as text, which it need not be; the name of a project is."""
    return name.encode("utf-8", "replace").decode()


def take_name(made: Path, path: Path) -> None:
    """Give a complete project its name; raises `BadProject` where it is taken, or the system does not give it."""
    with explained_path(path):
        try:
            move_into_place(made, path)
        except FileExistsError as error:
            raise BadProject(f"{path} exists already; choose another name, or open it.") from error


def refuse_no_project(path: Path) -> None:
    """Raise `BadProject` where there is no file, or none of a project."""
    with explained_path(path):
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file"
            said = f"{path} {what}" if path.exists() else f"There is no file {path}"
            raise BadProject(f"{said}; check the name.")
        refuse_foreign(path)


def refuse_foreign(path: Path) -> None:
    """Raise `BadProject` where a file is none of a project by its head."""
    if open_files.is_open(path):
        return  # it is one of ours, and must not be opened as a plain file
    found = head_of(path)
    if found.is_encrypted:
        return  # what it is shows once somebody has said its passphrase
    if not (head := found.start):
        raise BadProject(f"{path.name} is empty (0 bytes), so nothing of a project is in it; restore a copy.")
    if not head.startswith(SQLITE):
        raise BadProject(f"{path.name} is not an annotator project; to import a text, use Import.")
    if len(head) < _HEAD_BYTES:
        raise BadProject(f"{path.name}: {DAMAGED}")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise BadProject(f"{path.name} is a database of another program, not an annotator project.")


def new_database(path: Path, name: str, key: FileKey | None = None) -> sqlite3.Connection:
    """Make a database under a name that nobody looks for: it is safe, and on the disk, once it is called `name`.

    `key`: of one that is to be encrypted.
    """
    with explained(name):
        connection = connect(path, key=key)
        try:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            fill_blank(connection, path)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        except BaseException:
            connection.close()
            raise
    return connection


def open_database(
    path: Path, reading: Reading | None = None
) -> tuple[sqlite3.Connection, tuple[str, ...], Reading | None]:
    """Open a file, with sentences about how that was, and (where it may not be written) how it is read.

    `reading`: how it is to be read, where that is known.
    """
    reading = reading or open_files.reading_of(path)
    if reading is None and not (why := why_not_written(path)):
        try:
            with _newer_named(path):
                return *_open_to_write(path), None
        except BadProject as error:
            if not (why := why_refused(path, error)):
                raise
    if reading is None:
        reading = reading_alone(path, why)
    with open_files.kept_once_opened(reading), explained(path.name):
        return reading.connect(), (reading.why,), reading


@contextmanager
def _newer_named(path: Path) -> Iterator[None]:
    """Let what is said of a damaged file name the newer version that wrote it last, which alone can mend all of it."""
    try:
        yield
    except BadProject as error:
        number = int.from_bytes(head_of(path).start[60:64], "big")
        if not str(error).endswith(DAMAGED) or not (version := newer(version_of(number))):
            raise
        what, remedy = newer_words(version, "to look at it")
        raise BadProject(f"{error} By its head {what}; {remedy}.") from error.__cause__


def reading_alone(path: Path, why: str) -> Reading:
    """Return how a project is read without a trace in it; `why`: it is not written. Raises `BadProject`."""
    with _newer_named(path), explained(path.name), explained_path(path):
        return open_for_reading(path, why, lambda connection: _is_of_now_and_ours(connection, path), _renew)


def _is_of_now_and_ours(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        refuse_strange(connection, path)
    except StrangeSchema:
        return False  # nothing of it is read but by a copy that is rid of that
    return is_up_to_date(connection, path)


def _renew(copy: Path) -> tuple[str, ...]:
    """Bring a copy of our own into the present shape, and say what was strange in it; what it was is still there."""
    with closing(connect(copy)) as connection:
        strange = rid_of_strangers(connection, copy)
    connection, _ = _open_to_write(copy, is_copy=True)
    with closing(connection):
        if not is_sound(connection):
            raise BadProject(DAMAGED)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return strange


def _open_to_write(path: Path, is_copy: bool = False) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    if not is_copy and not heads.is_held(path):
        _wait_till_alone(path)
    return _opened_to_write(path, is_copy)


def _wait_till_alone(path: Path) -> None:
    """Wait until no other program has a file of an older version open: raises `BadProject` where one goes on with it.

    An older program would write on as it did, without what the newer shape asks for, and nothing would tell it.
    """
    waits = 0
    while is_open_elsewhere(path) and not _is_of_now(path):
        # One of ours that brings it up to date just now is waited for.
        waits += not is_written_elsewhere(path)
        if waits > _MOST_WAITS:
            raise BadProject(
                f"{path.name} is of an older version, and open in another program; close it there, and open it again."
            )
        time.sleep(_WAIT_S)


def _is_of_now(path: Path) -> bool:
    with explained(path.name):
        connection = connect(path)
        try:
            refuse_strange(connection, path)
            return is_up_to_date(connection, path)
        finally:
            close_as_it_is(connection, path)


def _opened_to_write(path: Path, is_copy: bool) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    with explained(path.name):
        connection = connect(path)
        # Closing is a checkpoint too: see `close_as_it_is`.
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        try:
            notices = []
            refuse_strange(connection, path)
            is_up_to_date(connection, path)  # else it is refused before anything of it is written
            remove_first_name(path.resolve())
            risk = places.risk_of(path)
            _put_mode(connection, "delete" if risk else "wal", path)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            copy = bring_up_to_date(connection, path, is_copy)
            watch_schema(connection, path)
            if copy:
                # It was checked for that: its log need not lie beside it until somebody takes a step.
                with suppress(sqlite3.DatabaseError):
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except UnicodeDecodeError as error:  # of what SQLite says about a damaged file
            close_as_it_is(connection, path)
            raise BadProject(f"{path.name}: {DAMAGED}") from error
        except BaseException:
            close_as_it_is(connection, path)
            raise
    if risk:
        notices.append(risk)
    if copy:
        notices.append(f"The project was of an older version; a copy of it as it was is {copy}.")
    return connection, tuple(notices)


def _put_mode(connection: sqlite3.Connection, mode: str, path: Path) -> None:
    """Keep a log or none; a file that has it otherwise is written for that, and so checked before."""
    if connection.execute("PRAGMA journal_mode").fetchone() != (mode,):
        if not is_sound(connection):
            raise BadProject(f"{path.name}: {DAMAGED}")
        connection.execute(f"PRAGMA journal_mode = {mode}")
