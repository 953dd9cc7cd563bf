import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.store.connections import encrypted
from annotator.store.connections.connecting import Access, connect, new_key


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """An encrypted file with a table of three numbers."""
    path = tmp_path / "p.annot"
    with closing(connect(path, key=new_key(path, "secret"))) as connection:
        connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY, y CHECK (y <> 0))")
        connection.executemany("INSERT INTO t VALUES (?, 1)", [(1,), (2,), (3,)])
    yield path


WRONG = {
    "SELECT * FROM none": sqlite3.OperationalError,
    "INSERT INTO t VALUES (1, 1)": sqlite3.IntegrityError,
    "INSERT INTO t VALUES (4, 0)": sqlite3.IntegrityError,
    "not SQL": sqlite3.OperationalError,
}


@pytest.mark.parametrize("statement", WRONG)
def test_each_error_is_the_one_of_sqlite3_with_its_primary_code(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(":memory:")) as plain, closing(connect(path)) as connection:
        plain.execute("CREATE TABLE t (x INTEGER PRIMARY KEY, y CHECK (y <> 0))")
        plain.execute("INSERT INTO t VALUES (1, 1)")
        found = []
        for each in (plain.execute, connection.execute, connection.cursor().execute):
            with pytest.raises(WRONG[statement]) as caught:
                each(statement)
            found.append((type(caught.value), str(caught.value), caught.value.sqlite_errorcode & 0xFF))
        assert len({*found}) == 1


def test_an_error_that_comes_with_a_row_is_translated_too(path: Path) -> None:
    with closing(connect(path)) as connection:
        query = "SELECT abs(CASE x WHEN 3 THEN -9223372036854775808 ELSE x END) FROM t ORDER BY x"
        for read in (list, lambda cursor: cursor.fetchall()):
            with pytest.raises(sqlite3.OperationalError, match="integer overflow"):
                read(connection.execute(query))
        cursor = connection.execute(query)
        with pytest.raises(sqlite3.OperationalError):
            while next(cursor):
                pass
        assert next(connection.execute("SELECT 1 WHERE 0"), None) is None
        assert [x for (x,) in connection.execute("SELECT x FROM t")] == [1, 2, 3]
        assert connection.execute("SELECT x FROM t").fetchmany(2) == [(1,), (2,)]


def test_what_is_closed_locked_or_interrupted_says_so_as_sqlite3_does(path: Path) -> None:
    with closing(connect(path)) as one, closing(connect(path)) as other:
        one.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")
        assert caught.value.sqlite_errorcode == sqlite3.SQLITE_BUSY
        one.rollback()
        stop = threading.Timer(0.05, one.interrupt)
        stop.start()
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            one.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
        stop.join()
    with pytest.raises(sqlite3.ProgrammingError):
        one.execute("SELECT 1")


def test_a_byte_that_was_changed_is_damage_and_nothing_is_said_beside_the_exception(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(path.read_bytes())
    content[4096 + 100] ^= 1
    path.write_bytes(content)
    with closing(connect(path, Access.FROZEN)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM t").fetchall()
    assert capfd.readouterr() == ("", "")


def test_a_backup_has_the_same_key_and_what_is_sorted_stays_in_memory(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    key = new_key(copy, "another")
    with closing(connect(path, Access.READ)) as connection, closing(connect(copy, key=key)) as made:
        connection.backup(made)
        assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    with closing(connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (3,)


class _SaidShortly(Exception):
    sqlite_errorcode = sqlite3.SQLITE_IOERR


@pytest.mark.parametrize(("free", "code"), [(0, sqlite3.SQLITE_FULL), (10**9, sqlite3.SQLITE_IOERR)])
def test_an_input_or_output_that_fails_on_a_full_disk_is_a_full_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: int
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with closing(connect(path)) as connection:
        assert getattr(encrypted._as_of_sqlite3(_SaidShortly(), connection), "sqlite_errorcode") == code  # noqa: B009
