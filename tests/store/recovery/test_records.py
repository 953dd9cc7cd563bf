"""What SQLite writes is read without it, whatever it is and however long; what is no record raises nothing else."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store.recovery.pages import PageFile
from annotator.store.recovery.records import FoundRecord, record, tree_page, varint
from tests.examples import examples

VALUES = st.one_of(
    st.none(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.binary(max_size=60),
    st.integers(0, 30_000).map(lambda length: "é" * length),
)


def records_under(file: PageFile, number: int) -> list[FoundRecord]:
    page = tree_page(file, number)
    assert page is not None and page.is_whole
    return [*page.records, *(one for child in page.children for one in records_under(file, child))]


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=40), st.sampled_from([512, 4096]))
def test_all_that_is_in_a_table_is_read(rows: list[tuple[object, ...]], size: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {size}")
            connection.execute("CREATE TABLE a (x, y, z)")
            connection.execute("CREATE TABLE b (id INTEGER, x, y, z, PRIMARY KEY (id)) WITHOUT ROWID")
            connection.executemany("INSERT INTO a VALUES (?, ?, ?)", rows)
            connection.executemany("INSERT INTO b VALUES (?, ?, ?, ?)", ((n, *row) for n, row in enumerate(rows)))
            stored = connection.execute("SELECT rowid, x, y, z FROM a").fetchall()
            (one,), (other,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE type = 'table'").fetchall()
        file = PageFile(path)
        found = sorted((record.rowid or 0, *record.values) for record in records_under(file, one))
        assert [repr(row) for row in found] == [repr(row) for row in stored]
        keyed = sorted(records_under(file, other), key=lambda record: int(str(record.values[0])))
        assert [repr(one.values[1:]) for one in keyed] == [repr(row[1:]) for row in stored]
        assert all(one.rowid is None for one in keyed)
        file.close()


@settings(max_examples=examples(100))
@given(st.binary(max_size=80))
def test_bytes_that_are_no_record_are_a_value_error(data: bytes) -> None:
    with suppress(ValueError, IndexError):
        list(record(data))


def test_numbers_of_one_to_nine_bytes() -> None:
    assert [varint(data, 0) for data in (b"\x7f", b"\x81\x00", b"\xff" * 9)] == [(127, 1), (128, 2), (-1, 9)]
