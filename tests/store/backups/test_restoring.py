"""A backup is put back as a new file, or not at all."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.backups.restoring import restore
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, Desk, make_desk


def made(folder: Path) -> tuple[Desk, Path]:
    desk = make_desk(folder, [TEXT * 100])
    desk.project.back_up(folder / "backup.annot")
    return desk, folder / "backup.annot"


def test_what_is_restored_holds_what_the_backup_does(tmp_path: Path) -> None:
    desk, backup = made(tmp_path)
    wanted = content_of(desk.project)
    desk.code("urged China")
    assert restore(backup, tmp_path / "restored.annot") == []
    with Project.open(tmp_path / "restored.annot") as project:
        assert content_of(project) == wanted


def test_it_goes_over_no_file_whatever_that_is(tmp_path: Path) -> None:
    desk, backup = made(tmp_path)
    (tmp_path / "text.annot").write_text("a text")
    (tmp_path / "folder.annot").mkdir()
    for place in ("text.annot", "folder.annot", "project.annot"):
        with pytest.raises(BadProject, match="exists already"):
            restore(backup, tmp_path / place)
    assert (tmp_path / "text.annot").read_text() == "a text" and desk.project.check() == []


@pytest.mark.parametrize("case", ["damaged", "gone", "no folder"])
def test_what_cannot_be_restored_leaves_no_file(tmp_path: Path, case: str) -> None:
    _, backup = made(tmp_path)
    to = tmp_path / ("none" if case == "no folder" else "") / "restored.annot"
    if case == "damaged":
        data = backup.read_bytes()
        backup.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    elif case == "gone":
        backup.unlink()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadProject, match="is damaged" if case == "damaged" else "cannot be restored"):
        restore(backup, to)
    assert sorted(tmp_path.iterdir()) == before
