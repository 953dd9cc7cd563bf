"""Programs of earlier releases and the present one, in turn and at once on one file: nothing acknowledged is lost.

What an older program may not open any more it refuses in one sentence, and what it has open stays as it knows it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import __version__
from annotator.model.errors import BadProject
from annotator.operations.people import people
from annotator.store import opening
from annotator.store.project import Project
from tests.examples import many
from tests.torture.releases import OF_NOW, RELEASES, Release, running, write_release

OLDER = [release for release in RELEASES if release not in OF_NOW]


@pytest.fixture(scope="module", params=OF_NOW)
def alike(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """A program of an earlier release whose files have the present shape."""
    yield from _release(request, tmp_path_factory)


@pytest.fixture(scope="module", params=OLDER if many() else OLDER[-1:])
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """A program of an earlier release with files of another shape: the last one, or each under `make torture`."""
    yield from _release(request, tmp_path_factory)


def _release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder = tmp_path_factory.mktemp("release")
    if not write_release(request.param, folder):
        pytest.skip("the history of the repository is not here")
    with running(folder) as program:
        assert program.do("version", folder) == request.param != __version__
        yield program


def names(path: Path) -> list[str]:
    with Project.open(path) as project:
        assert project.check() == []
        return [coder.name for coder in project.coders.all()]


def act(path: Path, name: str) -> None:
    with Project.open(path) as project:
        people.add_coder(project, name)


def refused(said: str | list[str]) -> bool:
    return isinstance(said, str) and "was written by a newer version of annotator" in said and "not changed" in said


@pytest.mark.hypothesis  # for `make torture`, which plays it with all of them
def test_in_turn_each_finds_what_the_other_has_done_or_refuses_the_file(older: Release, tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    assert older.do("new", path) == "done"
    assert older.do("act", path, "Ana") == ["Ana"]
    act(path, "Ben")
    before = path.read_bytes()
    assert refused(older.do("act", path, "Cleo")) and refused(older.do("look", path))
    assert path.read_bytes() == before
    with Project.open(path) as project:
        people.add_coder(project, "Dan")
        assert refused(older.do("stay", path)), "nor while it is open here"
        people.add_coder(project, "Eva")
    assert names(path) == ["Ana", "Ben", "Dan", "Eva"]


def test_releases_of_one_shape_go_on_with_each_others_files(alike: Release, tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    assert alike.do("new", path) == "done" and alike.do("act", path, "Ana") == ["Ana"]
    act(path, "Ben")
    assert alike.do("act", path, "Cleo") == ["Ana", "Ben", "Cleo"] and alike.do("stay", path) == "done"
    act(path, "Dan")
    assert alike.do("act", path, "Eva") == ["Ana", "Ben", "Cleo", "Dan", "Eva"] and alike.do("leave", path) == "done"
    assert names(path) == ["Ana", "Ben", "Cleo", "Dan", "Eva"]


@pytest.mark.hypothesis
def test_what_an_older_program_has_open_is_not_brought_up_to_date_under_it(
    older: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_MOST_WAITS", 2)
    path = tmp_path / "p.annot"
    assert older.do("new", path) == older.do("stay", path) == "done"
    assert older.do("act", path, "Ana") == ["Ana"]
    with pytest.raises(BadProject, match="is of an older version, and open in another program; close it there"):
        Project.open(path)
    assert older.do("act", path, "Ben") == ["Ana", "Ben"]
    assert older.do("undo", path) == ["Ana"]
    assert older.do("act", path, "Cleo") == ["Ana", "Cleo"]
    assert older.do("leave", path) == "done"
    act(path, "Dan")
    assert names(path) == ["Ana", "Cleo", "Dan"]
    assert refused(older.do("look", path))
