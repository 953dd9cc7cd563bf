"""Whether a folder or an archive holds files of UIMA's tools, by the beginning of the first that have the ending."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from annotator.formats.uima.files import is_project, is_users_archive
from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, members_of
from annotator.readers.foreign.look import FileLook

HEAD, MOST, _INNER = 4_096, 200, 3
"""So many bytes of so many files are looked at, and so many archives within one."""


def any_in(folder: Path, endings: tuple[str, ...], *marks: bytes) -> bool:
    """Whether one of the files below a folder begins as one of these formats; never raises."""
    try:
        return folder.is_dir() and any(_begins_so(file, marks) for file in _first(folder, endings))
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
    try:
        archive = Archive(look.name, look.data)
        within = [name for one in inner for name in members_of(archive.read(one))]
    except BadFile:
        return False
    return any(PurePosixPath(name).suffix.lower() in endings for name in within)


def _first(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    found = 0
    for file in folder.rglob("*"):
        if file.suffix.lower() in endings and file.is_file():
            yield file
            found += 1
            if found >= MOST:
                return


def _begins_so(file: Path, marks: tuple[bytes, ...]) -> bool:
    with file.open("rb") as stream:
        start = stream.read(HEAD)
    return any(mark in start for mark in marks)
