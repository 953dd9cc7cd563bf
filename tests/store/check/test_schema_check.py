"""Tables, triggers and indexes that are missing, changed or foreign are named; migrated files are as new ones."""

import shutil
from pathlib import Path

import pytest

from annotator.store.check.schema_check import schema_problems
from annotator.store.project import Project
from tests.projects import make_desk

FILES = Path(__file__).parents[2] / "files"


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_a_migrated_file_is_made_as_a_new_one_is(path: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(path, tmp_path))) as project:
        assert list(schema_problems(project._connection)) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP TRIGGER spans_update", "The trigger “spans_update” is missing."),
        ("DROP INDEX spans_by_layer", "The index “spans_by_layer” is missing."),
        ("DROP TABLE segments", "The table “segments” is missing."),
        ("CREATE TABLE mine (id)", "The table “mine” is none of the program’s."),
        ("ALTER TABLE actors ADD COLUMN secret TEXT", "The table “actors” is not as the program makes it."),
        (
            "CREATE TRIGGER mine AFTER INSERT ON spans BEGIN SELECT 1; END",
            "The trigger “mine” is none of the program’s.",
        ),
        (
            "DROP INDEX spans_by_layer; CREATE INDEX spans_by_layer ON spans (layer)",
            "The index “spans_by_layer” is not as the program makes it.",
        ),
    ],
)
def test_what_is_otherwise_is_named(tmp_path: Path, sql: str, said: str) -> None:
    project = make_desk(tmp_path).project
    for statement in sql.split("; ") if "END" not in sql else [sql]:
        project._connection.execute(statement)
    assert said in project.check()


def test_a_letter_of_a_tables_rules_that_is_another_is_named(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    project._connection.execute("PRAGMA writable_schema = ON")
    query = "UPDATE sqlite_schema SET sql = replace(sql, '''documents''', '''doauments''') WHERE name = 'removals'"
    assert project._connection.execute(query).rowcount == 1
    assert "The table “removals” is not as the program makes it." in project.check()
