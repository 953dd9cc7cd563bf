"""What the last export wrote at a place, with hashes: kept in a folder of this user, since a reader wants none of it.

By it the next export takes away what it does not write any more, and leaves alone what somebody changed since. Of an
export in parts it says which document is in which, so that the next one can say which of them moved. Names of files,
which are often titles, stand in it as hashes alone. Of a published folder that came from elsewhere its checksums say
the same. Exports of before 0.5.0 kept a hidden file beside what they wrote, which is read, and goes.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from annotator.model.file_names import one_place
from annotator.model.ids import DocumentId
from annotator.paths import put_file

PREFIX = ".annotator-export"
"""How the hidden files of before 0.5.0 begin."""
SUMS = "SHA256SUMS"
PUBLISHED = ("README.md", "croissant.json", "complete/annotations.jsonl")
"""By which a published folder is known."""
_DIVISION = "::division"
"""In a hidden file, beside the names of files, none of which has a colon."""


@dataclass(frozen=True, slots=True)
class Record:
    """Hashes of contents by the hashes of names, hashes of the names of folders, and the part of each document."""

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    division: Mapping[DocumentId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExportRecords:
    """The folder in which records are kept. `of`: the project that is exported, as it is known in all its copies."""

    folder: Path
    of: str = ""

    def at(self, root: Path, name: str = "") -> "LastExport":
        """Return the record of exports to the file `name` of a folder, or to the folder itself."""
        return LastExport(root, name, self)

    def places(self) -> list[Path]:
        """Return the folders in which something of this project was exported, as far as that is there."""
        found = set[Path]()
        with suppress(OSError):
            for path in self.folder.glob("*.json"):
                said = _json_of(path)
                place = said.get("place")
                if self.of and said.get("of") == self.of and isinstance(place, str) and Path(place).exists():
                    found.add(Path(place) if Path(place).is_dir() else Path(place).parent)
        return sorted(found)


@dataclass(frozen=True, slots=True)
class LastExport:
    """What is known of the last export to a place; without `records` what stands there alone says it."""

    root: Path
    name: str = ""
    records: ExportRecords | None = None

    @property
    def hidden(self) -> str:
        """The name of the hidden file in which it was kept before 0.5.0."""
        return f"{PREFIX}.{self.name}.json" if self.name else f"{PREFIX}.json"

    def read(self) -> Record:
        """Return what is known, nothing where that is damaged."""
        kept = _record_in(_json_of(self._path)) if self._path is not None else Record()
        if (self.root / self.hidden).is_file():
            older = _hidden_record(_json_of(self.root / self.hidden))
            return Record(
                _merged(older.files, kept.files), older.folders | kept.folders, {**older.division, **kept.division}
            )
        return kept if kept.files or self.name else _published_record(self.root)

    def begin(self, files: Mapping[str, Path], division: Mapping[DocumentId, str] | None) -> None:
        """Keep what is there and what is about to take its place: whichever is found there after a kill is known."""
        known = self.read()
        made = _record_of(files, division)
        self._write(Record(_merged(known.files, made.files), known.folders | made.folders, made.division))

    def finish(self, files: Mapping[str, Path], division: Mapping[DocumentId, str] | None) -> None:
        """Keep what is there now. `files`: by their names below the root; `division`: the part of each document."""
        self._write(_record_of(files, division))

    @property
    def _path(self) -> Path | None:
        if self.records is None:
            return None
        return self.records.folder / f"{_hashed(os.path.realpath(self.root / self.name))[:32]}.json"

    def _write(self, record: Record) -> None:
        """Write the record; where that cannot be, the next export takes nothing away."""
        if self.records is None or self._path is None:
            return
        by_part: dict[str, list[str]] = {}
        for document, part in sorted(record.division.items()):
            by_part.setdefault(part, []).append(document)
        said = {
            "place": os.path.realpath(self.root / self.name),
            "of": self.records.of,
            "files": {name: sorted(hashes) for name, hashes in sorted(record.files.items())},
            "folders": sorted(record.folders),
            "division": dict(sorted(by_part.items())),
        }
        beside = self._path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.records.folder.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(said, indent=0) + "\n", encoding="ascii")
                put_file(beside, self._path)
            finally:
                beside.unlink(missing_ok=True)


def outdated(
    root: Path, record: Record, written: Iterable[str], is_protected: Callable[[Path], bool]
) -> tuple[list[str], list[str]]:
    """Return what is recorded and not written now: what is as it was, and what was changed since."""
    unchanged: list[str] = []
    changed: list[str] = []
    now = set(written)
    twins = {one_place(name): name for name in now}
    for name, hashes in _found(root, record):
        path, twin = root / name, twins.get(one_place(name))
        if name in now or path.is_symlink() or (twin is not None and _is_one(path, root / twin)):
            continue
        is_same = not is_protected(path) and hash_of(path) in hashes
        (unchanged if is_same else changed).append(name)
    return sorted(unchanged), sorted(changed)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _found(root: Path, record: Record, within: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the files of a record that are there, with the hashes that they had."""
    if not record.files:
        return
    try:
        entries = sorted(os.scandir(root / within), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = f"{within}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if _hashed(one_place(name)) in record.folders:
                yield from _found(root, record, f"{name}/")
        elif entry.is_file() and (hashes := record.files.get(_hashed(one_place(name)))):
            yield name, hashes


def _record_of(files: Mapping[str, Path], division: Mapping[DocumentId, str] | None) -> Record:
    return _record_by_name({name: hash_of(path) for name, path in files.items()}, division or {})


def _record_by_name(hashes: Mapping[str, str], division: Mapping[DocumentId, str] | None = None) -> Record:
    folders = {str(one) for name in hashes for one in PurePosixPath(name).parents} - {"."}
    return Record(
        {_hashed(one_place(name)): frozenset([hash]) for name, hash in hashes.items()},
        frozenset(_hashed(one_place(name)) for name in folders),
        division or {},
    )


def _record_in(said: Mapping[str, Any]) -> Record:
    files, folders = said.get("files"), said.get("folders")
    hashes = files.items() if isinstance(files, dict) else ()
    return Record(
        {name: frozenset(map(str, some)) for name, some in hashes if isinstance(some, list)},
        frozenset(map(str, folders)) if isinstance(folders, list) else frozenset(),
        _division_in(said.get("division")),
    )


def _hidden_record(said: Mapping[str, Any]) -> Record:
    names = {name: hash for name, hash in said.items() if isinstance(hash, str) and _stays_inside(name)}
    return _record_by_name(names, _division_in(said.get(_DIVISION)))


def _published_record(root: Path) -> Record:
    """Return what the checksums of a published folder say."""
    try:
        if not all((root / name).is_file() for name in PUBLISHED):
            return Record()
        lines = (root / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return Record()
    pairs = [line.split("  ", 1) for line in lines if "  " in line]
    names = {name: hash for hash, name in pairs if _stays_inside(name)}
    return _record_by_name({**names, SUMS: hash_of(root / SUMS)})


def _division_in(by_part: object) -> dict[DocumentId, str]:
    if not isinstance(by_part, dict):
        return {}
    return {DocumentId(str(one)): part for part, ids in by_part.items() if isinstance(ids, list) for one in ids}


def _merged(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    nothing = frozenset[str]()
    return {name: one.get(name, nothing) | other.get(name, nothing) for name in (*one, *other)}


def _json_of(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_one(path: Path, other: Path) -> bool:
    """Whether two names are one file, where case or normal form tells none from another."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and ":" not in name
