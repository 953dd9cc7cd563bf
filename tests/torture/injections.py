"""Projects whose every word is an attack: all that leaves them is read by real programs, and none of these obeys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.injection import leaving, reading
from tests.injection.hostile import hostile_project
from tests.torture.kinds import Kind, Play, Trial


@contextmanager
def _playing(base: Path) -> Iterator[Play]:
    yield _play


def _play(trial: Trial) -> str:
    """Write everything in a folder and let all programs that are here read it."""
    with hostile_project(trial.folder, trial.chance) as project:
        leaving.exported(project, trial.folder)
        desk = leaving.desk_at(project, trial.folder)
    for line, out, err in leaving.played(desk, trial.folder):
        assert leaving.orders(out) == leaving.orders(err) == [], line
    absent = []
    for read in reading.READERS:
        work = trial.folder.parent / f"{trial.number} {read.__name__}"
        work.mkdir()
        try:
            faults = list(read(trial.folder, work))
        except pytest.skip.Exception:
            absent.append(read.__name__.removeprefix("by_"))
            continue
        assert not faults, f"{len(faults)}: {faults[0]}"
    return f"nobody obeyed; absent: {', '.join(absent)}" if absent else "nobody obeyed"


KINDS = (Kind("injection", 12, _playing, 1),)
