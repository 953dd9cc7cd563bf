"""A file takes its name whole, and takes none that another has."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from annotator.store.placing import (
    UNFINISHED,
    discard,
    move_into_place,
    remove_first_name,
    remove_left_over,
    unfinished_name,
    whole_new_file,
)
from annotator.store.project import Project
from tests.projects import make_desk


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_that_is_taken_is_left_to_whoever_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    place, made = tmp_path / "p.annot", unfinished_name(tmp_path / "p.annot")
    made.write_text("whole")
    move_into_place(made, place)
    assert [path.name for path in tmp_path.iterdir()] == ["p.annot"] and place.read_text() == "whole"
    made.write_text("another")
    with pytest.raises(FileExistsError):
        move_into_place(made, place)
    assert place.read_text() == "whole" and made.read_text() == "another"


def test_unfinished_names_are_hidden_short_and_all_others(tmp_path: Path) -> None:
    names = {unfinished_name(tmp_path / f"{'文' * 80}.annot").name for _ in range(100)}
    assert len(names) == 100 and all(name.startswith(".") and len(os.fsencode(name)) < 100 for name in names)


def test_what_was_left_behind_goes_once_it_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, young, own = (unfinished_name(tmp_path / "p") for _ in range(3))
    for path in (old, young, own):
        path.touch()
        path.with_name(f"{path.name}-journal").touch()
    for name in (old.name, f"{old.name}-journal"):
        os.utime(tmp_path / name, (0, 0))
    who = tmp_path / f".{old.name}.open"
    who.mkdir()
    (who / "somebody").touch()
    os.utime(who, (0, 0))
    discard(own)
    monkeypatch.setattr("time.time", lambda: 4e9)  # a server’s clock that is behind ours makes nothing old
    remove_left_over(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {young.name, f"{young.name}-journal"}
    assert UNFINISHED in young.name


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows moves a file into its place, and has no moment of two names"
)
def test_who_is_killed_between_two_names_of_a_file_leaves_one_once_it_is_opened(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    path = desk.project.path
    left, young = (unfinished_name(path) for _ in range(2))
    os.link(path, left)
    young.touch()
    inode = path.stat().st_ino
    with Project.open(path) as project:
        assert project.notices == () and project.check() == []
        assert path.with_name(f"{path.name}-wal").exists(), "it is opened as one that may be open by its other name"
    assert path.stat().st_ino == inode and path.stat().st_nlink == 1
    assert not left.exists() and young.exists(), "what another is about to complete stays"


def test_a_name_that_somebody_gave_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    path.touch()
    os.link(path, tmp_path / "other.annot")
    os.link(path, tmp_path / ".hidden")
    remove_first_name(path)
    assert {one.name for one in tmp_path.iterdir()} == {"p.annot", "other.annot", ".hidden"}


@pytest.mark.parametrize("error", [None, ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("is_taken", [False, True])
def test_a_new_file_is_whole_under_its_name_or_nothing_of_it_stays(
    tmp_path: Path, error: type[BaseException] | None, is_taken: bool
) -> None:
    place = tmp_path / "p.annot"
    if is_taken:
        place.write_text("somebody's")
    raised = error or (FileExistsError if is_taken else None)
    with pytest.raises(raised) if raised else nullcontext(), whole_new_file(place) as made:
        made.write_text("whole")
        made.with_name(f"{made.name}-wal").write_text("beside")
        if error is not None:
            raise error
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert left == ({"p.annot": "somebody's"} if is_taken else {} if error else {"p.annot": "whole"})
