"""What is left is found without header, without the list of tables, and in files of every earlier version."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.store.recovery.rescuing import rescue
from annotator.store.recovery.salvage import empty_database, salvage
from annotator.store.schema.tables import BY_HASH, Table
from tests.projects import make_desk

PAGE = 4096
OLDER = sorted((Path(__file__).parents[2] / "files").glob("*.annot"))


def test_without_its_first_page_all_rows_are_found_by_the_rest(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    path = desk.project.path
    whole = salvage(path)
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    found = salvage(path)
    for table in (*Table, *BY_HASH, "parts", "steps", "changes", "tips", "strands", "journal"):
        rows = [set(one.rows.execute(f"SELECT * FROM {table}")) for one in (whole, found)]
        assert rows[0] == rows[1], table
    assert set(Table) <= whole.whole
    whole.close()
    found.close()


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.stem)
def test_a_damaged_file_of_an_older_version_comes_into_a_project_of_now(older: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(f"{older.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (spans,) = connection.execute("SELECT count(*) FROM spans").fetchone()
    data = bytearray(older.read_bytes())
    data[16:100] = bytes(84)
    path = tmp_path / "damaged.annot"
    path.write_bytes(data)
    outcome = rescue(path, tmp_path / "new.annot")
    assert outcome.there[Table.SPANS] == spans and outcome.problems == []


def test_one_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    with closing(sqlite3.connect(desk.project.path)) as connection, connection:
        connection.execute("INSERT INTO _sqlite_migrations VALUES (NULL, 'annotator', 'teleport', '')")
    with pytest.raises(BadProject, match="newer version"):
        salvage(desk.project.path)


def test_an_empty_database_has_all_tables_and_no_rows_nor_triggers() -> None:
    with closing(empty_database()) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'trigger'").fetchone()
        for table in Table:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_what_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    for number in range(40):
        desk.code(desk.documents[0].text[number : number + 30])
    with desk.project as project:
        spans = [span.id for span in project.spans.of_document(desk.documents[0].id)]
        annotate.remove_spans(project, spans[1:])
    outcome = rescue(project.path, tmp_path / "new.annot")
    assert outcome.there[Table.SPANS] == 1
    with Project.open(tmp_path / "new.annot") as new:
        assert [span.id for span in new.spans.of_document(desk.documents[0].id)] == spans[:1]
