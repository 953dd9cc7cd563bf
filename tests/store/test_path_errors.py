"""What the system says of a path reaches a user as a sentence."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.path_errors import explained_path


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
