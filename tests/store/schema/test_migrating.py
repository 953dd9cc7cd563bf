"""Steps are applied once, in their order, each whole; what notes them is loaded when one is applied."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrating import Migration, Migrations
from tests.cli.running import program
from tests.projects import make_desk

_OPENED = """
import sys
from pathlib import Path
from annotator.store.project import Project
Project.open(Path(sys.argv[1])).close()
print('sqlite_utils' in sys.modules)
"""


def _step(number: int) -> Migration:
    def step(connection: sqlite3.Connection) -> None:
        connection.execute(f"CREATE TABLE t{number} (id INTEGER PRIMARY KEY)")

    step.__name__ = f"step_{number}"
    return step


@given(count=st.integers(1, 6), data=st.data())
def test_a_file_gets_what_it_lacks_in_order_and_once(count: int, data: st.DataObject) -> None:
    every = Migrations([_step(number) for number in range(count)])
    with closing(in_memory()) as connection:
        assert every.applied(connection) == set()
        there = data.draw(st.integers(0, count))
        every.first(there).apply(connection)
        assert every.applied(connection) == set(every.names[:there]) and every.pending(connection) == [
            *every.names[there:]
        ]
        until = data.draw(st.integers(there, count))
        every.apply(connection, stop_before=[*every.names, None][until])
        assert every.pending(connection) == [*every.names[until:]]
        every.apply(connection)
        noted = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert [name for (name,) in noted] == [*every.names]


def test_a_step_that_fails_leaves_nothing_and_those_before_it_stay() -> None:
    migrations = Migrations([_step(0)])

    @migrations
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (id INTEGER)")
        raise LookupError

    with closing(in_memory()) as connection:
        with pytest.raises(LookupError):
            migrations.apply(connection)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert "t0" in names and "half" not in names and migrations.pending(connection) == ["fails"]


@pytest.mark.parametrize("columns", ["other", "name", "migration_set"])
def test_a_list_without_the_columns_names_nothing(columns: str) -> None:
    with closing(in_memory()) as connection:
        connection.execute(f"CREATE TABLE _sqlite_migrations ({columns})")
        assert Migrations([_step(0)]).applied(connection) == set()


def test_a_file_of_this_version_is_opened_without_what_changes_older_ones(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    done = program(desk.project.path, code=_OPENED)
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr
