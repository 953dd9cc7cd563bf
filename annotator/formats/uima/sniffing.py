"""Whether a folder or an archive holds files of UIMA's tools."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from annotator.formats.uima.files import is_project
from annotator.readers.foreign.look import FileLook


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
    return found and (is_project(names) or any(name.lower().endswith("typesystem.xml") for name in names))
