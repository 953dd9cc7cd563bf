"""The folders of this user: home, data and settings, as the platform has them, without asking Qt; may they be used?"""

import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from tempfile import TemporaryFile

from annotator.paths import system_says

_PROBE = 1 << 17
"""Bytes, more than an act writes."""
_NOBODYS = Path("/nonexistent")
"""The home of whoever has none, as Debian has it: nothing is kept there."""


def home_folder() -> Path:
    """Return the home folder of this user: what `HOME` says where that is a whole path, else what the system knows."""
    if sys.platform != "win32" and not Path(os.environ.get("HOME", "")).is_absolute():
        import pwd  # noqa: PLC0415 - which is not everywhere

        try:
            return Path(pwd.getpwuid(os.getuid()).pw_dir)
        except KeyError:  # a number that no user has, as in a container
            return _NOBODYS
    try:
        return Path.home()
    except RuntimeError:
        return _NOBODYS


def expanded(path: str) -> Path:
    """Return a path as somebody writes it, with ~ for a home folder; as it stands where nobody has that home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def is_there(path: Path) -> bool:
    """Whether there is a file or folder; one that this user may not look at is none."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a folder that we may not enter, a name that no file can have
        return False


def data_folder() -> Path:
    """Return the folder of this user's data: what `ANNOTATOR_DATA` names, else the platform's."""
    if named := os.environ.get("ANNOTATOR_DATA"):
        return Path(named)
    return _place("XDG_DATA_HOME", (".local", "share"), ("Library", "Application Support")) / "annotator"


def config_folder() -> Path:
    """Return the folder of the settings: what `ANNOTATOR_CONFIG` names, else the platform's."""
    if named := os.environ.get("ANNOTATOR_CONFIG"):
        return Path(named)
    return _place("XDG_CONFIG_HOME", (".config",), ("Library", "Preferences")) / "annotator"


def why_not_writable(folder: Path) -> str:
    """Return in the system's words why nothing can be written in a folder, made if need be; "" where nothing says so.

    Nothing is written and no folder made to find out: one on a disk that is not there must not appear elsewhere.
    """
    for place in (folder, *folder.absolute().parents):
        try:
            is_folder = stat.S_ISDIR(place.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            return getattr(error, "strerror", None) or os.strerror(errno.EINVAL)
        if not is_folder:
            return os.strerror(errno.ENOTDIR)
        return _why_not_here(place)
    return os.strerror(errno.ENOENT)


def refusal_of(folder: Path) -> int:
    """Return the number of the error with which the system refuses to write into a folder now; 0 where it takes it."""
    try:
        with TemporaryFile(dir=folder, buffering=0) as probe:
            probe.write(bytes(_PROBE))
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno or 0
    return 0


def _why_not_here(folder: Path) -> str:
    try:
        if not os.access(folder, os.W_OK | os.X_OK):
            is_fixed = sys.platform != "win32" and os.statvfs(folder).f_flag & os.ST_RDONLY
            return os.strerror(errno.EROFS if is_fixed else errno.EACCES)
        usage = shutil.disk_usage(folder)
    except OSError as error:
        return system_says(error)
    return os.strerror(errno.ENOSPC) if usage.total and not usage.free else ""


def _place(variable: str, on_linux: tuple[str, ...], on_mac: tuple[str, ...]) -> Path:
    home = home_folder()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home.joinpath(*on_mac)
    named = os.environ.get(variable, "")
    # What is no whole path counts for nothing (XDG Base Directory Specification).
    return Path(named) if Path(named).is_absolute() else home.joinpath(*on_linux)
