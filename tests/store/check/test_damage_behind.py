"""What is raised of a file that is not as it should be is said of the file, and nothing else is."""

import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import BadFile
from annotator.store.check.damage_behind import damage_behind
from tests.projects import make_desk


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), TypeError("x"), sqlite3.IntegrityError("x")])
def test_what_nobody_foresaw_is_the_files_fault_only_where_it_holds_what_nobody_wrote(
    tmp_path: Path, error: Exception
) -> None:
    desk = make_desk(tmp_path)
    connection = desk.project._connection
    desk.code("urged")
    assert damage_behind(error, connection) == "" == desk.project.damage_behind(error)
    connection.executescript("DROP TRIGGER spans_update; UPDATE spans SET attributes = 'no JSON'")
    assert damage_behind(error, connection).startswith("the project holds what the program did not write. ")
    assert desk.project.damage_behind(error).startswith(f"{desk.project.path.name}: the project holds")


def test_what_is_a_sentence_by_itself_needs_none(tmp_path: Path) -> None:
    connection = make_desk(tmp_path).project._connection
    for error in (BadFile("x", "no", "no"), KeyboardInterrupt(), SystemExit()):
        assert damage_behind(error, connection) == ""


def test_a_connection_that_cannot_be_asked_any_more_is_no_reason_to_fail() -> None:
    connection = sqlite3.connect(":memory:")
    connection.close()
    assert damage_behind(ValueError("x"), connection) == ""
