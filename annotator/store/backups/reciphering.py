"""A project written to a new file under another passphrase, the first one, or none: the old file stays as it is.

In place it would be neither one nor the other while that lasts, and what a disk keeps of the old bytes nobody can say.
"""

from contextlib import closing
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.paths import system_says
from annotator.store.backups.checks import Verification
from annotator.store.backups.snapshots import reader
from annotator.store.connections.connecting import copy_under, forget_key, is_encrypted, is_in_use, new_key
from annotator.store.copies import rows_by_table
from annotator.store.placing import discard, move_into_place, remove_left_over, unfinished_name
from annotator.store.sqlite_errors import explained


def recipher(old: Path, new: Path, passphrase: str) -> None:
    """Write the project at `old`, which is closed and unlocked, to a new file: under a passphrase, or (empty) none.

    Raises `BadProject` where `new` exists or cannot be written, where `old` is open, damaged or changed meanwhile, and
    without the extra: there is no new file then.
    """
    if is_in_use(old):
        raise BadProject(f"{old.name} is open, or was not closed; close it in all programs, and try again.")
    key = new_key(new, passphrase) if passphrase else None
    made = unfinished_name(new)
    try:
        remove_left_over(new.parent)
        before = old.stat()
        with explained(old.name):
            copy_under(old, made, key)
            is_same = _rows(old) == _rows(made)
        if is_in_use(old) or (before.st_size, before.st_mtime_ns) != (old.stat().st_size, old.stat().st_mtime_ns):
            raise BadProject(f"{old.name} was changed meanwhile; close it in all programs, and try again.")
        if not is_same or (problems := Verification(made).problems()):
            found = "A part of it could not be read." if not is_same else problems[0]
            raise BadProject(f"{old.name} is not as it should be, so it was not written anew. {found}")
        move_into_place(made, new)
    except FileExistsError as error:
        raise BadProject(f"{new.name} exists already; choose another name.") from error
    except OSError as error:
        said = system_says(error)
        raise BadProject(f"{new.name} cannot be written ({said}); choose another folder.") from error
    finally:
        discard(made)
        if key is not None and not is_encrypted(new):
            forget_key(key)  # nothing was made that it opens


def _rows(path: Path) -> dict[str, int]:
    with closing(reader(path, is_closed=True)) as connection:
        return rows_by_table(connection)
