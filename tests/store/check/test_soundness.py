"""What SQLite itself says of a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.store.check.soundness import broken, is_sound


def test_what_sqlite_says_of_damaged_pages_is_a_sentence_each(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [["x" * 30]] * 2000)
    with closing(sqlite3.connect(path)) as connection:
        assert is_sound(connection) and broken(connection) == []
    data = bytearray(path.read_bytes())
    for page in (4, 5, 6):
        data[page * 4096 + 3 : page * 4096 + 5] = b"\0\5"  # how many values stand in it
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        found = broken(connection)
        assert not is_sound(connection)
    assert len(found) == 3
    assert all(one.startswith("SQLite reports: ") and one.endswith(".") and "\n" not in one for one in found)
