"""Folders in which a database needs care are told, and others are not."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.operations.documents import memos
from annotator.store import places
from annotator.store.project import Project
from tests.projects import make_desk


def test_a_synced_folder_is_said_and_journaled_without_wal(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    desk = make_desk(folder)
    assert "synced folder" in desk.project.notices[0]
    desk.code("urged China")
    assert not list(folder.glob("*-wal"))
    assert places.risk_of(tmp_path / "x.annot") == ""


def test_a_file_with_two_names_has_no_log_that_stands_beside_one_of_them_and_loses_nothing(tmp_path: Path) -> None:
    """SQLite finds a log by the name of its file: with one, whoever opens the other name would write over its steps."""
    desk = make_desk(tmp_path)
    path, person = desk.project.path, desk.project.person
    desk.project.close()
    other = tmp_path / "other.annot"
    other.hardlink_to(path)
    with Project.open(path) as one, Project.open(other) as two:
        assert all("hard link" in project.notices[0] for project in (one, two))
        for project in (one, two, one, two):
            project.person = person
            memos.write(project, "A memo.")
        assert not list(tmp_path.glob("*-wal"))
    with Project.open(path, person) as project:
        assert len(memos.readable(project)) == 4


@pytest.mark.parametrize(
    "folder",
    [
        "Dropbox",
        "Dropbox (Personal)",
        "OneDrive - Universität",
        "iCloud~docs",
        "Google Drive",
        "nextcloud",
        "MEGAsync",
        "com~apple~CloudDocs",
        "Mobile Documents",
        "My Drive",
    ],
)
def test_a_synced_folder_is_named_however_deep_below_it_the_project_stands(folder: str, tmp_path: Path) -> None:
    assert f"synced folder ({folder})" in places.risk_of(tmp_path / folder / "a" / "文" / "p.annot")


@pytest.mark.parametrize("folder", ["work", "My Dropbox", "the box", "drive"])
def test_a_folder_of_another_name_is_none(folder: str, tmp_path: Path) -> None:
    assert places.risk_of(tmp_path / folder / "Dropbox.annot") == ""


def test_a_link_into_a_synced_folder_is_looked_through(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    assert "OneDrive" in places.risk_of(tmp_path / "work" / "p.annot")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lists its mounts")
def test_the_innermost_mount_tells_the_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path.resolve() / "a share"
    mounts = f"/dev/sda / ext4 rw 0 0\nsrv:/x {str(share).replace(' ', chr(92) + '040')} nfs4 rw 0 0\nbroken\n"
    monkeypatch.setattr(Path, "read_text", lambda self, **how: mounts)
    assert "network drive" in places.risk_of(share / "deep" / "p.annot")
    assert places.risk_of(tmp_path / "p.annot") == ""


# `man 8 mount` of macOS: device, point, and in brackets the type first.
MOUNTED = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
//ana@server/texts on /Volumes/Texts (May) (smbfs, nodev, nosuid, mounted by ana)
/dev/disk5s1 on /Volumes/Stick on a chain (exfat, local, nodev, nosuid)
server:/x on /Volumes/nfs (nfs)
broken
"""


@pytest.mark.parametrize(
    ("folder", "is_network"),
    [
        ("/Volumes/Texts (May)/deep", True),
        ("/Volumes/nfs", True),
        ("/Volumes/Stick on a chain/work", False),
        ("/Users/ana", False),
        ("/Volumes/Texts", False),
    ],
)
def test_a_network_drive_of_a_mac_is_told(folder: str, is_network: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 0, MOUNTED.encode())

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ("network drive" in places.risk_of(Path(folder) / "p.annot")) is is_network


@pytest.mark.parametrize("error", [OSError("gone"), subprocess.TimeoutExpired("mount", 5)])
def test_a_system_that_does_not_list_its_mounts_is_taken_for_safe(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fails)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert places.risk_of(Path("/Volumes/nfs/p.annot")) == ""
