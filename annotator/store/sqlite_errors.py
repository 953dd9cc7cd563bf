"""What SQLite reports, in words that a user can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import BadProject, Bug, Cancelled, NotAllowed
from annotator.store.folders import refusal_of
from annotator.store.schema.schema import OUTSIDE

RESTORE = "Restore a copy, and keep the damaged file for a repair."
DAMAGED = "The project file is damaged; restore a copy, and keep the damaged file for a repair."

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "Another program is writing to the project; try again in a moment. Nothing was changed.",
    sqlite3.SQLITE_LOCKED: "Another program is writing to the project; try again in a moment. Nothing was changed.",
    sqlite3.SQLITE_FULL: "The disk is full; free some space and try again. Nothing was changed.",
    sqlite3.SQLITE_READONLY: "The project file may only be read; copy it to a folder where you may write.",
    sqlite3.SQLITE_IOERR: "The project file cannot be read or written; check the disk and its room, and open it again.",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_TOOBIG: DAMAGED,  # no value that we store is: the length of a row is nonsense
    sqlite3.SQLITE_NOTADB: "The file is not an annotator project.",
    sqlite3.SQLITE_CANTOPEN: "The project file cannot be opened; check that its folder exists and may be written.",
}
_NO_ROOM = "Nothing can be written there (a full disk, a quota, or a fault); nothing was changed: make room, and go on."
_FURTHER = dict.fromkeys(
    (
        *(sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC),
        *(sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN),
    ),
    _NO_ROOM,
) | {
    sqlite3.SQLITE_IOERR_GETTEMPPATH: "No folder for temporary files can be written; make room in it, or name another "
    "(TMPDIR). Nothing was changed."
}
"""By the extended code."""


_UNWRITTEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
_REASONS = {
    errno.EROFS: ("Its disk has become read-only", "let it be written again (mount it anew, or switch its lock off)"),
    errno.EDQUOT: ("Your quota on its disk is used up", "delete there what you need no more, or ask for more"),
    errno.ENOSPC: ("The disk is full", "free some space"),
}


@contextmanager
def naming_reason(path: Path) -> Iterator[None]:
    """Let what is said of an act that could not be written name the reason, which SQLite does not know."""
    try:
        yield
    except BadProject as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code not in _UNWRITTEN or (found := _REASONS.get(refusal_of(path.resolve().parent))) is None:
            raise
        why, remedy = found
        raise BadProject(f"{why}. Nothing was changed, and this is not kept: {remedy}, and do it once more.") from cause


BROKEN_OFF = "Stopped on request; nothing was changed."
"""Of what was being read, or written and not committed, when the project was closed."""


def is_broken_off(error: BaseException) -> bool:
    """Whether somebody asked for the end of a statement: that says nothing of the file."""
    code = getattr(error, "sqlite_errorcode", 0)
    return isinstance(error, sqlite3.DatabaseError) and code & 0xFF == sqlite3.SQLITE_INTERRUPT


@contextmanager
def damage_passed() -> Iterator[None]:
    """Go on where something cannot be read: a damaged file is opened all the same, to be looked at."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_broken_off(error):
            raise


@contextmanager
def explained(file: str = "") -> Iterator[None]:
    """Turn what SQLite reports into a sentence: `BadProject` for the file, `NotAllowed` for a value it cannot hold.

    What was broken off is `Cancelled`.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_broken_off(error):
            raise Cancelled(BROKEN_OFF) from error
        # Not where it stands in a trigger that is damaged, and is quoted.
        if isinstance(error, sqlite3.IntegrityError) and OUTSIDE in str(error):
            raise Bug(str(error)) from error
        if not (sentence := sentence_for(error)):
            raise
        raise BadProject(f"{file + ': ' if file else ''}{sentence}") from error
    except UnicodeEncodeError as error:
        raise NotAllowed(
            f"Half of a surrogate pair stands after “{error.object[max(0, error.start - 20) : error.start]}”, which no "
            "file can hold; type that place anew."
        ) from error
    except OverflowError as error:
        raise NotAllowed("There is a number in it that is too large to be stored; nothing was changed.") from error


def sentence_for(error: BaseException) -> str:
    """Return what an error of SQLite means for the user, empty where it is none or one of ours."""
    if not isinstance(error, sqlite3.DatabaseError):
        return ""
    # Python has this error from no code of SQLite's: bytes that are no text are damage too.
    if "Could not decode to UTF-8" in str(error):
        return DAMAGED
    # The extended code keeps the plain one in its low byte.
    code = getattr(error, "sqlite_errorcode", 0)
    return _FURTHER.get(code) or _SENTENCES.get(code & 0xFF, "")
