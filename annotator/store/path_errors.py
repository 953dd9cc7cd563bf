"""What the system says of a path, in words that a user can act on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import BadProject


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
        raise BadProject(f"{path} cannot be used ({error.strerror}); check its name and its permissions.") from error
