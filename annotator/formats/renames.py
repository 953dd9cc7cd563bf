"""Files that take their places by renames with a journal: who comes after a kill finishes these, or takes them back.

They wait in a folder beside their places. As soon as its journal stands, all that is missing are renames within one
file system. Where one of them fails all are taken back; where the program is killed between two, `recover` goes on.
A lock tells a folder that somebody works in from one that is left over.
"""

import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from annotator.model.errors import BadFile
from annotator.paths import put_file, rename_file, system_says

PREFIX = ".annotator-writing-"
_JOURNAL, _OWNER = "journal.json", "owner"
_YOUNG_S = 60.0
"""A folder without a lock may be one that somebody makes just now."""

Stamp = tuple[int, int, int]
"""By which a file is known again: inode, bytes, time of its last change in ns."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file of the root that is to be replaced or made, or taken away where `new` is empty.

    `new`: what it is called in the folder; `was`: the stamp of what stands there, None for nothing.
    """

    name: str
    new: str
    was: Stamp | None


@dataclass(frozen=True, slots=True)
class Renames:
    """Moves between a folder and a root. `made`: paths of folders that are new, outermost first."""

    folder: Path
    root: Path
    moves: Sequence[Move]
    made: Sequence[str]

    def write(self) -> None:
        """Write the journal: from here on the moves are finished or taken back, whatever happens."""
        beside = self.folder / "journal"
        with beside.open("w", encoding="ascii") as file:
            root = os.path.relpath(self.root, self.folder.parent)
            json.dump({"root": root, "moves": [asdict(move) for move in self.moves], "made": list(self.made)}, file)
            file.flush()
            os.fsync(file.fileno())
        put_file(beside, self.folder / _JOURNAL)

    def forward(self) -> None:
        """Do all moves that are not done; raises `OSError`, or `BadFile` where somebody else wrote there meanwhile."""
        for name in self.made:
            (self.root / name).mkdir(exist_ok=True)
        for number, move in enumerate(self.moves):
            target, old = self.root / move.name, self.folder / f"old-{number}"
            if move.new and not (self.folder / move.new).exists():
                continue
            if os.path.lexists(target) and not old.exists():
                if stamp(target) != move.was:
                    raise BadFile(str(target), "it was written by somebody else meanwhile", "export once more")
                put_file(target, old)
            if move.new:
                rename_file(self.folder / move.new, target)
        self._close()

    def back(self) -> None:
        """Take all moves back that are done; raises `OSError`."""
        for number, move in reversed(list(enumerate(self.moves))):
            target, old = self.root / move.name, self.folder / f"old-{number}"
            if move.new and not (self.folder / move.new).exists() and target.exists():
                put_file(target, self.folder / move.new)
            if old.exists():
                put_file(old, target.with_name(f"{target.name}.old") if os.path.lexists(target) else target)
        for name in reversed(self.made):
            with contextlib.suppress(OSError):
                (self.root / name).rmdir()
        self._close()

    def _close(self) -> None:
        # First of all: what else is in the folder means nothing without it.
        (self.folder / _JOURNAL).unlink(missing_ok=True)


class Workplace:
    """A folder in which files wait, locked while it is used; a context manager that takes it away at the end."""

    def __init__(self, beside: Path) -> None:
        self.path = Path(mkdtemp(prefix=PREFIX, dir=beside))
        self._owner = (self.path / _OWNER).open("wb")
        _lock(self._owner)

    def close(self) -> None:
        """Take the folder away, unless its moves are neither done nor taken back."""
        self._owner.close()
        if not (self.path / _JOURNAL).exists():
            shutil.rmtree(self.path, ignore_errors=True)


def recover(root: Path) -> list[str]:
    """Finish, or take back, what was broken off at a root or around it; return what was done, in sentences."""
    return [sentence for folder in _workplaces(root) if (sentence := _recovered(folder))]


def _recovered(folder: Path) -> str:
    """Settle a folder that nobody works in; return nothing for one that is in use, or another user's."""
    try:
        with (folder / _OWNER).open("r+b") as owner:
            _lock(owner)
            journal = _read_journal(folder)
            said = _settled(journal) if journal else f"What a broken export had left in {folder.parent} was removed."
    except FileNotFoundError:
        if time.time() - folder.stat().st_mtime < _YOUNG_S:
            return ""
        said = f"What a broken export had left in {folder.parent} was removed."
    except OSError:
        return ""
    if not (folder / _JOURNAL).exists():
        shutil.rmtree(folder, ignore_errors=True)
    return said


def stamp(path: Path) -> Stamp | None:
    """Return by what a file is known again, None where there is none."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _settled(journal: Renames) -> str:
    try:
        journal.forward()
    except (OSError, BadFile):
        try:
            journal.back()
        except OSError as error:
            return (
                f"An export to {journal.root} was broken off; {journal.folder} has what was there"
                f" ({system_says(error)})."
            )
        return f"An export to {journal.root} that was broken off was taken back."
    return f"An export to {journal.root} that was broken off was finished."


def _workplaces(root: Path) -> Iterator[Path]:
    absolute = root.absolute()
    for place in (absolute, *absolute.parents):
        with contextlib.suppress(OSError):
            yield from sorted(folder for folder in place.glob(f"{PREFIX}*") if folder.is_dir())


def _read_journal(folder: Path) -> Renames | None:
    try:
        found = json.loads((folder / _JOURNAL).read_bytes())
    except FileNotFoundError:
        return None
    moves = [Move(one["name"], one["new"], tuple(one["was"]) if one["was"] else None) for one in found["moves"]]
    return Renames(folder, Path(os.path.normpath(folder.parent / found["root"])), moves, found["made"])


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
