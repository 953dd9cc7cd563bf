import ast
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

import annotator
from annotator.model.errors import BadProject, Locked
from annotator.model.verbs.verb import Told
from annotator.store.connections.connecting import (
    Access,
    connect,
    copy_under,
    forget,
    in_memory,
    is_encrypted,
    is_locked,
    new_key,
    private,
    unlock,
)
from tests.projects import make_desk

_HERE = "store/connections/connecting.py"


def test_nothing_else_connects_to_a_file() -> None:
    root = Path(annotator.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "sqlite3" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr == "connect" and ast.unparse(node.value) == "sqlite3"
    }
    assert found == {_HERE}


def test_a_row_that_another_takes_the_place_of_is_recorded_and_comes_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    settings = desk.project.settings
    with desk.project.transact(Told(sentence="Name")):
        settings.put(name="Before")
    with desk.project.transact(Told(sentence="Replace")):
        desk.project._connection.execute("REPLACE INTO settings SELECT id, '\"After\"' FROM settings WHERE id = 'name'")
    assert settings.get().name == "After"
    desk.project.undo()
    assert settings.get().name == "Before"


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


MARK = "Communiqué of the fourth of May"


def made(path: Path, passphrase: str = "secret") -> Path:
    """Make an encrypted file whose passphrase nobody has said since."""
    with closing(connect(path, key=new_key(path, passphrase))) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (?)", [MARK])
    forget(path)
    return path


def test_an_encrypted_file_opens_once_its_passphrase_is_said_and_with_no_other(tmp_path: Path) -> None:
    path = made(tmp_path / "p.annot")
    before = path.read_bytes()
    assert is_encrypted(path) and is_locked(path) and MARK.encode() not in before
    for access in Access:
        with pytest.raises(Locked, match=r"p\.annot is encrypted; its passphrase is needed"):
            connect(path, access)
    with pytest.raises(Locked, match="does not fit, or the file is damaged"):
        unlock(path, "Secret")
    assert is_locked(path) and path.read_bytes() == before and [*tmp_path.iterdir()] == [path]
    unlock(path, "secret")
    assert not is_locked(path)
    for access in Access:
        with closing(connect(path, access)) as connection:
            assert connection.execute("SELECT x FROM t").fetchall() == [(MARK,)]
            assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    assert path.read_bytes() == before


def test_a_wrong_passphrase_is_told_while_another_is_writing_and_a_right_one_fits(tmp_path: Path) -> None:
    path = made(tmp_path / "p.annot")
    unlock(path, "secret")
    with closing(connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("INSERT INTO t VALUES (2)")
        with pytest.raises(Locked, match="does not fit"):
            unlock(path, "wrong")
        unlock(path, "secret")
        assert MARK.encode() not in path.with_name("p.annot-wal").read_bytes()


def test_a_copy_is_opened_by_its_originals_passphrase(tmp_path: Path) -> None:
    path = made(tmp_path / "p.annot")
    copy = tmp_path / "copy.annot"
    copy.write_bytes(path.read_bytes())
    unlock(path, "secret")
    assert not is_locked(copy)


def test_what_is_no_encrypted_file_needs_no_passphrase(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("A text.")
    unlock(tmp_path / "text", "whatever")
    assert not is_locked(tmp_path / "text") and not is_locked(tmp_path / "none")


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "p.annot")
    monkeypatch.setitem(sys.modules, "annotator.store.connections.encrypted", None)
    monkeypatch.delattr("annotator.store.connections.encrypted", raising=False)
    for ask in (lambda: unlock(path, "secret"), lambda: new_key(tmp_path / "p.annot", "secret")):
        with pytest.raises(BadProject, match=r"p\.annot needs the extra .*pip install 'diplomatic-annotator\[enc"):
            ask()


def test_one_file_is_written_under_another_key_with_all_that_is_in_it(tmp_path: Path) -> None:
    path = made(tmp_path / "p.annot")
    unlock(path, "secret")
    plain, again = tmp_path / "plain.annot", tmp_path / "again.annot"
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
        connection.execute("CREATE TRIGGER added AFTER INSERT ON t BEGIN DELETE FROM t; END")
    copy_under(path, plain, None)
    copy_under(plain, again, new_key(again, "other"))
    for each, is_secret in ((plain, False), (again, True)):
        assert is_encrypted(each) is is_secret and (MARK.encode() in each.read_bytes()) is not is_secret
        with closing(connect(each)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (7,)
            assert connection.execute("SELECT x FROM t").fetchall() == [(MARK,)]
            assert connection.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall() == [("added",), ("t",)]


def test_what_comes_from_an_encrypted_file_goes_into_no_plain_one(tmp_path: Path) -> None:
    path = made(tmp_path / "p.annot")
    unlock(path, "secret")
    for beside in (connect(path), in_memory()):
        with closing(beside), closing(private(beside)) as connection:
            connection.execute("CREATE TABLE t (x)")
            assert connection.execute("PRAGMA database_list").fetchone()[2] == ""
