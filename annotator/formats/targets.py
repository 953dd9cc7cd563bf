"""Where an export may write: no place but a plain file, and on what is there only where somebody was asked."""

import stat
from collections.abc import Callable
from pathlib import Path

from annotator.model.errors import BadFile, WouldReplace

_KEPT_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: whoever writes there destroys the last steps."""
_PROJECT = ".annot"


def refuse_target(path: Path, is_protected: Callable[[Path], bool], replace: bool) -> None:
    """Raise `BadFile` for a place where nothing must be written; `WouldReplace` for a file, unless `replace`."""
    own = next((path.name.removesuffix(end) for end in _KEPT_BESIDE if path.name.endswith(end)), "")
    if own and (own.casefold().endswith(_PROJECT) or path.with_name(own).exists()):
        raise BadFile(str(path), f"the program keeps the last steps of {own} there", "choose another name")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise BadFile(str(path), "it is a link to a file that is not there", "choose another name") from None
        return
    except NotADirectoryError:
        return  # a file stands where a folder must: making the folder says so
    if stat.S_ISDIR(mode):
        raise BadFile(str(path), "it is a folder", "choose another name for the export")
    if not stat.S_ISREG(mode):
        raise BadFile(
            str(path), "it is not a file but a device, a pipe or the like", "choose a file; “-” is standard output"
        )
    if is_protected(path):
        raise BadFile(str(path), "it is a project, which an export would destroy", "choose another name for the export")
    if not replace:
        raise WouldReplace(str(path))


def refuse_folder(folder: Path, replace: bool) -> None:
    """Raise `WouldReplace` for a folder in which there is something, unless `replace`."""
    if not replace and folder.is_dir() and any(not one.name.startswith(".annotator-") for one in folder.iterdir()):
        raise WouldReplace(str(folder))


def remedy_for(error: OSError) -> str:
    """Return what to do where something cannot be written: on Windows another program has the file open, mostly."""
    if isinstance(error, PermissionError):
        return "close it where it is open, or choose another place"
    return "choose another place or make room"
