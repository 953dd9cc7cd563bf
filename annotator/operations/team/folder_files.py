"""What lies in a team's folder: packets, read once each, and of each how much of it this copy has not got.

Files there are written once and never change, so what was read of one holds as long as size and time of it do. They
come late, cut off, twice under other names (“(1)”, “conflicted copy”), in any order, among files of others: all of that
is only looked at. A name is believed in one thing: that a packet holds nothing new. It says a sitting and counters
(“… 9f3a… 000215-000400.packet”), so that the packets of years need not be opened to know that they are here.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.operations.team.packet_files import SUFFIX, open_packet
from annotator.store.project import Project
from annotator.sync.delivery import StrandName

_RANGE = re.compile(r" ([0-9a-f]{16}) (\d{6,})-(\d{6,})(?=[ .])")
Vector = Mapping[StrandName, int]
_WHOLE = CoderId("")


class _Stamp(NamedTuple):
    """What a file has to keep to be the one that was read; `keys`: how many keys this copy had."""

    size: int
    time: int
    keys: int


class StrandRange(NamedTuple):
    """Parts of a strand: from the first to the last counter."""

    name: StrandName
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FolderPacket:
    """A packet in the folder. `sender`: whose copy wrote it, empty for a whole one; `made`: when, UTC, ISO 8601.

    `problem`: why it cannot be used, a sentence; `is_whole`: it was not cut off, as a file is that still comes.
    """

    path: Path
    id: str = ""
    sender: CoderId = _WHOLE
    sender_name: str = ""
    made: str = ""
    strands: tuple[StrandRange, ...] = ()
    is_whole: bool = True
    problem: str = ""

    def is_new(self, vector: Vector) -> bool:
        """Whether it holds parts that a copy has not got."""
        return any(one.last > vector.get(one.name, 0) for one in self.strands)


@dataclass(slots=True)
class FolderReader:
    """Reads folders again and again; `known`: what was read of each file, with its stamp."""

    known: dict[Path, tuple[_Stamp, FolderPacket]] = field(default_factory=dict)

    def read(self, project: Project, folders: Iterable[Path]) -> list[FolderPacket]:
        """Return the packets in these folders that may hold something new, by when they were made, each once.

        Raises `OSError` where a folder cannot be listed.
        """
        keys = sum(map(len, project.handed.keys().values()))
        vector, there, found = project.strands.vector(), set[Path](), dict[str, FolderPacket]()
        ends = _ends(vector)
        for path, entry in _packets(folders):
            if says_nothing_new(path.name, ends):
                continue  # not even its size is asked for, over what may be a slow line
            there.add(path)
            if (stat := _stat(entry)) is None:
                continue
            stamp = _Stamp(stat.st_size, stat.st_mtime_ns, keys)
            known = self.known.get(path)
            if known is None or known[0] != stamp:
                known = stamp, _read(project, path)
                self.known[path] = known
            packet = known[1]
            other = found.get(packet.id or str(path))
            if other is None or _length(packet) > _length(other):
                found[packet.id or str(path)] = packet
        for gone in self.known.keys() - there:
            del self.known[gone]
        return sorted(found.values(), key=lambda one: (one.made, one.path))


def says_nothing_new(name: str, ends: Mapping[str, int]) -> bool:
    """Whether a packet's name says that all in it is here. `ends`: of each sitting the least counter that is here."""
    found = _RANGE.search(name)
    return found is not None and int(found[3]) <= ends.get(found[1], 0)


def count_new(packets: Iterable[FolderPacket], vector: Vector) -> int:
    """Return how many parts these packets hold that a copy has not got; what several hold counts once."""
    new: dict[StrandName, list[tuple[int, int]]] = {}
    for packet in packets:
        for one in packet.strands:
            first = max(one.first, vector.get(one.name, 0) + 1)
            if first <= one.last:
                new.setdefault(one.name, []).append((first, one.last))
    return sum(_covered(ranges) for ranges in new.values())


def _covered(ranges: Iterable[tuple[int, int]]) -> int:
    count, end = 0, 0
    for first, last in sorted(ranges):
        count += max(0, last - max(first - 1, end))
        end = max(end, last)
    return count


def _ends(vector: Vector) -> dict[str, int]:
    found: dict[str, int] = {}
    for (sitting, channel), counter in vector.items():
        if channel.startswith("coder/"):
            found[sitting] = min(found.get(sitting, counter), counter)
    return found


def _length(packet: FolderPacket) -> tuple[bool, int]:
    return not packet.problem, sum(one.last - one.first + 1 for one in packet.strands)


def _packets(folders: Iterable[Path]) -> Iterator[tuple[Path, "os.DirEntry[str]"]]:
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                # What is being written, here or by a client, has a hidden name or another ending.
                if not entry.name.startswith((".", "~")) and entry.name.casefold().endswith(SUFFIX):
                    yield folder / entry.name, entry


def _stat(entry: "os.DirEntry[str]") -> os.stat_result | None:
    try:
        return entry.stat() if entry.is_file() else None
    except FileNotFoundError:
        return None  # it went while it was listed


def _read(project: Project, path: Path) -> FolderPacket:
    try:
        with open_packet(project, path) as packet:
            head = packet.head
            ranges = tuple(StrandRange(one.name, one.first, one.last) for one in packet.strands())
            sender = CoderId(head.sender)
            return FolderPacket(path, head.id, sender, head.sender_name, head.made, ranges, packet.is_whole)
    except UserError as error:
        return FolderPacket(path, problem=str(error))
