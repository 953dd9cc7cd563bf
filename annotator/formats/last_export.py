"""What the last export wrote at a place: a small hidden file with names and hashes, written with the others.

By it the next export takes away what it does not write any more, and leaves alone what somebody changed since. Of an
export in parts it says which document is in which, so that the next one can say which of them moved.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from annotator.model.file_names import one_place
from annotator.model.ids import DocumentId

PREFIX = ".annotator-export"
_DIVISION = "::division"
"""Beside the names of files, none of which has a colon: the ids of documents by their part."""


def record_name(name: str = "") -> str:
    """Return what the record of an export to the file `name` is called, or to the folder that it stands in."""
    return f"{PREFIX}.{name}.json" if name else f"{PREFIX}.json"


def record_of(files: Mapping[str, Path], division: Mapping[DocumentId, str] | None = None) -> bytes:
    """Return the record of files, by their names below the root; `division`: the part of each document, by its id."""
    said: dict[str, Any] = {name: hash_of(path) for name, path in files.items()}
    if division:
        by_part: dict[str, list[str]] = {}
        for document, part in sorted(division.items()):
            by_part.setdefault(part, []).append(document)
        said[_DIVISION] = dict(sorted(by_part.items()))
    return (json.dumps(said, indent=0) + "\n").encode("ascii")


def read_record(path: Path) -> dict[str, str]:
    """Return hashes by name; nothing of a record that is not there, damaged, or leads out of the root."""
    return {name: hash for name, hash in _read(path).items() if isinstance(hash, str) and _stays_inside(name)}


def read_division(path: Path) -> dict[DocumentId, str]:
    """Return the part of each document, by its id, as a record says it; nothing where it says nothing of it."""
    by_part = _read(path).get(_DIVISION)
    if not isinstance(by_part, dict):
        return {}
    return {DocumentId(str(one)): part for part, ids in by_part.items() if isinstance(ids, list) for one in ids}


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def outdated(
    root: Path, recorded: Mapping[str, str], written: Iterable[str], is_protected: Callable[[Path], bool]
) -> tuple[list[str], list[str]]:
    """Return what was recorded and is not written now: what is as it was, and what was changed since."""
    unchanged: list[str] = []
    changed: list[str] = []
    twins = {one_place(name): name for name in written}
    for name in recorded.keys() - set(twins.values()):
        path, twin = root / name, twins.get(one_place(name))
        if path.is_symlink() or not path.is_file() or (twin is not None and _is_one(path, root / twin)):
            continue
        is_same = not is_protected(path) and hash_of(path) == recorded[name]
        (unchanged if is_same else changed).append(name)
    return sorted(unchanged), sorted(changed)


def _is_one(path: Path, other: Path) -> bool:
    """Whether two names are one file, where case or normal form tells none from another."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and ":" not in name
