"""Pages are found with and without a header, and those that are free are known."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.recovery.pages import PageFile, has_pages


def database(path: Path, size: int) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE a (id TEXT PRIMARY KEY, b) WITHOUT ROWID")
        connection.execute("CREATE TABLE c (d)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO a VALUES (?, ?)", ((f"{n:06}", "x" * 50) for n in range(6000)))
        connection.executemany("INSERT INTO c VALUES (?)", (("y" * 300,) for n in range(600)))
        connection.execute("COMMIT")
        connection.execute("DELETE FROM c WHERE rowid < 500")
    return path


@pytest.mark.parametrize("size", [512, 1024, 4096, 16384, 65536])
def test_the_size_of_pages_is_known_without_a_header(size: int, tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", size)
    for data in (path.read_bytes(), bytes(100) + path.read_bytes()[100:]):
        path.write_bytes(data)
        file = PageFile(path)
        assert (file.size, file.count) == (size, len(data) // size)
        assert file.page(2) == data[size : 2 * size] and file.page(0) is None and file.page(file.count + 1) is None
        file.close()


def test_the_free_pages_are_those_that_sqlite_counts(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", 4096)
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("PRAGMA freelist_count").fetchone()
    file = PageFile(path)
    assert count > 10 and len(file.free_pages()) == count
    file.close()


def test_a_page_that_is_cut_is_none(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", 4096)
    path.write_bytes(path.read_bytes()[: 3 * 4096 + 17])
    file = PageFile(path)
    assert file.page(3) is not None and file.page(4) is None
    file.close()


def test_a_database_is_known_by_any_page_of_it_and_a_text_is_none(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", 4096)
    assert has_pages(path)
    path.write_bytes(bytes(4096 * 3) + path.read_bytes()[4096 * 3 :])
    assert has_pages(path)
    path.write_text("text" * 5000)
    assert not has_pages(path) and not has_pages(tmp_path / "none")
