"""What the system says of a path reaches a user as a sentence."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.path_errors import explained_path
from annotator.store.project import Project
from tests.projects import default_codebook


def test_a_path_that_the_system_does_not_take_is_said(tmp_path: Path) -> None:
    for error, said in (
        (PermissionError(13, "no"), "You may not read"),
        (OSError(5, "Input/output error"), "cannot be used"),
    ):
        with pytest.raises(BadProject, match=said), explained_path(tmp_path / "p"):
            raise error


def test_a_name_that_no_file_can_have_is_said_before_the_system_is_asked() -> None:
    with pytest.raises(BadProject, match="cannot have a NUL"), explained_path(Path("a\0b")):
        raise AssertionError("it was asked")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("n" * 250, "the name is too long: 256 bytes, where 255 are the most; give it a shorter name"),
        ("n" * 245, "too long for the log that is kept beside it: 251 bytes, where 247 are the most; give it"),
        ("/".join(["d" * 200] * 25), "the path is too long: .* where 4,095 are the most; move it to a folder"),
    ],
)
def test_a_project_whose_name_or_path_is_too_long_is_told_so_and_not_made(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / f"{name}.annot"
    with pytest.raises(BadProject, match=said):
        Project.create(path, default_codebook())
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BadProject, match=said if "log" not in said else "There is no file|too long"):
        Project.open(path)


def test_the_longest_name_that_has_room_for_its_log_works(tmp_path: Path) -> None:
    Project.create(tmp_path / f"{'n' * 241}.annot", default_codebook()).close()
    with Project.open(tmp_path / f"{'n' * 241}.annot") as project:
        assert project.check() == []
