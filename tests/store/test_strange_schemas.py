"""A file whose schema is not the program's is only read: nothing in it runs, nothing is written, and a copy is mended.

What a schema can hold that runs or misleads, after “Defense Against The Dark Arts” of SQLite's documentation and what
was reported of hostile databases (functions with effects in triggers, views and generated columns, CVE-2015-7036;
tables of FTS3 and R-trees that were tampered with, CVE-2018-20346 and CVE-2019-8457; huge numbers in printf,
CVE-2020-13434 and CVE-2022-35737; queries without an end).
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.cli.main import annotator
from annotator.model.errors import BadProject, StrangeSchema, UserError
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.store.recovery.repairing import repair
from tests.examples import examples
from tests.projects import make_desk

TABLES = ("steps", "changes", "journal", "texts", "tips", "segments", "spans", "links", "documents", "settings")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
EVIL = (
    "UPDATE spans SET note = 'evil'",
    "DELETE FROM links",
    "INSERT INTO canary VALUES (1)",
    "SELECT printf('%.999999999d', 1)",
    "SELECT load_extension('evil')",
    "SELECT zeroblob(900000000)",
    f"UPDATE documents SET title = ({ENDLESS})",
)

tables = st.sampled_from(TABLES)
names = st.sampled_from(["evil", "sqliteXevil", "spans_insert2", 'a"b', "naïve é", "zz; --"])


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def trigger(name: str, when: str, event: str, table: str, body: str) -> str:
    return f"CREATE TRIGGER {quoted(name)} {when} {event} ON {table} BEGIN {body}; END"


def in_place_of(table: str, query: str) -> str:
    return f"PRAGMA legacy_alter_table = ON; ALTER TABLE {table} RENAME TO real_{table}; CREATE VIEW {table} AS {query}"


def rewritten(set_sql: str, where: str) -> str:
    return f"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET {set_sql} WHERE {where}"


KINDS: dict[str, st.SearchStrategy[str]] = {
    "trigger": st.builds(
        trigger,
        names,
        st.sampled_from(["BEFORE", "AFTER"]),
        st.sampled_from(["INSERT", "UPDATE", "DELETE"]),
        tables,
        st.sampled_from(EVIL),
    ),
    "trigger under a name of SQLite's": st.builds(
        lambda table, body: rewritten(
            "name = 'sqlite_evil', sql = replace(sql, 'given', 'sqlite_evil')", "name = 'given'"
        ).replace("PRAGMA", trigger("given", "AFTER", "INSERT", table, body) + "; PRAGMA", 1),
        tables,
        st.sampled_from(EVIL),
    ),
    "view": st.builds(lambda name, body: f"CREATE VIEW {quoted(name)} AS {body}", names, st.just(ENDLESS)),
    "view in the place of a table": st.builds(
        lambda table, query: in_place_of(table, query.format(table)),
        tables,
        st.sampled_from(["SELECT * FROM real_{}", ENDLESS + " -- {}"]),
    ),
    "view in the place of the list of migrations": st.just(in_place_of("_sqlite_migrations", ENDLESS)),
    "table": st.builds(lambda name: f"CREATE TABLE {quoted(name)} (a CHECK (length(hex(zeroblob(9))) > 0))", names),
    "table that follows ours": st.builds(
        lambda table: f"CREATE TABLE evil (a TEXT REFERENCES {table} ON DELETE CASCADE ON UPDATE SET NULL)", tables
    ),
    "column": st.builds(lambda table: f"ALTER TABLE {table} ADD COLUMN evil TEXT DEFAULT (printf('%.9d', 1))", tables),
    "generated column": st.builds(
        lambda table: f"ALTER TABLE {table} ADD COLUMN evil AS (printf('%.999999999d', 1)) VIRTUAL", tables
    ),
    "index over an expression": st.builds(
        lambda name, table: f"CREATE INDEX {quoted(name)} ON {table} (length(printf('%.99d', 1)))", names, tables
    ),
    "index of a part": st.just("DROP INDEX spans_by_layer; CREATE INDEX spans_by_layer ON spans (layer) WHERE 1"),
    "unique index": st.just("CREATE UNIQUE INDEX evil ON spans (id, note)"),
    "guard taken away": st.sampled_from(
        ["DROP TRIGGER spans_update", "DROP TRIGGER texts_update", "DROP TRIGGER changes_delete"]
    ),
    "guard of another meaning": st.builds(
        lambda body: f"DROP TRIGGER spans_update; {trigger('spans_update', 'AFTER', 'UPDATE', 'spans', body)}",
        st.sampled_from(EVIL),
    ),
    "rewritten table": st.sampled_from(
        [
            rewritten("sql = replace(sql, 'note TEXT NOT NULL', 'note TEXT')", "name = 'spans'"),
            rewritten("sql = replace(sql, ')', ', CHECK (zeroblob(9) <> 1))')", "name = 'links'"),
            rewritten("sql = 'CREATE VIEW tips AS SELECT 1', type = 'view', rootpage = 0", "name = 'tips'"),
            rewritten("sql = sql || ' STRICT'", "name = 'texts'"),
            rewritten("tbl_name = 'links'", "name = 'spans_update'"),
            rewritten("sql = CAST(x'43ff' AS TEXT)", "name = 'spans_update'"),
            rewritten("sql = NULL", "name = 'spans_by_layer'"),
        ]
    ),
    "virtual table": st.sampled_from(
        [
            "CREATE VIRTUAL TABLE evil USING fts5(a)",
            "CREATE VIRTUAL TABLE evil USING fts3(a); UPDATE evil_segdir SET root = zeroblob(9)",
            "CREATE VIRTUAL TABLE evil USING rtree(a, b, c); UPDATE evil_node SET data = zeroblob(9)",
        ]
    ),
}


def craft(path: Path, script: str) -> bool:
    """Put something into the schema of a closed file; whether SQLite took it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            connection.executescript(script)
        except sqlite3.Error:
            return False
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def said_of(path: Path) -> dict[str, Any]:
    """Return what the project holds, as it is read without its schema's code."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
            for table in ("spans", "links", "documents", "texts", "steps")
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with codings and a step, closed."""
    desk = make_desk(tmp_path_factory.mktemp("made"))
    desk.code("urged China")
    desk.project.close()
    return desk.project.path


def spans_of(project: Project) -> list[Span]:
    return [span for document in project.documents.all() for span in project.spans.of_document(document.id)]


def _acts(project: Project) -> None:
    (span,) = spans_of(project)
    project.person = next(coder.id for coder in project.coders.all())
    annotate.set_note(project, span.id, "mine")


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(12, usual=3))
@given(data=st.data())
def test_nothing_of_a_strange_schema_runs_or_is_written_and_a_copy_is_mended(
    made: Path, tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("strange")
    path = Path(shutil.copy(made, folder))
    before = said_of(path)
    if not craft(path, data.draw(KINDS[kind])):
        return
    digest = hashlib.sha256(path.read_bytes()).digest()
    try:
        project = Project.open(path)
    except BadProject as error:
        assert "\n" not in str(error)
    else:
        with project:
            assert "--repair" in project.read_only
            assert [span.note for span in spans_of(project)] == [""]
            with pytest.raises(BadProject):
                _acts(project)
            project.check()
    done = CliRunner().invoke(annotator, ["info", str(path)])
    assert done.exception is None or isinstance(done.exception, SystemExit | UserError), done.exception
    assert hashlib.sha256(path.read_bytes()).digest() == digest
    assert not any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal"))
    _mended(path, folder / "mended.annot", before)


def _mended(path: Path, new: Path, before: dict[str, Any]) -> None:
    try:
        repaired = repair(path, new)
    except BadProject as error:
        # Of this SQLite cannot read the schema at all, or it does not name its migrations: that is for --rescue.
        assert "\n" not in str(error) and not new.exists()
        return
    if repaired.left:  # the rows of a whole table are not there under its name: that is for --rescue, too
        assert any(said.startswith("The table") and said.endswith("is missing.") for said in repaired.before)
        return
    with Project.open(new) as project:
        assert project.read_only == "" and project.check() == []
        _acts(project)
    after = said_of(new)
    assert [row[:9] for row in after["spans"]] == [row[:9] for row in before["spans"]]
    assert {name: after[name] for name in ("links", "documents", "texts")} == {
        name: before[name] for name in ("links", "documents", "texts")
    }


@pytest.mark.parametrize("as_encrypted", [False, True])
def test_what_comes_into_the_schema_of_an_open_file_ends_the_next_act_before_it_begins(
    tmp_path: Path, as_encrypted: bool
) -> None:
    desk = make_desk(tmp_path, passphrase="secret words" if as_encrypted else "")
    span = desk.code("urged China")
    with Project.open(desk.project.path) as other:
        other._connection.execute(trigger("evil", "AFTER", "INSERT", "steps", EVIL[0]))
    with pytest.raises(StrangeSchema, match="trigger “evil” is none of the program’s"):
        annotate.set_note(desk.project, span.id, "mine")
    assert [one.note for one in spans_of(desk.project)] == [""]


def test_no_connection_trusts_what_stands_in_a_schema(tmp_path: Path) -> None:
    connection: Any = make_desk(tmp_path).project._connection
    assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
    if hasattr(connection, "setconfig"):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_schema SET sql = sql")
            raise AssertionError("the schema was written")
