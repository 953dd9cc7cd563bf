"""A new project that is made of another one while the program is killed: repaired, rescued, encrypted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from random import Random

from annotator.store.backups.reciphering import recipher
from annotator.store.connections.connecting import unlock
from annotator.store.project import Project
from annotator.store.recovery.repairing import repair
from annotator.store.recovery.rescuing import rescue
from tests.torture import acts
from tests.torture.killing import DONE, Moments, killed, needs_kills
from tests.torture.kills import skip_without_encryption
from tests.torture.kinds import Kind, Play, Trial


def _of(
    make: Callable[[Path, Path], object], harm: Callable[[Path], None]
) -> Callable[[Path], AbstractContextManager[Play]]:
    """Return what makes a new file of an old one: there is a whole one or none, and the old one keeps its bytes."""

    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        needs_kills()
        if make is _encrypt:
            skip_without_encryption()
        path = acts.new_file(base, times=100)
        with acts.opened(path) as project:
            for number in range(40):
                acts.act(project, Random(number), 0.2)
        harm(path)
        before = path.read_bytes()
        moments = Moments(lambda say: make(path, base / "spare.annot"))
        unlock(base / "spare.annot", acts.PASSPHRASE)
        with Project.open(base / "spare.annot") as spare:
            wanted = spare.spans.count()

        def play(trial: Trial) -> str:
            new = trial.folder / "new.annot"
            said = killed(lambda say: make(path, new), moments.draw(trial.chance))
            assert path.read_bytes() == before
            if not new.exists():
                assert DONE not in said
                return "no file"
            unlock(new, acts.PASSPHRASE)
            with Project.open(new) as project:
                assert project.spans.count() == wanted and project.check() == []
            return "a whole project"

        yield play

    return playing


def _encrypt(old: Path, new: Path) -> None:
    recipher(old, new, acts.PASSPHRASE)


def _leave(path: Path) -> None:
    """Leave it as it is."""


def _tamper(path: Path) -> None:
    """Change what a repair mends without a guess."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (name,) = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' LIMIT 1").fetchone()
        connection.execute(f'DROP TRIGGER "{name}"')


def _cut(path: Path) -> None:
    data = bytearray(path.read_bytes())
    del data[len(data) * 4 // 5 :]
    path.write_bytes(data)


KINDS = (
    Kind("kill: repair", 30, _of(repair, _tamper), 30),
    Kind("kill: rescue of a damaged file", 30, _of(rescue, _cut), 30),
    Kind("kill: encryption", 30, _of(_encrypt, _leave), 30),
)
