"""Damaged files of every kind: each comes in or is refused with a sentence, within 5 s and 500 MB.

`ANNOTATOR_MUTATIONS` says how many of each kind; `make torture` asks for a great many.
"""

import os
import random
import sys
import time
from pathlib import Path

import pytest

from annotator.operations.exchange import exchange
from annotator.operations.exchange.exchange import ImportReport
from annotator.store.project import Project
from tests.operations.desks import new_project
from tests.torture.mutations import Members, mutated, sound_files

COUNT = int(os.environ.get("ANNOTATOR_MUTATIONS", "40"))
LONGEST_S, MOST_KB = 5.0, 500 * 1024
SOUND = sound_files()


def placed(members: Members, folder: Path) -> Path:
    """Write the files into a new folder and return it."""
    for name, data in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def imported(project: Project, members: Members, folder: Path) -> ImportReport:
    """Import what stands in a folder, and take it back, so that the next one comes into the same project."""
    report = exchange.import_sources(project, exchange.sources_in([placed(members, folder)]))
    project.undo()
    return report


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "in.annot")


@pytest.mark.parametrize("kind", SOUND)
def test_the_sound_file_comes_in_whole(project: Project, tmp_path: Path, kind: str) -> None:
    report = imported(project, SOUND[kind], tmp_path / "sound")
    assert report.failed == [] and report.documents


@pytest.mark.timeout(0)
@pytest.mark.parametrize("kind", SOUND)
def test_a_damaged_file_comes_in_or_is_refused_with_a_sentence(project: Project, tmp_path: Path, kind: str) -> None:
    before = _peak_kb()
    for seed in range(COUNT):
        members = mutated(SOUND[kind], random.Random(f"{kind} {seed}"))
        began = time.monotonic()
        report = imported(project, members, tmp_path / str(seed))
        assert time.monotonic() - began < LONGEST_S, seed
        for sentence in report.failed:
            assert "error of the program" not in sentence and "\n" not in sentence and sentence.endswith("."), seed
    assert project.check() == [] and project.documents.count() == 0
    assert _peak_kb() - before < MOST_KB


def _peak_kb() -> int:
    """Return the most memory that this process or a child of it ever had, in KB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1024 if sys.platform == "darwin" else 1
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // unit
