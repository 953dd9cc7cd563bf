"""The latest step of each program that has a project open, told to the others in the folder of those who have it open.

A program that is closed, or killed, hears no more of what becomes of the file; those that stay do it for it. So what it
did last stays there as long as anybody is there. What a network shows late, or again as it was before, only comes late:
a step is told once it is in the project, and stays there. Programs of one computer hear each other, since on another
the device of a network folder has another number; there SQLite's locks alone see to it that nobody loses anything.
"""

import contextlib
import json
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.model.ids import new_id
from annotator.store.sittings.seen_steps import LogEnd, SeenStep

TOLD = ".step"
"""How the names of such files end, which are no entries of programs."""
_TOLD_BYTES, _MOST_BYTES, _MOST_FILES = 200, 1_000, 100


class ToldSteps:
    """What this program tells, and what others have told since this was made; for any thread.

    `file`: what tells the project's file from another that stood at its path. Where nothing can be written nothing is
    told.
    """

    def __init__(self, folder: Path, file: tuple[int, int]) -> None:
        self._folder, self._file = folder, file
        self._name = f"{new_id()}{TOLD}"
        self._told: BinaryIO | None = None
        self._lock = threading.Lock()
        self._before = dict(self._read())

    def tell(self, step: SeenStep, end: LogEnd) -> None:
        """Tell of a step that was committed, and where the log ended then."""
        device, inode = self._file
        said = f'[{device},{inode},{step.number},"{step.sitting}",{step.place},"{end.salt.hex()}",{end.frames}]'
        with self._lock, contextlib.suppress(OSError):
            if self._told is None:
                self._told = (self._folder / self._name).open("wb", buffering=0)
                _take_away(sorted(self._folder.glob(f"*{TOLD}"))[:-_MOST_FILES])  # by the time of their making
            self._told.seek(0)
            # Numbers only grow, so that nothing of what stood there is left but spaces, which JSON may end with.
            self._told.write(said.ljust(_TOLD_BYTES).encode("ascii"))

    def heard(self) -> Iterator[tuple[SeenStep, LogEnd]]:
        """Yield the latest step of each other program, where it was done since this was made."""
        for name, said in self._read():
            if self._before.get(name) != said:
                with contextlib.suppress(ValueError, TypeError):  # of another version, or being written
                    device, inode, number, sitting, place, salt, frames = json.loads(said)
                    if (device, inode) == self._file:
                        yield SeenStep(int(number), str(sitting), int(place)), LogEnd(bytes.fromhex(salt), int(frames))

    def close(self) -> None:
        """Tell no more; what was told stays until the last program has gone."""
        with self._lock:
            if self._told is not None:
                self._told.close()
                self._told = None

    def _read(self) -> Iterator[tuple[str, bytes]]:
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"*{TOLD}"):
                if path.name != self._name:
                    with contextlib.suppress(OSError), path.open("rb") as file:
                        yield path.name, file.read(_MOST_BYTES)


def forget_told(folder: Path) -> None:
    """Take away what was told, once nobody is there any more."""
    with contextlib.suppress(OSError):
        paths = list(folder.iterdir())
        if all(path.suffix == TOLD for path in paths):
            _take_away(paths)


def _take_away(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
