"""Behind the point up to which the history is whole, rows are what stood in the file, or what later parts say."""

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.store.project import Project
from annotator.store.recovery.rescuing import rescue
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk
from tests.store.check.test_chain_check import tampered
from tests.store.recovery.damage import PAGE


def coded(tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    for quote in ("urged China", "China undertook", "its influence"):
        desk.code(quote)
    desk.project.close()
    return desk


def quotes(path: Path, desk: Desk) -> set[str]:
    with Project.open(path) as project:
        assert project.check() == []
        return {span.quote for span in project.spans.of_document(desk.documents[0].id)}


def test_what_stands_in_the_file_comes_though_its_history_is_broken(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    tampered(desk.project.path, lambda file: file.execute("UPDATE parts SET hash = x'00'"))
    outcome = rescue(desk.project.path, tmp_path / "new.annot")
    assert outcome.steps[0] < outcome.steps[1] and outcome.there[Table.SPANS] == 3
    assert quotes(tmp_path / "new.annot", desk) == {"urged China", "China undertook", "its influence"}


def test_what_stands_nowhere_comes_from_the_parts_behind_the_break(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    path = desk.project.path

    def change(file: sqlite3.Connection) -> None:
        file.execute("UPDATE parts SET hash = x'00' WHERE line LIKE '%urged China%'")

    tampered(path, change)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'spans'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    rescue(path, tmp_path / "new.annot")
    assert quotes(tmp_path / "new.annot", desk) == {"urged China", "China undertook", "its influence"}


def test_where_the_parts_are_proven_a_row_that_was_altered_is_as_they_say(tmp_path: Path) -> None:
    desk = coded(tmp_path)
    tampered(desk.project.path, lambda file: file.execute("UPDATE spans SET note = 'x'"))
    outcome = rescue(desk.project.path, tmp_path / "new.annot")
    assert outcome.notices == []
    with Project.open(tmp_path / "new.annot") as project:
        assert {span.note for span in project.spans.of_document(desk.documents[0].id)} == {""}
