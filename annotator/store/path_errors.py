"""What the system says of a path, in words that a user can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.paths import LONGEST_NAME, system_says

_ROOM = LONGEST_NAME - len("-journal")


@contextmanager
def explained_path(path: Path) -> Iterator[None]:
    """Say what is wrong with a path that the system will not look at: too long, forbidden, not text."""
    if "\0" in str(path):
        raise BadProject("A file name cannot have a NUL in it; check the name.")
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        sign = error.object[error.start : error.end]
        raise BadProject(
            f"Under this system’s locale no file can have “{sign}” in its name; set one with UTF-8 (LC_ALL=C.UTF-8)."
        ) from error
    try:
        yield
    except PermissionError as error:
        raise BadProject(
            f"You may not read {path} or its folder; ask whoever owns it, or change its permissions."
        ) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise BadProject(f"{path} cannot be used: {_too_long(path, error)}.") from error
        raise BadProject(
            f"{path} cannot be used ({system_says(error)}); check its name and its permissions."
        ) from error


def refuse_long_name(path: Path) -> None:
    """Raise `OSError` for a name that leaves no room for that of the log, which SQLite keeps beside a project."""
    if len(os.fsencode(path.name)) > _ROOM:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(path))


def _too_long(path: Path, error: OSError) -> str:
    """Return what of a path is too long, and what to do; SQLite keeps a log beside a project, under a longer name."""
    said, name = system_says(error), len(os.fsencode(path.name))
    if _ROOM < name <= LONGEST_NAME:
        said = f"the name is too long for the log that is kept beside it: {name} bytes, where {_ROOM} are the most"
    return f"{said}; " + ("move it to a folder with a shorter path" if "path" in said else "give it a shorter name")
