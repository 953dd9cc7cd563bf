"""What is sealed is read with its key, and stands nowhere in the file."""

import random
from pathlib import Path

import pytest

from annotator.store.connections.sealed import SealedWriter, looks_sealed, opened_sealed

pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects nothing can be sealed")
KEY, OTHER = b"k" * 32, b"o" * 32


def sealed(path: Path, content: bytes, piece: int = 700) -> Path:
    with SealedWriter(path, KEY) as file:
        for at in range(0, len(content), piece):
            file.write(content[at : at + piece])
    return path


def test_all_of_it_is_read_from_anywhere_with_the_key_that_fits(tmp_path: Path) -> None:
    content = b"a secret of Ana\n" * 2_000
    path = sealed(tmp_path / "Ana.packet", content)
    assert b"secret" not in path.read_bytes() and looks_sealed(path)
    file = opened_sealed(path, [OTHER, KEY])
    assert file is not None
    with file:
        assert file.readline() == b"a secret of Ana\n"
        for _ in range(20):
            at, size = random.Random(1).randrange(len(content)), random.Random(2).randrange(3_000)
            file.seek(at)
            assert file.read(size) == content[at : at + size]
    assert opened_sealed(path, [OTHER]) is None and opened_sealed(path, []) is None


def test_what_was_cut_off_ends_where_it_can_be_read_no_more(tmp_path: Path) -> None:
    content = random.Random(3).randbytes(200_000)
    whole = sealed(tmp_path / "whole.packet", content).read_bytes()
    lengths = []
    for share in (0.2, 0.5, 0.9):
        path = tmp_path / "cut.packet"
        path.write_bytes(whole[: int(len(whole) * share)])
        file = opened_sealed(path, [KEY])
        read = b""
        if file is not None:
            with file:
                read = file.read()
        assert content.startswith(read)
        lengths.append(len(read))
    assert lengths == sorted(lengths) and lengths[-1] < len(content)


def test_a_plain_file_does_not_look_sealed(tmp_path: Path) -> None:
    path = tmp_path / "plain.packet"
    path.write_bytes(b'{"format":"annotator packet"' * 400)
    assert not looks_sealed(path) and not looks_sealed(tmp_path / "none")
