"""Whatever SQLite itself does to a file is never taken for another's writing; an older copy below a checkpoint is."""

import random
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.store.sittings.seen_steps import SeenSteps
from annotator.store.sittings.standing import WRITTEN_OVER, Standing
from tests.examples import examples

MODES = ("PASSIVE", "FULL", "RESTART", "TRUNCATE")
ACTS = (
    "insert",
    "insert",
    "much",
    "update",
    "delete",
    "roll back",
    "vacuum",
    "drop",
    "read",
    "no read",
    "nothing",
    "head",
)


class Writers:
    """Two programs that write into one file by SQLite alone, and a reader."""

    def __init__(self, folder: Path, seed: int, page_size: int) -> None:
        self.path, self.chance = folder / "x.db", random.Random(seed)
        self.writers = [self._connected() for _ in range(2)]
        first = self.writers[0]
        first.execute(f"PRAGMA page_size = {page_size}")
        first.execute("PRAGMA journal_mode = WAL")
        first.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, said BLOB)")
        first.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.reader = self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=0)
        for pragma in ("wal_autocheckpoint = 0", "synchronous = OFF", "cache_size = 5"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def act(self, what: str) -> None:
        chance, run = self.chance, self.writers[self.chance.randrange(2)].execute
        with suppress(sqlite3.OperationalError):  # a lock, for which nobody waits here
            if what in ("insert", "much"):
                run("BEGIN IMMEDIATE")
                for _ in range(40 if what == "much" else chance.randrange(1, 4)):
                    run("INSERT INTO t (said) VALUES (?)", [chance.randbytes(chance.randrange(3_000))])
                run("COMMIT")
            elif what == "update":
                run("UPDATE t SET said = ? WHERE id % 7 = ?", [chance.randbytes(300), chance.randrange(7)])
            elif what == "delete":
                run("DELETE FROM t WHERE id % 3 = ?", [chance.randrange(3)])
            elif what == "roll back":
                run("BEGIN IMMEDIATE")
                run("UPDATE t SET said = zeroblob(900)")
                run("ROLLBACK")
            elif what == "vacuum":
                run("VACUUM")
            elif what == "drop":
                run("CREATE TABLE IF NOT EXISTS u AS SELECT * FROM t")
                run("DROP TABLE u")
            elif what == "head":
                run(f"PRAGMA user_version = {chance.randrange(9)}")
            elif what == "read" and not self.reader.in_transaction:
                self.reader.execute("BEGIN")
                self.reader.execute("SELECT count(*) FROM t").fetchone()
            elif what == "no read" and self.reader.in_transaction:
                self.reader.execute("ROLLBACK")

    def checkpoint(self, mode: str, by: int = 0) -> None:
        with suppress(sqlite3.DatabaseError):  # a lock, or that the file holds nonsense
            self.writers[by].execute(f"PRAGMA wal_checkpoint({mode})").fetchone()


@contextmanager
def _writing(seed: int, page_size: int = 4096) -> Iterator[tuple[Writers, Standing]]:
    with TemporaryDirectory() as folder:
        there = Writers(Path(folder), seed, page_size)
        connections = [*there.writers, there.reader]
        standing = Standing(there.path, SeenSteps())
        try:
            yield there, standing
        finally:
            for connection in connections:
                connection.close()
            standing.close()


@settings(max_examples=examples(100, usual=25))
@given(
    events=st.lists(st.sampled_from([*ACTS, *MODES, "look", "look", "look"]), max_size=40),
    seed=st.integers(0, 2**32),
    page_size=st.sampled_from([512, 1024, 4096, 65_536]),
)
def test_nothing_that_sqlite_does_is_taken_for_anothers_writing(events: list[str], seed: int, page_size: int) -> None:
    with _writing(seed, page_size) as (there, standing):
        for event in events:
            if event == "look":
                assert standing.mishap() == ""
            elif event in MODES:
                there.checkpoint(event, there.chance.randrange(2))
            else:
                there.act(event)
        assert standing.mishap() == ""


@settings(max_examples=examples(60, usual=12))
@given(
    then=st.lists(st.sampled_from(["insert", "much", "update", "delete"]), min_size=1, max_size=4),
    since=st.lists(st.sampled_from(["insert", "update", "head"]), min_size=1, max_size=3),
    mode=st.sampled_from(MODES[:3]),
    seed=st.integers(0, 2**32),
)
@example(["much"], ["insert"], "PASSIVE", 0)
def test_an_older_copy_is_noticed_below_a_checkpoint_of_who_knows_nothing_of_it(
    then: list[str], since: list[str], mode: str, seed: int
) -> None:
    """Of the pages that differ one is not in the log, and the log has not begun anew since one looked."""
    with _writing(seed) as (there, standing):
        there.act("much")
        there.checkpoint("TRUNCATE")
        assert standing.mishap() == ""
        older = there.path.with_name("older")
        subprocess.run(["cp", there.path, older], check=True)
        for what in then:
            there.act(what)
        there.checkpoint("PASSIVE")
        assert standing.mishap() == ""
        there.act("head")
        assert standing.mishap() == "", "the log begins anew"
        right = older.with_name("right")
        subprocess.run(["cp", there.path, right], check=True)
        for what in since:
            there.act(what)
        subprocess.run(["cp", older, there.path], check=True)
        there.checkpoint(mode, by=1)
        subprocess.run(["cp", there.path, older], check=True)
        written = _pages_in(there.path.with_name("x.db-wal"))
        differs = any(
            page not in written and was != now
            for page, (was, now) in enumerate(zip(_pages(right), _pages(older), strict=False), 1)
        )
        if differs:
            assert standing.mishap() == WRITTEN_OVER


def _pages(path: Path) -> list[bytes]:
    content = path.read_bytes()
    return [content[at : at + 4096] for at in range(0, len(content), 4096)]


def _pages_in(log: Path) -> set[int]:
    content = log.read_bytes()
    return {int.from_bytes(content[at : at + 4], "big") for at in range(32, len(content), 24 + 4096)}


@pytest.mark.parametrize("count", [10])
def test_the_change_counter_only_grows(count: int) -> None:
    with _writing(1) as (there, standing):
        older = there.path.with_name("older")
        subprocess.run(["cp", there.path, older], check=True)
        for _ in range(count):
            there.act("much")
            there.checkpoint("TRUNCATE")
        assert standing.mishap() == ""
        subprocess.run(["cp", older, there.path], check=True)
        there.checkpoint("TRUNCATE", by=1)
        assert standing.mishap() == WRITTEN_OVER
