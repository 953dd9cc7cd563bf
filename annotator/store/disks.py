"""On which disk a folder lies beside a project: the same one, another, one that is unplugged, or another computer's.

Two partitions or subvolumes have numbers of their own (`st_dev`) and end with one disk all the same; on Linux sysfs
says on which disks a file system stands (kernel.org, “sysfs-block”), elsewhere the number is all that is asked.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from annotator.store.places import is_on_network


class Disk(StrEnum):
    """Where a folder lies, seen from a project. `GONE`: the folder is not there, as one of an unplugged disk."""

    SAME = "same"
    OTHER = "another"
    REMOVABLE = "removable"
    NETWORK = "network"
    GONE = "gone"

    @property
    def outlives(self) -> bool:
        """Whether what lies there is there still when the project's disk is not."""
        return self in (Disk.OTHER, Disk.REMOVABLE, Disk.NETWORK)


class Disks:
    """What the system knows of disks. `root`: where its files are, another one in tests."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._blocks, self._mounts = root / "sys" / "dev" / "block", root / "proc" / "self" / "mountinfo"

    def disk_of(self, folder: Path, project: Path) -> Disk:
        """Return where a folder lies, seen from a project file, which need not be there any more."""
        if not folder.is_dir():
            return Disk.GONE
        mine, its = _number(project), _number(folder)
        if mine is None or its is None:
            return Disk.GONE
        if mine == its or self.of(mine) & self.of(its):
            return Disk.SAME
        if is_on_network(folder):
            return Disk.NETWORK
        return Disk.REMOVABLE if any(self._is_removable(disk) for disk in self.of(its)) else Disk.OTHER

    def of(self, number: int) -> frozenset[str]:
        """Return the disks on which the file system with this number (`st_dev`) stands; itself where nothing says."""
        if sys.platform != "linux":
            return frozenset({str(number)})
        name = f"{os.major(number)}:{os.minor(number)}"
        found = frozenset(self._whole(self._blocks / name)) or frozenset(self._mounted(name))
        return found or frozenset({name})

    def _whole(self, block: Path, seen: int = 0) -> Iterator[str]:
        """Yield the whole disks below a block device: of a partition its disk, of a mapped one those that it maps."""
        if seen > _MOST_LAYERS or not block.exists():
            return
        real = block.resolve()
        if (real / "partition").exists():
            real = real.parent
        below = sorted((real / "slaves").iterdir()) if (real / "slaves").is_dir() else []
        for each in below:
            yield from self._whole(each, seen + 1)
        if not below:
            yield str(real)

    def _mounted(self, name: str) -> Iterator[str]:
        """Yield the disks of a file system without a device of its own number, such as btrfs, by what was mounted."""
        with suppress(OSError):
            for line in self._mounts.read_text(encoding="utf-8", errors="replace").splitlines():
                before, _, after = line.partition(" - ")
                fields = before.split()
                if len(fields) > 2 and fields[2] == name:
                    source = after.split()[1:2]
                    if source and source[0].startswith("/dev/"):
                        with suppress(OSError):
                            device = Path(source[0]).stat().st_rdev
                            yield from self._whole(self._blocks / f"{os.major(device)}:{os.minor(device)}")
                    elif len(source) == 1 and "/" in source[0]:
                        yield source[0]  # what another computer shares: one place, however often it is mounted

    def _is_removable(self, disk: str) -> bool:
        with suppress(OSError):
            if (Path(disk) / "removable").read_text().strip() == "1":
                return True
        return "/usb" in disk


_MOST_LAYERS = 8


def _number(path: Path) -> int | None:
    """Return the number of the file system on which a path lies or would lie."""
    for place in (path, *path.absolute().parents):
        with suppress(OSError, ValueError):
            return place.stat().st_dev
    return None
