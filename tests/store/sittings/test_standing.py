"""A file that SQLite itself writes into stands as it was; see tests/operations/project/test_rescued.py for mishaps."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import FileGone
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.sittings import rescue
from annotator.store.sittings.seen_steps import SeenSteps
from annotator.store.sittings.standing import Standing
from tests.projects import make_desk
from tests.torture.programs import programs


def test_a_file_that_others_use_meanwhile_is_not_taken_for_one_that_was_written_over(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["word " * 2000])
    for number in range(40):
        with Project.open(desk.project.path) as other:  # each closing makes a checkpoint
            people.add_coder(other, f"Coder {number}")
        run = desk.project._connection.execute
        run(f"PRAGMA wal_checkpoint({('PASSIVE', 'FULL', 'RESTART', 'TRUNCATE')[number % 4]})")
        desk.project.look()
        documents.rename(desk.project, desk.documents[0].id, f"Title {number}")
        desk.project.look()


def test_a_file_without_a_log_is_known_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "p"
    path.write_text("x")
    standing = Standing(path, SeenSteps())
    path.write_text("y")  # any program may, where there is no log: the journal knows its own steps
    assert standing.mishap() == "" and standing.is_own
    path.rename(tmp_path / "q")
    assert standing.mishap() == "was deleted, moved or renamed"
    path.write_text("x")
    assert standing.mishap() == "was replaced by another file" and not standing.is_own
    standing.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody write over a file that is open")
@pytest.mark.parametrize("mode", ["PASSIVE", "FULL", "RESTART"])
def test_an_older_copy_into_which_another_program_writes_the_log_is_noticed_though_it_has_the_latest_step(
    tmp_path: Path, mode: str
) -> None:
    """The log holds the page with the latest steps, those before among them; what they did is in the older copy not."""
    desk = make_desk(tmp_path, ["word " * 2000])
    project, path = desk.project, desk.project.path
    with programs(1) as others:
        others.race(path, "TRUNCATE")
        subprocess.run(["cp", path, tmp_path / "older"], check=True)
        for number in range(12):
            annotate.add_span(project, desk.documents[0].id, desk.layer.id, [(number, number + 3)], "appeal")
        others.race(path, "PASSIVE")
        project.look()
        people.add_coder(project, "Ben")
        project.look()
        subprocess.run(["cp", tmp_path / "older", path], check=True)
        others.race(path, mode)
        with pytest.raises(FileGone, match="written over by another program") as gone:
            project.look()
    assert len(rescue.read(Path(gone.value.rescue)).steps) == project._file.sitting.count
