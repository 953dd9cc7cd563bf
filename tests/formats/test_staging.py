"""Files that appear together or not at all."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.staging import staged, utf8
from annotator.model.errors import BadFile, NotAllowed
from tests.formats.contract import snapshot

NAMES = st.sampled_from(["a", "b", "sub/a", "sub/deeper/c"])
PIECES = st.lists(st.tuples(NAMES, st.binary(max_size=4)), max_size=10)


class Stop(Exception):
    """What stops an export halfway."""


@given(PIECES)
def test_pieces_are_put_together_by_file_and_nothing_else_is_left(pieces: list[tuple[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "new"
        with staged(root) as staging:
            for name, data in pieces:
                staging.append(name, data)
            assert not root.exists()
        names = list(dict.fromkeys(name for name, _ in pieces))
        assert list(staging.names) == names
        wanted = {name: b"".join(data for own, data in pieces if own == name) for name in names}
        assert {name.replace("\\", "/"): data for name, data in snapshot(Path(folder) / "new").items()} == wanted
        assert [path.name for path in Path(folder).iterdir()] == (["new"] if names else [])


@given(PIECES)
def test_what_fails_halfway_leaves_everything_as_it_was(pieces: list[tuple[str, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "a").write_bytes(b"old")
        with pytest.raises(Stop), staged(root) as staging:
            for name, data in pieces:
                staging.append(name, data)
            raise Stop
        assert snapshot(root) == {"a": b"old"} and len(list(root.iterdir())) == 1


def test_a_file_that_cannot_take_its_place_puts_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "z").mkdir()
    with pytest.raises(BadFile, match="it is a folder; choose another name"), staged(tmp_path) as staging:
        for name in ("a", "new/b", "z"):
            staging.append(name, b"new")
    assert snapshot(tmp_path) == {"a": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "z"]


def test_files_keep_their_order_under_other_names(tmp_path: Path) -> None:
    with staged(tmp_path) as staging:
        for name in ("x/a", "x/b", "c"):
            staging.append(name, name.encode())
        staging.rename({"x/a": "a", "x/b": "b"})
    assert staging.names == ("a", "b", "c")
    assert snapshot(tmp_path) == {"a": b"x/a", "b": b"x/b", "c": b"c"}


def test_half_a_character_is_refused_with_what_stands_before_it() -> None:
    assert utf8("中é", "x") == "中é".encode()
    with pytest.raises(NotAllowed, match=r"x\.csv cannot be written: half of a surrogate pair stands after “a note”"):
        utf8("a note\ud800", "x.csv")
