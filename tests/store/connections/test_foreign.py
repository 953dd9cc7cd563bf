"""Databases of others are looked at, and stay as they are, byte for byte, whatever they hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadFile
from annotator.store.connections.foreign import foreign_database, number_of, text_of
from tests.examples import examples
from tests.formats.made_databases import bytes_below, make_database

SCHEMA = ("A (id INTEGER PRIMARY KEY, Name TEXT, other)", "B (x)")


def made(folder: Path) -> Path:
    rows = {"A": [(2, "zwei", 1.5), (1, "one", b"\xff\xfea")], "B": [(None,)]}
    return make_database(folder / "others.db", SCHEMA, rows)


def test_rows_come_by_names_and_a_column_that_is_not_there_is_empty(tmp_path: Path) -> None:
    with foreign_database(made(tmp_path)) as database:
        assert database.has("a", "NAME", "id") and not database.has("A", "gone") and not database.has("C")
        assert list(database.rows("a", "name", "gone", "ID")) == [("one", None, 1), ("zwei", None, 2)]
        assert list(database.rows("C", "x")) == []
        assert database.columns["a"]["id"] == "INTEGER"


def test_nothing_is_changed_and_nothing_made(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = bytes_below(tmp_path)
    path.chmod(0o444)
    with foreign_database(path) as database:
        assert len(list(database.rows("A", "id"))) == 2
    assert bytes_below(tmp_path) == before


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_what_stands_in_a_log_alone_is_read_and_the_log_stays(tmp_path: Path, mode: str) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("BEGIN IMMEDIATE" if mode == "DELETE" else "BEGIN")
        other.execute("INSERT INTO A VALUES (3, 'drei', 0)")
        if mode == "WAL":
            other.execute("COMMIT")
        before = bytes_below(tmp_path)
        with foreign_database(path) as database:
            assert len(list(database.rows("A", "id"))) == (3 if mode == "WAL" else 2)
        assert bytes_below(tmp_path) == before


def test_views_triggers_and_virtual_tables_stay_asleep(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE VIEW code_text AS SELECT load_extension('x') AS cid")
        other.execute("CREATE TABLE logged (x)")
        other.execute("CREATE TRIGGER t AFTER INSERT ON A BEGIN INSERT INTO logged VALUES (1); END")
        other.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        other.commit()
    with foreign_database(path) as database:
        assert not database.has("code_text") and not database.has("words")
        assert list(database.rows("code_text", "cid")) == list(database.rows("words", "body")) == []


@settings(max_examples=examples(40), deadline=None)
@given(at=st.integers(0, 12_287), value=st.integers(0, 255), length=st.integers(0, 12_288))
def test_a_damaged_file_is_a_sentence_or_some_rows(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int, length: int
) -> None:
    data = bytearray(made(tmp_path_factory.mktemp("sound")).read_bytes())
    data[at % len(data)] = value
    path = tmp_path_factory.mktemp("damaged") / "others.db"
    for damaged in (bytes(data), bytes(data[:length])):
        path.write_bytes(damaged)
        try:
            with foreign_database(path) as database:
                for table in database.columns:
                    list(database.rows(table, "id", "name", "x"))
        except BadFile as error:
            assert str(error).endswith(".") and "\n" not in str(error)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database at all, but long enough" * 100)
    for name in ("a.db", "gone.db"):
        with pytest.raises(BadFile), foreign_database(tmp_path / name):
            pass


def test_cells_hold_anything() -> None:
    assert [text_of(cell) for cell in (None, 1, 1.5, "a", b"\xc3\xa9")] == ["", "1", "1.5", "a", "é"]
    cells = (None, 7, 7.0, 7.5, "7", "-7", " 7 ", "seven", "٧", b"7", "9" * 30)
    assert [number_of(cell) for cell in cells] == [None, 7, 7, None, 7, -7, 7, None, None, None, None]
