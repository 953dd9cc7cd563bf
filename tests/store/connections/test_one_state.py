"""What is read by several queries is one state of the file, whatever others commit between them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.connections.one_state import one_state


def test_what_others_commit_meanwhile_is_seen_only_afterwards(tmp_path: Path) -> None:
    def count() -> int:
        return int(reader.execute("SELECT count(*) FROM t").fetchone()[0])

    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as writer, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (a)")
        with one_state(reader):
            assert count() == 0
            with writer:
                writer.execute("INSERT INTO t VALUES (1)")
            with one_state(reader):
                assert count() == 0
            assert reader.in_transaction and count() == 0
        assert not reader.in_transaction and count() == 1


def test_a_transaction_goes_with_what_is_raised_and_one_that_was_open_stays() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(ValueError), one_state(connection):
            raise ValueError
        assert not connection.in_transaction
        connection.execute("BEGIN")
        with pytest.raises(ValueError), one_state(connection):
            raise ValueError
        assert connection.in_transaction
