"""A snapshot is the project at one moment, whatever is written while it is held; copies share an origin."""

import shutil
from pathlib import Path

import pytest

from annotator.model.errors import Cancelled
from annotator.store.backups.snapshots import Snapshot, origins_at
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, default_codebook, make_desk


def test_what_is_written_while_it_is_held_is_not_in_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT * 500])
    desk.code("urged China")
    before, snapshot = content_of(desk.project), Snapshot(desk.project.path)
    desk.code("its influence")
    assert snapshot.has_log and snapshot.step == desk.project.journal.latest() - 1
    snapshot.write(tmp_path / "copy.annot")
    snapshot.close()
    assert (tmp_path / "copy.annot").stat().st_size == snapshot.pages * snapshot.page_size
    with Project.open(tmp_path / "copy.annot") as copy:
        assert content_of(copy) == before != content_of(desk.project)


def test_one_that_may_not_go_on_is_broken_off(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    snapshot = Snapshot(desk.project.path)
    with pytest.raises(Cancelled):
        snapshot.write(tmp_path / "copy.annot", lambda: False)
    snapshot.close()


def test_copies_of_a_project_share_an_origin_and_no_other_project_has_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    origins = origins_at(desk.project.path)
    desk.project.close()
    shutil.copy(desk.project.path, tmp_path / "copy.annot")
    Project.create(tmp_path / "other.annot", default_codebook()).close()
    assert len(origins) == 2 and origins_at(tmp_path / "copy.annot") == origins
    assert not {*origins} & {*origins_at(tmp_path / "other.annot")}
    assert origins_at(tmp_path / "none.annot") == origins_at(tmp_path) == ()
    # Reading leaves nothing beside a project that is closed.
    assert {path.name for path in tmp_path.iterdir()} == {"project.annot", "copy.annot", "other.annot"}
