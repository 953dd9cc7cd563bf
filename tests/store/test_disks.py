"""Which disk a folder lies on is told by the system's own files, here those of a made-up machine."""

import os
import sys
from pathlib import Path

import pytest

from annotator.store import disks
from annotator.store.disks import Disk, Disks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the number of a file system is all there is")


def machine(root: Path) -> Disks:
    """Two partitions of sda, an encrypted volume upon one of them, a stick, and a share that two paths lead to."""
    devices, blocks = root / "sys" / "devices", root / "sys" / "dev" / "block"
    blocks.mkdir(parents=True)
    (devices / "mapper" / "dm-0" / "slaves").mkdir(parents=True)
    for name, number in (("sda/sda1", "8:1"), ("sda/sda2", "8:2"), ("usb1/sdb/sdb1", "8:17"), ("sdc/sdc1", "8:33")):
        (devices / name).mkdir(parents=True)
        (devices / name / "partition").write_text("1")
        (blocks / number).symlink_to(devices / name)
    (devices / "mapper" / "dm-0" / "slaves" / "sda2").symlink_to(devices / "sda" / "sda2")
    (blocks / "254:0").symlink_to(devices / "mapper" / "dm-0")
    (root / "proc" / "self").mkdir(parents=True)
    mounts = [f"30 1 0:{minor} / /mnt/{minor} rw - nfs4 server:/export rw" for minor in (50, 51)]
    (root / "proc" / "self" / "mountinfo").write_text("\n".join(mounts))
    return Disks(root)


SDA = {(8, 1), (8, 2), (254, 0)}


@pytest.mark.parametrize("project", [(8, 1), (8, 2), (254, 0), (8, 17), (8, 33), (0, 50), (0, 51), (0, 60)])
@pytest.mark.parametrize("folder", [(8, 1), (8, 2), (254, 0), (8, 17), (8, 33), (0, 50), (0, 51), (0, 60)])
def test_what_ends_with_one_disk_lies_on_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: tuple[int, int], folder: tuple[int, int]
) -> None:
    numbers = {tmp_path / "p.annot": os.makedev(*project), tmp_path: os.makedev(*folder)}
    monkeypatch.setattr(disks, "_number", numbers.get)
    found = machine(tmp_path / "root").disk_of(tmp_path, tmp_path / "p.annot")
    is_same = project == folder or {project, folder} <= SDA or {project, folder} == {(0, 50), (0, 51)}
    assert (found is Disk.SAME) is is_same and found.outlives is not is_same
    if not is_same:
        assert found is (Disk.REMOVABLE if folder == (8, 17) else Disk.OTHER)


def test_a_folder_that_is_not_there_is_gone_and_one_beside_the_project_lies_where_it_does(tmp_path: Path) -> None:
    assert Disks().disk_of(tmp_path / "none", tmp_path / "p.annot") is Disk.GONE
    assert Disks().disk_of(tmp_path, tmp_path / "no folder" / "p.annot") is Disk.SAME


def test_another_computers_is_no_disk_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "_number", {tmp_path / "p": os.makedev(8, 1), tmp_path: os.makedev(0, 50)}.get)
    monkeypatch.setattr(disks, "is_on_network", lambda folder: True)
    assert machine(tmp_path / "root").disk_of(tmp_path, tmp_path / "p") is Disk.NETWORK
