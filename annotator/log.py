"""Where errors of the program are logged, and what the last one said."""

import getpass
import re
import tempfile
from pathlib import Path

_TAIL_BYTES = 65_536
"""So much of the end of a log is looked at: one error is a few kilobytes long."""
_ENTRY = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|annotator \d+\.\d+\.\d+ )", re.MULTILINE)


def log_file() -> Path:
    """Return where errors are logged: a file of this user's alone, since the folder is everybody's."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system that has no name for who runs this
        user = "user"
    return Path(tempfile.gettempdir()) / f"annotator-error-{user}.log"


def last_entry(log: Path) -> str:
    """Return the last error of a log as it stands there; empty where there is none or it cannot be read."""
    try:
        with log.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            tail = file.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
    return _ENTRY.split(tail)[-1].strip()
