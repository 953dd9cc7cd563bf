"""A database is opened for writing, else for reading; what is neither keeps its sentence."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.connections.heads import SQLITE
from annotator.store.opening import open_database, refuse_foreign, text_of
from tests.projects import make_desk


def test_a_project_that_may_be_written_is_opened_for_that(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    connection, notices, reading = open_database(desk.project.path)
    assert reading is None and notices == ()
    connection.close()


@pytest.mark.parametrize("content", [b"", b"text", SQLITE + bytes(84)])
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.annot"
    path.write_bytes(content)
    with pytest.raises(BadProject, match=r"^x\.annot is "):
        refuse_foreign(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("length", [len(SQLITE), 71, 72, 96, 99])
def test_a_database_without_a_whole_head_is_a_damaged_one_of_nobody_else(tmp_path: Path, length: int) -> None:
    path = tmp_path / "x.annot"
    path.write_bytes(content := SQLITE.ljust(length, b"\0"))
    with pytest.raises(BadProject, match=r"^x\.annot: The project file is damaged"):
        refuse_foreign(path)
    assert path.read_bytes() == content


def test_the_name_of_a_file_is_text_in_a_project() -> None:
    assert text_of("a\udcff") == "a?"
