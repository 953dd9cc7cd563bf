import os
import random
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.connections.connecting import connect
from annotator.store.connections.heads import FileHead, file_id, head_of, hold, is_held, let_go


@given(st.integers())
def test_random_pages_look_encrypted_and_one_that_is_cut_off_only_under_our_names(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("heads")
    content = random.Random(seed).randbytes(3 * 4096)
    for name, size, looks in (
        ("a.bin", 8192, True),
        ("a.bin", 8191, False),
        ("a.annot", 8191, True),
        ("a.annot", 4095, False),
        ("a.annot", 0, False),
    ):
        (folder / name).write_bytes(content[:size])
        found = head_of(folder / name)
        assert found.is_encrypted is looks
        assert found.salt == (content[:16] if looks else b"")


def test_what_others_write_does_not(tmp_path: Path) -> None:
    texts = {"a.annot": b"A text that goes on. " * 4096, "b.annot": bytes(range(256)) * 15 + bytes(256)}
    for name, content in texts.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "c.annot", "w") as file:
        file.writestr("x", random.Random(3).randbytes(4096 * 3))
    with closing(connect(tmp_path / "d.annot")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (?)", [random.Random(2).randbytes(100_000)])
    for path in tmp_path.iterdir():
        assert not head_of(path).is_encrypted, path.name
    assert not head_of(tmp_path).is_encrypted and head_of(tmp_path / "none") == FileHead()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.annot")
    assert head_of(tmp_path / "pipe.annot") == FileHead()


def test_a_file_that_is_held_is_not_opened_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.annot"
    path.write_bytes(random.Random(1).randbytes(4096))
    found, id = head_of(path), file_id(path)
    assert id is not None
    hold(id, found)
    hold(id, found)
    path.write_bytes(b"something else")
    let_go(id)
    assert is_held(path) and head_of(path).salt == found.salt
    let_go(id)
    assert not is_held(path) and not head_of(path).is_encrypted
