"""A whole new file takes its name only where no other file has it.

It is made under a hidden name beside its place, and moved there when it is complete: of two programs that make one
file at once one succeeds, and no program ever sees a half of it.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.model.ids import new_id
from annotator.paths import put_file, rename_file

UNFINISHED = ".unfinished-"
_OLD_S = 3600.0
"""Nothing takes as long: what is older was left behind."""


def unfinished_name(place: Path) -> Path:
    """Return the name beside `place` that a file has until it is complete."""
    return place.with_name(f".annot{UNFINISHED}{new_id()}")  # short enough wherever `place` is


def working_name(place: Path) -> Path:
    """Return the name beside `place` that a copy has of which whoever has `place` alone makes what is to replace it.

    It is always the same: what a kill left there, with all that was to be erased, goes the next time.
    """
    return place.with_name(f".annot{UNFINISHED}{hashlib.sha256(os.fsencode(place.name)).hexdigest()[:16]}")


def move_into_place(made: Path, place: Path) -> None:
    """Give a complete file its name; raises `FileExistsError` where it is taken, and `made` stays then."""
    _flush(made)
    if sys.platform == "win32":
        rename_file(made, place)  # which replaces nothing there
        return
    try:
        os.link(made, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: an empty file takes the name first
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        put_file(made, place)
    else:
        made.unlink(missing_ok=True)  # whoever opens the file takes it away, too


@contextmanager
def whole_new_file(place: Path, take_name: Callable[[Path, Path], None] = move_into_place) -> Iterator[Path]:
    """Hand out the name under which a file is made; once it is, it has its own, and where anything is raised it goes.

    `take_name`: gives it that; `move_into_place` raises `FileExistsError` where it is taken.
    """
    made = unfinished_name(place)
    try:
        yield made
        take_name(made, place)
    finally:
        discard(made)


def remove_first_name(place: Path) -> None:
    """Take away the unfinished name of a file that is in its place: whoever was killed between the two left both.

    However young: the file is complete, and with two names it would be opened as one that may be open by either.
    """
    with suppress(OSError):
        found = place.stat()
        if found.st_nlink > 1:
            for path in place.parent.glob(f".*{UNFINISHED}*"):
                with suppress(OSError):
                    if os.path.samestat(path.lstat(), found):
                        path.unlink()


def remove_left_over(folder: Path) -> None:
    """Take away what was begun in a folder, and never finished, long ago."""
    with suppress(OSError):
        if not (left := list(folder.glob(f".*{UNFINISHED}*"))):
            return
        # By the clock of whoever keeps the files: that of a file server may be hours behind ours, and all would be old.
        probe = unfinished_name(folder / "now")
        probe.touch()
        now = probe.stat().st_mtime
        probe.unlink()
        for path in left:
            with suppress(OSError):
                if now - path.stat().st_mtime > _OLD_S:
                    # Of one that was opened there is a folder too, which says who had it open.
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def discard(made: Path) -> None:
    """Take away an unfinished database, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        made.with_name(made.name + suffix).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
