"""Small files are read and written whole, and a project is never taken for one."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadFile
from annotator.operations.atomic_files import bytes_of, is_project, write_bytes_whole, write_whole
from tests.operations.desks import make_table


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not text.startswith("\ufeff")))
def test_a_text_comes_back_byte_by_byte_with_its_own_line_ends(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "دعا 中国.json"
    write_whole(path, text)
    assert bytes_of(path) == path.read_bytes() == text.encode("utf-8")


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    write_bytes_whole(tmp_path / "x.json", b"\xef\xbb\xbf{}")
    assert bytes_of(tmp_path / "x.json") == b"{}"


def test_a_project_is_never_written_over_whether_it_is_open_or_not(tmp_path: Path) -> None:
    project = make_table(tmp_path).project
    path = tmp_path / "project.annot"
    assert is_project(path)
    with pytest.raises(BadFile, match="open"):
        bytes_of(path)
    with pytest.raises(BadFile, match="it is a project, which this would destroy"):
        write_whole(path, "{}")
    assert project.check() == []
    project.close()
    assert is_project(path)
    with pytest.raises(BadFile, match="would destroy"):
        write_bytes_whole(path, b"")
    assert bytes_of(path).startswith(b"SQLite format 3")


def test_what_cannot_be_read_or_written_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(BadFile):
            bytes_of(path)
        assert not is_project(path)
    for path in (tmp_path / "absent" / "x", tmp_path):
        with pytest.raises(BadFile, match=r"cannot be written|it is a folder"):
            write_whole(path, "")


def test_what_cannot_be_written_whole_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "x.json"
    path.write_text("before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BadFile, match="No space left on device"):
            write_whole(path, "after")
    assert path.read_text() == "before" and list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_one_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path, link = tmp_path / "x.json", tmp_path / "link.json"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "after")
    assert link.is_symlink() and path.read_text() == "after" and path.stat().st_mode & 0o777 == 0o640
