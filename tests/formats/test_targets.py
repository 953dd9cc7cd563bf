"""Nothing is replaced unasked, and what is no plain file not at all."""

import os
import socket
import sys
from pathlib import Path

import pytest

from annotator.formats.targets import refuse_folder, refuse_target, remedy_for
from annotator.model.errors import BadFile, WouldReplace


def never(path: Path) -> bool:
    return False


def test_a_new_file_is_written_and_one_that_is_there_only_where_one_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "a"
    refuse_target(path, never, replace=False)
    path.touch()
    with pytest.raises(WouldReplace, match="it is there already; choose another name"):
        refuse_target(path, never, replace=False)
    refuse_target(path, never, replace=True)
    with pytest.raises(BadFile, match="it is a project, which an export would destroy"):
        refuse_target(path, lambda one: one == path, replace=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_pipes_devices_sockets_folders_and_dead_links_are_refused_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to pipe").symlink_to(tmp_path / "pipe")
    (tmp_path / "dead").symlink_to(tmp_path / "nothing")
    (tmp_path / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # a socket's path is short
        listening.bind("socket")
        for name in ("pipe", "to pipe", "dead", "folder", "socket", "/dev/null"):
            with pytest.raises(BadFile, match=r"it is (a folder|not a file|a link)") as raised:
                refuse_target(tmp_path / name, never, replace=True)
            assert not isinstance(raised.value, WouldReplace)


def test_what_sqlite_keeps_beside_a_database_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "data.db").touch()
    for name in ("p.annot-wal", "p.annot-shm", "p.annot-journal", "data.db-wal"):
        with pytest.raises(BadFile, match="keeps the last steps of"):
            refuse_target(tmp_path / name, never, replace=True)
    refuse_target(tmp_path / "talks-journal", never, replace=False)


def test_a_folder_with_something_in_it_is_asked_about(tmp_path: Path) -> None:
    refuse_folder(tmp_path / "new", replace=False)
    refuse_folder(tmp_path, replace=False)
    (tmp_path / ".annotator-writing-x").mkdir()
    refuse_folder(tmp_path, replace=False)
    (tmp_path / "a").touch()
    refuse_folder(tmp_path, replace=True)
    with pytest.raises(WouldReplace):
        refuse_folder(tmp_path, replace=False)


def test_a_file_that_another_program_has_open_is_to_be_closed_there() -> None:
    assert remedy_for(PermissionError(13, "used")) == "close it where it is open, or choose another place"
    assert remedy_for(OSError(28, "full")) == "choose another place or make room"
