"""A program whose own files are replaced while it runs, as an update does it.

A bundle reads a module out of its executable when it is first needed, by a path where another file may lie by then.
"""

import sys
from pathlib import Path

from annotator.bundled import is_bundled

_WHAT, REMEDY = "program was updated while it was open", "close it and open it again; what you did is saved"
WHAT = f"the {_WHAT}"
SENTENCE = f"The {_WHAT}: {REMEDY}."
_RUNNING = Path("/proc/self/exe")
"""On Linux, the file that was started, also when it is gone from its folder."""


def keep_modules() -> None:
    """Let modules that are needed later come from the file that was started; without a bundle, or Linux, do nothing."""
    archive = getattr(sys.modules.get("pyimod02_importers"), "pyz_archive", None)
    if archive is not None and _RUNNING.exists() and _RUNNING.samefile(archive._filename):
        archive._filename = str(_RUNNING)


def was_replaced() -> bool:
    """Whether this is a bundle of which another one has taken the place, or nothing, since it was started."""
    return is_bundled() and _program() != _STARTED


def _program() -> tuple[int, int] | None:
    """Return which file has the name of the program now."""
    try:
        found = Path(sys.executable).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_STARTED = _program()
