"""A copied empty project is what the migrations come to, and no two have anything that is told apart in common."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from annotator.store.check.schema_check import schema_problems
from annotator.store.connections.connecting import connect
from annotator.store.schema import migrations
from annotator.store.schema.empty_file import make_empty

OWN = {"journal": ("origin",), "_sqlite_migrations": ("applied_at",)}
"""What each file has for itself."""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty project in a file."""
    with closing(connect(tmp_path / "made")) as connection:
        make_empty(connection)
        yield connection


def rows(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows but for what each file has for itself, by table."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    found = {}
    for (table,) in tables:
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]
        kept = ", ".join(f'"{name}"' for name in columns if name not in OWN.get(table, ()))
        found[table] = connection.execute(f'SELECT {kept} FROM "{table}"').fetchall()
    return found


def own(connection: sqlite3.Connection) -> set[str]:
    """Return what a file has for itself."""
    asked = [(table, column) for table, columns in OWN.items() for column in columns]
    found = [connection.execute(f"SELECT {column} FROM {table}").fetchall() for table, column in asked]
    return {value for values in found for (value,) in values}


def test_it_is_what_the_migrations_come_to(made: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "step by step")) as slow:
        migrations.bring_up_to_date(Database(slow, execute_plugins=False), tmp_path / "step by step")
        assert rows(made) == rows(slow)
    assert list(schema_problems(made)) == []
    assert migrations.is_up_to_date(Database(made, execute_plugins=False), tmp_path / "made")


def test_no_two_are_called_alike(made: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "other")) as other:
        make_empty(other)
        assert own(made) and not own(made) & own(other)
        # Nothing else holds it: what a project is called by is new everywhere.
        pages = other.serialize()
        assert not any(value.encode() in pages for value in own(made))


def test_with_other_migrations_it_is_made_anew(
    made: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = type(migrations.migrations)("annotator")
    newer._migrations = [*migrations.migrations._migrations]
    newer()(_add_table)
    monkeypatch.setattr("annotator.store.schema.empty_file.migrations", newer)
    with closing(connect(tmp_path / "later")) as later:
        make_empty(later)
        assert set(rows(later)) - set(rows(made)) == {"colours"}


def _add_table(db: Database) -> None:
    db.execute("CREATE TABLE colours (name TEXT)")
