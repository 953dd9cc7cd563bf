"""Whether a folder or an archive holds files of UIMA's tools."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from annotator.formats.uima.files import is_project, is_users_archive
from annotator.readers.archive import members_of
from annotator.readers.foreign.look import FileLook

_INNER = 3
"""So many archives within one are looked at."""


def any_in(folder: Path, endings: tuple[str, ...], sign: Callable[[FileLook], bool]) -> bool:
    """Whether one of the files below a folder that end so is of a kind; never raises."""
    try:
        if not folder.is_dir():
            return False
        found = (file for file in folder.rglob("*") if file.suffix.lower() in endings and file.is_file())
        return any(sign(FileLook.at(file)) for file in found)
    except (OSError, RecursionError, ValueError):  # folders within folders, a thousand deep
        return False


def is_archive_of(look: FileLook, endings: tuple[str, ...]) -> bool:
    """Whether a zip archive is a project of INCEpTION, or one with files with these endings and a type system."""
    names = look.members
    if not names:
        return False
    found = any(PurePosixPath(name).suffix.lower() in endings for name in names)
    if is_project(names):
        return found or _is_within(look, endings)
    return found and any(name.lower().endswith("typesystem.xml") for name in names)


def _is_within(look: FileLook, endings: tuple[str, ...]) -> bool:
    """Whether the first archives in a project, each one user's work on a document, hold files with these endings."""
    inner = sorted(name for name in look.members if is_users_archive(name))[:_INNER]
    within = [name for one in inner for name in members_of(look.member(one))]
    return any(PurePosixPath(name).suffix.lower() in endings for name in within)
