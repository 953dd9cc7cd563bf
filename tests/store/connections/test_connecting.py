import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import annotator
from annotator.store.connections.connecting import Access, connect, in_memory, private

_HERE = "store/connections/connecting.py"


def test_nothing_else_connects_to_a_file() -> None:
    root = Path(annotator.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "connect" and ast.unparse(node.value) == "sqlite3"
    }
    assert found == {_HERE}


@pytest.mark.parametrize("name", ["plain.db", "a?mode=memory#b %20 ü.db"])
def test_what_one_writes_the_others_read_and_cannot_write(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with closing(connect(path)) as writer:
        writer.execute("CREATE TABLE t (x)")
        writer.execute("INSERT INTO t VALUES (1)")
    for access in (Access.READ, Access.FROZEN):
        with closing(connect(path, access)) as reader:
            assert reader.execute("SELECT x FROM t").fetchall() == [(1,)]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader.execute("INSERT INTO t VALUES (2)")
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("access", [Access.READ, Access.FROZEN])
def test_what_only_reads_makes_no_file(tmp_path: Path, access: Access) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "none.db", access)
    assert list(tmp_path.iterdir()) == []


def test_each_database_without_a_file_is_its_own() -> None:
    for make in (in_memory, private):
        with closing(make()) as one, closing(make()) as other:
            one.execute("CREATE TABLE t (x)")
            assert other.execute("SELECT * FROM sqlite_schema").fetchall() == []
