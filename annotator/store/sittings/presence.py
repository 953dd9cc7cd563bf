"""Who has a project open: a file for each program, in a hidden folder beside the project.

Each is locked as long as its program runs; what a killed one left is known by that, and taken away by whoever looks.
Between computers, where locks may not reach, it counts while it is young: a program that runs touches it now and then.
"""

import contextlib
import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.model.ids import new_id
from annotator.store.sittings.told_steps import TOLD, forget_told

_YOUNG_S = 900.0
_TOUCHED_EVERY_S = 300.0
_NEW_S = 5.0
"""An entry may be there before its lock is."""
_FORGOTTEN_S = 7 * 86_400.0
_LOCKED_AT = 1 << 30
"""A byte that is never written: what is locked cannot be read on Windows."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A program that has the project open. `who`: the coder's name, empty for nobody in particular.

    `since`: seconds since 1970; `step`: the number of the latest step at that time.
    """

    who: str
    host: str
    since: float
    step: int


class Presence:
    """The entry of this program, and those of others. Where the folder may not be written nobody is known."""

    def __init__(self, project: Path, is_named: bool = True) -> None:
        """`is_named`: whether the entry says who is at the desk, which beside an encrypted project it does not."""
        self._is_named = is_named
        real = project.resolve()
        self.folder = real.with_name(f".{real.name}.open")
        """Where the entries are, and what programs tell each other of their steps: see `told_steps`."""
        self._name = new_id()
        self._entry: BinaryIO | None = None
        self._own = Visitor("", "", 0.0, 0)
        self._touched = 0.0
        self._seen: int | None = None
        self._others: tuple[Visitor, ...] = ()

    def arrive(self, step: int) -> None:
        """Say that this program has it open from now on; `step`: the latest one."""
        if self._entry is not None:
            return
        self._own = Visitor("", socket.gethostname(), time.time(), step)
        for _ in range(3):  # whoever leaves may take the folder away just now
            with contextlib.suppress(OSError):
                self.folder.mkdir(exist_ok=True)
                self._entry = (self.folder / self._name).open("w+b", buffering=0)
                _lock(self._entry)
                break
        self._write()

    def say(self, who: str) -> None:
        """Say who is at the desk."""
        if self._is_named and self._entry is not None and who != self._own.who:
            self._own = Visitor(who, self._own.host, self._own.since, self._own.step)
            self._write()

    def others(self) -> tuple[Visitor, ...]:
        """Return who else has it open, in the order of their coming; costs one look at a folder if nothing changed."""
        try:
            self._touch()
            stamp = self.folder.stat().st_mtime_ns
            # Who was killed changes nothing in the folder: those that were there are looked at again.
            if stamp != self._seen or self._others:
                paths = [path for path in sorted(self.folder.iterdir()) if path.suffix != TOLD]
                entries = [self._read(path) for path in paths if path.name != self._name]
                self._others = tuple(sorted((one for one in entries if one), key=lambda one: one.since))
                self._seen = stamp
        except OSError:
            self._others, self._seen = (), None
        return self._others

    def leave(self) -> None:
        """Say that this program has closed it."""
        if self._entry is not None:
            self._entry.close()
            self._entry = None
            with contextlib.suppress(OSError):
                (self.folder / self._name).unlink()
        forget_told(self.folder)
        with contextlib.suppress(OSError):
            self.folder.rmdir()  # stays where somebody else is in it

    def _write(self) -> None:
        if self._entry is None:
            return
        with contextlib.suppress(OSError):
            self._entry.seek(0)
            self._entry.truncate()
            self._entry.write(json.dumps(asdict(self._own)).encode("ascii"))
            os.utime(self.folder)
        self._touched = time.time()

    def _touch(self) -> None:
        if self._entry is not None and time.time() - self._touched > _TOUCHED_EVERY_S:
            os.utime(self.folder / self._name)
            self._touched = time.time()

    def _read(self, path: Path) -> Visitor | None:
        """Return whose entry it is, None where its program has ended, and then it goes."""
        try:
            with path.open("r+b") as entry:
                is_held = not _can_lock(entry)
                entry.seek(0)
                found = entry.read(10_000)
                age = time.time() - os.fstat(entry.fileno()).st_mtime
            visitor = Visitor(**json.loads(found))
            is_here = visitor.host == socket.gethostname()
        except OSError:
            return None
        except (TypeError, ValueError):  # it is being written
            visitor, is_here = Visitor("", socket.gethostname(), time.time(), 0), True
        if is_held or (not is_here and age < _YOUNG_S):
            return visitor
        if age > (_NEW_S if is_here else _FORGOTTEN_S):
            with contextlib.suppress(OSError):
                path.unlink()
        return None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(_LOCKED_AT)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _can_lock(file: BinaryIO) -> bool:
    try:
        _lock(file)
    except OSError:
        return False
    return True
