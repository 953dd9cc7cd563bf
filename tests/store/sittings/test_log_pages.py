"""Pages that a checkpoint copied beside a reader stand in the file; one that another program wrote over does not."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store.sittings.log_pages import are_copied
from tests.examples import examples


@settings(max_examples=examples(30, usual=10), deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.lists(st.integers(1, 60), max_size=5), st.data())
def test_each_page_that_stands_no_more_in_the_log_is_compared(
    before: list[int], behind: list[int], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as one, closing(sqlite3.connect(path)) as reader:
            one.execute("PRAGMA journal_mode = WAL")
            one.execute("PRAGMA wal_autocheckpoint = 0")
            one.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, said TEXT)")
            one.executemany("INSERT INTO t VALUES (?, ?)", [(number, "x" * 2000) for number in range(60)])
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for number in before:
                one.execute("UPDATE t SET said = ? WHERE id = ?", [f"{number}" * 1000, number - 1])
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM t").fetchone()
            for number in behind:
                one.execute("UPDATE t SET said = ? WHERE id = ?", [f"-{number}" * 700, number - 1])
            _, frames, copied = one.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            reader.rollback()
            size = one.execute("PRAGMA page_size").fetchone()[0]
            log = path.with_name("x.db-wal").read_bytes()
            pages = [int.from_bytes(log[at : at + 4]) for at in range(32, 32 + frames * (24 + size), 24 + size)]
            left = {page for page in pages[:copied] if page not in pages[copied:]}
            # A copy: closing the file itself would drop SQLite's locks.
            other = path.with_name("copy.db")
            other.write_bytes(path.read_bytes())
            with other.open("r+b") as copy:
                found = are_copied(copy, path.with_name("x.db-wal"), copied, frames)
                assert found is (True if left else None)
                if left:
                    copy.seek(
                        (data.draw(st.sampled_from(sorted(left))) - 1) * size + data.draw(st.integers(0, size - 1))
                    )
                    sign = copy.read(1)
                    copy.seek(-1, 1)
                    copy.write(bytes([sign[0] ^ 1]))
                    copy.flush()
                    assert are_copied(copy, path.with_name("x.db-wal"), copied, frames) is False
