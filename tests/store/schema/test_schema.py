"""The triggers that make SQLite itself record each change of a row, and refuse one outside a step."""

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.rows.rows import from_json
from annotator.store.schema import schema
from annotator.store.schema.schema import JOURNALED
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


COLUMNS = ["id", "said", "number"]


def watched() -> sqlite3.Connection:
    """Return a database with one journaled table, and the first step open."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(schema.JOURNAL + "CREATE TABLE things (id TEXT PRIMARY KEY, said TEXT, number INTEGER);")
    connection.executescript(schema.JOURNAL_GUARDS + schema.journal_triggers("things", COLUMNS))
    connection.execute("INSERT INTO steps (kind, label, person, time, state) VALUES ('do', '', '', '', 'done')")
    connection.execute("UPDATE journal SET step = 1")
    return connection


SAID = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters=chr(0)), max_size=9)
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)


def test_no_table_holds_a_real_of_which_its_json_would_keep_15_digits(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.project.path)) as connection:
        kinds = {
            row[0]
            for table in JOURNALED
            for row in connection.execute("SELECT type FROM pragma_table_info(?)", [table])
        }
    assert kinds == {"TEXT", "INTEGER"}


@given(st.lists(st.tuples(SAID, NUMBERS), min_size=1, max_size=4))
def test_a_row_is_recorded_as_it_was_and_as_it_became(rows: list[tuple[str | None, int | None]]) -> None:
    with closing(watched()) as connection:
        run = connection.execute
        run("INSERT INTO things VALUES ('a', ?, ?)", rows[0])
        for row in rows[1:]:
            run("UPDATE things SET said = ?, number = ?", row)
        run("DELETE FROM things")
        found = run("SELECT step, table_name, row, before, after FROM changes ORDER BY number").fetchall()
    assert {one[:3] for one in found} == {(1, "things", "a")}
    states = [None, *({"id": "a", "said": said, "number": number} for said, number in rows), None]
    assert [(before and from_json(before), after and from_json(after)) for *_, before, after in found] == [
        *pairwise(states)
    ]


@pytest.mark.parametrize(
    "write", ["INSERT INTO things (id) VALUES ('b')", "UPDATE things SET said = 'x'", "DELETE FROM things"]
)
def test_a_write_outside_a_step_aborts_and_one_while_nothing_is_recorded_leaves_no_change(write: str) -> None:
    with closing(watched()) as connection:
        connection.execute("INSERT INTO things (id) VALUES ('a')")
        connection.execute("UPDATE journal SET step = NULL")
        with pytest.raises(sqlite3.IntegrityError, match=schema.OUTSIDE):
            connection.execute(write)
        assert connection.execute("SELECT id, said FROM things").fetchall() == [("a", None)]
        connection.execute("UPDATE journal SET step = 1, recording = 0")
        connection.execute(write)
        assert connection.execute("SELECT count(*) FROM changes").fetchone() == (1,)


@pytest.mark.parametrize("table", schema.JOURNALED)
def test_each_column_of_a_journaled_table_is_recorded_whatever_happens_to_a_row(desk: Desk, table: Table) -> None:
    run = desk.project._connection.execute
    columns = [row[1] for row in run(f"PRAGMA table_info({table})")]
    for event, row in (("insert", "NEW"), ("update", "OLD"), ("update", "NEW"), ("delete", "OLD")):
        (sql,) = run("SELECT sql FROM sqlite_master WHERE name = ?", [f"{table}_{event}"]).fetchone()
        assert all(f"'{column}', {row}.{column}" in sql for column in columns)
