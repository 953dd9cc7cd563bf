"""A new file is what the migrations make of nothing, and shares with no other what is of one project alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model import program_version
from annotator.operations.codebook.codebook import default_codebook
from annotator.store.connections import connecting
from annotator.store.connections.connecting import connect
from annotator.store.opening import new_database
from annotator.store.project import Project
from annotator.store.schema.migrations import APPLICATION_ID, bring_up_to_date
from annotator.store.schema.written_by import put_maker

_OF_ONE_PROJECT = {"origin", "applied_at"}


def _held(connection: sqlite3.Connection) -> dict[str, object]:
    """Return all that a file holds: how its tables and triggers are made, every row, and what its head says."""
    held: dict[str, object] = {"made": set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))}
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        names = [column[0] for column in rows.description]
        held[table] = [
            {name: value for name, value in zip(names, row, strict=True) if name not in _OF_ONE_PROJECT} for row in rows
        ]
    for pragma in ("user_version", "page_size", "auto_vacuum", "encoding", "foreign_key_check", "integrity_check"):
        held[pragma] = connection.execute(f"PRAGMA {pragma}").fetchall()
    return held


def _origin(connection: sqlite3.Connection) -> str:
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    return str(origin)


def test_a_new_file_holds_what_the_migrations_make_of_nothing(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "migrated.annot")) as migrated:
        bring_up_to_date(migrated, tmp_path / "migrated.annot")
        put_maker(migrated)
        for name in ("first", "second"):
            with closing(new_database(tmp_path / f"{name}.annot", name)) as made:
                assert _held(made) == _held(migrated)
                assert made.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_no_two_new_files_have_a_name_in_common(tmp_path: Path) -> None:
    origins = set()
    for number in range(20):
        with closing(new_database(tmp_path / f"{number}.annot", "x")) as made:
            origins.add(_origin(made))
    assert len(origins) == 20 and "" not in origins


def test_an_encrypted_file_begins_as_a_plain_one_does(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="the extra for encrypted projects is not installed")
    key = connecting.new_key(tmp_path / "locked.annot", "a long passphrase")
    with (
        closing(new_database(tmp_path / "locked.annot", "locked", key)) as locked,
        closing(new_database(tmp_path / "plain.annot", "plain")) as plain,
    ):
        assert _held(locked)["made"] == _held(plain)["made"] and _origin(locked) != _origin(plain)


def test_what_another_version_begins_with_is_not_what_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.create(tmp_path / "ours.annot", default_codebook()) as ours:
        assert ours.written_by.made == program_version.OURS
    monkeypatch.setattr(program_version, "OURS", "0.9.1")
    with Project.create(tmp_path / "theirs.annot", default_codebook()) as theirs:
        assert (theirs.written_by.made, theirs.written_by.last) == ("0.9.1", "0.9.1")
