"""What there is to import at a path: folders are gone through, unless they are one of a format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.registry import FORMATS, format_for
from annotator.store.project import SUFFIX

COMPANIONS = (".codebook.json", ".project.json", ".card.json")
"""What an export writes beside its file; read along with it and not by itself."""

OURS = tuple(SUFFIX + ending for ending in ("", "-wal", "-shm", "-journal"))
"""A project often stands in the folder of its texts; it is none of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder to import, with what the user chose; empty means "find out".

    `coder`: whose work annotations are that do not say it themselves.
    """

    path: Path
    encoding: str = ""
    format: str = ""
    text_column: str = ""
    coder: str = ""


def sources_in(paths: Sequence[Path], encoding: str = "", format: str = "") -> list[Source]:
    """Return what there is to import at these paths, in order; what is given by name is among it in any case."""
    return [Source(path, encoding, format) for given in paths for path in _files(given, format)]


def _files(given: Path, format: str) -> Iterator[Path]:
    # A list in place of recursion, and each folder once: links may lead round in a circle, or down without an end.
    waiting, seen = [given], set()
    while waiting:
        path = waiting.pop()
        if not _is_folder(path) or _is_one(path, format):
            yield path
        elif (real := path.resolve()) not in seen:
            seen.add(real)
            try:
                inner = sorted(path.iterdir(), reverse=True)
            except OSError:
                yield path  # reading it says why it cannot be read
                continue
            waiting += [
                one for one in inner if not one.name.startswith(".") and not one.name.endswith(COMPANIONS + OURS)
            ]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # a name that the system will not look at: reading it says why


def _is_one(folder: Path, format: str) -> bool:
    """Whether a folder is to be read as a whole."""
    if format:
        return any(one.folder for one in FORMATS if one.name == format and one.read is not None)
    found = format_for(folder)
    return found is not None and found.folder
