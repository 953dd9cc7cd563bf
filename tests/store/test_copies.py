"""What looks like a copy of a project is one: whole, verified, also where its making was killed."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store import copies
from annotator.store.copies import copy_to
from annotator.store.placing import UNFINISHED
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, make_desk


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_holds_what_its_original_does_also_what_stands_in_the_log(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    copy_to(desk.project._connection, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot") as copy:
        assert content_of(copy) == content_of(desk.project) and copy.check() == []
    with pytest.raises(BadProject, match=r"copy\.annot exists already"):
        copy_to(desk.project._connection, tmp_path / "copy.annot")
    assert [name for name in names(tmp_path) if UNFINISHED in name] == []


@pytest.mark.parametrize("damage", ("rows", "bytes", "cut"))
def test_a_copy_that_is_not_as_the_project_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    desk = make_desk(tmp_path, [TEXT * 200])
    verify = copies._verify

    def damaged(copy: Path, state: tuple[int, dict[str, int]] | None) -> None:
        if damage == "rows":
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("DROP TABLE recode_samples")
        else:
            data = copy.read_bytes()
            copy.write_bytes(data[: len(data) // 2] + (b"" if damage == "cut" else b"\xff" * (len(data) // 2)))
        verify(copy, state)

    monkeypatch.setattr(copies, "_verify", damaged)
    before = names(tmp_path)
    with pytest.raises(BadProject, match="not as the project is"):
        desk.project.back_up(tmp_path / "copy.annot")
    assert names(tmp_path) == before


def test_a_folder_that_takes_no_copy_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(BadProject, match="No copy can be written to"):
        copy_to(desk.project._connection, tmp_path / "gone" / "copy.annot")


def test_what_was_left_unfinished_goes_with_the_next_copy_once_it_is_old(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    for name in ("old", "young"):
        (tmp_path / f".copy.annot{UNFINISHED}{name}").touch()
    os.utime(tmp_path / f".copy.annot{UNFINISHED}old", (0, 0))
    desk.project.back_up(tmp_path / "copy.annot")
    assert [name for name in names(tmp_path) if UNFINISHED in name] == [f".copy.annot{UNFINISHED}young"]


@pytest.mark.parametrize("error", [BadProject("no"), KeyboardInterrupt(), None])
def test_a_copy_that_is_changed_is_there_once_it_is_and_not_at_all_where_that_failed(
    tmp_path: Path, error: BaseException | None
) -> None:
    desk = make_desk(tmp_path)
    before, to = names(tmp_path), tmp_path / "copy.annot"
    with suppress(BadProject, KeyboardInterrupt), copies.changed_copy(desk.project._connection, to) as copy:
        copy.execute("DELETE FROM recode_samples")
        if error is not None:
            raise error
    assert names(tmp_path) == (before if error is not None else sorted([*before, "copy.annot"]))


def test_no_copy_is_written_over_what_is_there(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    (tmp_path / "copy.annot").write_text("somebody's")
    for write in (desk.project.back_up, desk.project.give_away, lambda to: desk.project.write_as_of(to, 1)):
        with pytest.raises(BadProject, match=r"copy\.annot exists already"):
            write(tmp_path / "copy.annot")
    assert (tmp_path / "copy.annot").read_text() == "somebody's"
