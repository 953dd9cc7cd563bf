"""Where errors of the program are logged, and what the last one said."""

import getpass
import logging
import os
import re
import tempfile
from pathlib import Path

from annotator import __version__

_TAIL_BYTES = 65_536
"""So much of the end of a log is looked at: one error is a few kilobytes long."""
_ENTRY = re.compile(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|annotator \d+\.\d+\.\d+ )", re.MULTILINE)


def log_file() -> Path:
    """Return where errors are logged: a file of this user's alone, since the folder is everybody's."""
    return temporary_folder() / f"annotator-error-{user_name()}.log"


def temporary_folder() -> Path:
    """Return the folder for temporary files, which may be one where nothing can be written."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:  # there is none
        return Path(os.sep, "tmp")


def user_name() -> str:
    """Return the login of who runs this."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system that has no name for them
        return "user"


def log_handler(log: Path) -> logging.Handler:
    """Return what writes into a log, which is begun so that nobody else can read it; raises `OSError`."""
    os.close(os.open(log, os.O_CREAT | os.O_WRONLY, 0o600))
    handler = logging.FileHandler(log, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    return handler


def log_exception(message: str) -> str:
    """Log the exception at hand under a message; return the name of the log, empty where it cannot be written."""
    return _logged(message, with_exception=True)


def log_warning(message: str) -> str:
    """Log what only whoever looks into a trouble wants to know; return the name of the log, as `log_exception` does."""
    return _logged(message, with_exception=False)


def _logged(message: str, with_exception: bool) -> str:
    log = log_file()
    try:
        handler = log_handler(log)
    except OSError:
        return ""
    logger = logging.getLogger("annotator")
    logger.addHandler(handler)
    was, logger.propagate = logger.propagate, False  # the window's own handler writes into the same file
    level = logging.ERROR if with_exception else logging.WARNING
    logger.log(level, "annotator %s %s", __version__, message, exc_info=with_exception)
    logger.propagate = was
    logger.removeHandler(handler)
    handler.close()
    return str(log)


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
