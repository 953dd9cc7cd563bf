"""Packets as files: written whole under a name that nobody has, opened with the keys that a copy holds."""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, cast

from annotator.model.errors import BadFile
from annotator.model.file_names import file_name
from annotator.packets.contents import HowFar
from annotator.packets.head import BadPacket, PacketHead, fingerprint, looks_like_packet
from annotator.packets.reading import Packet, head_of, read_packet
from annotator.packets.writing import write_packet
from annotator.paths import ends_in, long_path, system_says
from annotator.store.clock import now
from annotator.store.connections.sealed import SealedWriter, looks_sealed, opened_sealed
from annotator.store.placing import discard, move_into_place, unfinished_name
from annotator.store.project import Project
from annotator.store.sittings import open_files
from annotator.sync.delivery import IncomingStrand, SourceBytes

SUFFIX = ".packet"
_START_BYTES = 64


@contextmanager
def in_free_place(folder: Path, name: str, suffix: str) -> Iterator[tuple[Path, Callable[[], Path]]]:
    """Yield a hidden path for a new file, and what gives it its name: `name`, or “name (2)” where that is taken.

    Whatever is raised, nothing stays. Raises `BadFile` where nothing can be written.
    """
    if not folder.is_dir():
        what = "it is no folder" if folder.exists() else "there is no such folder"
        raise BadFile(str(folder), what, "choose another one")
    folder = long_path(folder)
    made = unfinished_name(folder / name)

    def place() -> Path:
        number = 1
        while True:
            path = folder / f"{name if number == 1 else f'{name} ({number})'}{suffix}"
            try:
                move_into_place(made, path)
            except FileExistsError:
                number += 1
            else:
                return path

    try:
        yield made, place
    except OSError as error:
        raise BadFile(str(folder), f"nothing can be written there ({system_says(error)})", "make room") from error
    finally:
        discard(made)


def write_file(
    folder: Path,
    name: str,
    head: PacketHead,
    key: bytes,
    strands: Iterable[IncomingStrand],
    texts: Iterable[tuple[str, str]] = (),
    files: Iterable[tuple[str, SourceBytes]] = (),
    how_far: HowFar | None = None,
    is_sealed: bool = False,
) -> Path:
    """Write a packet into a folder and return where it is; what is there is never written over. Raises `BadFile`.

    `is_sealed`: the file as a whole is encrypted with the key.
    """
    with in_free_place(folder, name, SUFFIX) as (made, place):
        stream = cast(BinaryIO, SealedWriter(made, key)) if is_sealed else made.open("xb")
        with stream:
            write_packet(stream, head, key, strands, texts, files, how_far)
            if not is_sealed:
                stream.flush()
                os.fsync(stream.fileno())
        return place()


def head_for(project: Project, receiver: str, acts: int, key: bytes) -> PacketHead:
    """Return the head of a packet of this copy's. `receiver`: the coder whom it is for; empty for whole copies."""
    names: dict[str, str] = {coder.id: coder.name for coder in project.coders.all()}
    owner = project.owner
    sender = owner.person if owner is not None else ""
    return PacketHead(
        origin=project.origin,
        project=project.name,
        sender=sender,
        receiver=receiver,
        made=now(),
        acts=acts,
        key=fingerprint(key),
        sender_name=names.get(sender, "") if sender else "",
        receiver_name=names.get(receiver, "") if receiver else "",
    )


def dated(name: str) -> str:
    """Return the name of a packet without its ending: whose it is, and the day of today."""
    return f"{name} {date.today().isoformat()}"


Naming = Callable[[str, Sequence[IncomingStrand]], str]
"""What a packet is called, without its ending: of whose it is, and what it holds."""


def by_day(name: str, strands: Sequence[IncomingStrand]) -> str:
    """Return the name of a packet that a person carries: “Ana 2026-11-28”."""
    return dated(name)


def in_order(name: str, strands: Sequence[IncomingStrand]) -> str:
    """Return the name of a packet in a folder, which no other one has, on no machine: whose, when, which parts.

    Names sort by person and time. What one strand is said of stands in it: see `folder_files.py`.
    """
    what = secrets.token_hex(8)
    if len(strands) == 1:
        (one,) = strands
        what = range_in_name(one.name[0], one.first, one.last)
    return f"{name} {datetime.now(UTC):%Y%m%dT%H%M%SZ} {what}"


def range_in_name(sitting: str, first: int, last: int) -> str:
    """Return what the name of a packet in a folder says of the one strand in it."""
    return f"{sitting} {first:06}-{last:06}"


def name_for(project: Project, person: str) -> str:
    """Return what a file is called that is handed to a person, without its ending: “readouts – Ana”."""
    return f"{file_name(project.name or project.file_name)} – {file_name(person)}"


def open_packet(project: Project, path: Path) -> Packet:
    """Return a packet, verified, which is to be closed; raises `BadPacket` or `BadFile` with one sentence."""
    keys = project.handed.keys()
    with _explained(path):
        stream = _stream(path, [key for some in keys.values() for key in some])
        return read_packet(stream, path.name, project.origin, keys)


def head_in(path: Path) -> PacketHead | None:
    """Return what a packet says of itself, which nobody has verified; None for a sealed one. Raises `BadPacket`."""
    if open_files.is_open(path):
        raise BadPacket(path.name, "it is a project that is open", "choose a packet")
    with _explained(path), path.open("rb") as file:
        if not _begins_as_packet(path) and looks_sealed(path):
            return None
        return head_of(file, path.name)[0]


def is_packet(path: Path) -> bool:
    """Whether a file looks like a packet, be it sealed, damaged or cut off."""
    if ends_in(path, SUFFIX):
        return True
    if open_files.is_open(path):
        return False  # one of ours, which must not be opened as a plain file
    with contextlib.suppress(OSError, ValueError):
        return _begins_as_packet(path)
    return False


def _begins_as_packet(path: Path) -> bool:
    with path.open("rb") as file:
        return looks_like_packet(file.read(_START_BYTES))


def _stream(path: Path, keys: Iterable[bytes]) -> BinaryIO:
    if "\0" in str(path):
        raise BadPacket(path.name.replace("\0", "?"), "this is no possible file name", "check it")
    if not path.is_file():
        if path.is_dir():
            raise BadPacket(path.name, "it is a folder, no packet", "choose the packets in it")
        raise BadPacket(path.name, "there is no such file", "check the name")
    if _begins_as_packet(path) or not looks_sealed(path):
        return path.open("rb")
    stream = opened_sealed(path, keys)
    if stream is None:
        what = "it is of another project or for somebody else, or is no packet: none of the keys here opens it"
        raise BadPacket(path.name, what, "ask whoever sent it")
    if not stream.peek(1):
        stream.close()
        raise BadPacket(path.name, "it is damaged or cut off before its first act", "ask for it again")
    return cast(BinaryIO, stream)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadPacket(path.name, f"it cannot be read ({system_says(error)})", "check the name") from error
