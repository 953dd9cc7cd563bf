"""A packet is read: verified once from end to end, and then its lines, texts and files as they are asked for.

What is cut off is read as far as its frames are whole. Of a packet nothing is held but where what stands.
"""

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self

from pydantic_core import from_json

from annotator.model.wording import counted
from annotator.packets.contents import HowFar, PacketFile, PacketStrand, StrandName
from annotator.packets.frames import STRANGE, FramePlace, FrameReader, Record
from annotator.packets.head import (
    ALTERED,
    MOST_HEAD,
    BadPacket,
    PacketHead,
    fingerprint,
    looks_like_packet,
    read_head,
    signed,
)
from annotator.sync.parts import Strand

Keys = Mapping[str, Iterable[bytes]]
"""The keys that a copy holds, by whose they are; '' for those among whole copies."""
_MAC_LINE = 65
_AGAIN = "ask for it again"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Where a record stands: in which frame, as how manieth, and how many lines end in it."""

    frame: FramePlace
    number: int
    lines: int


@dataclass(slots=True)
class _StrandPlace:
    strand: Strand
    first: int
    pieces: list[_Piece] = field(default_factory=list)
    erased: dict[int, bytes] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(piece.lines for piece in self.pieces)


class Packet:
    """An open packet whose key is known: all in it stands as it was written. Use it as a context manager."""

    def __init__(self, stream: BinaryIO, head: PacketHead, key: bytes, mac: bytes, start: int, name: str) -> None:
        self.head, self.name = head, name
        self.how_far = HowFar()
        self.acts = 0
        """How many lines came through whole."""
        self.is_whole = False
        self._stream = stream
        self._frames = FrameReader(stream, key, mac, start, name)
        self._strands: dict[int, _StrandPlace] = {}
        self._blobs: dict[str, dict[str, list[_Piece]]] = {"text": defaultdict(list), "file": defaultdict(list)}
        self._index()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    @property
    def cut_off(self) -> str:
        """What is missing of a packet that was cut off, in a sentence; empty where it is whole."""
        if self.is_whole:
            return ""
        of = f"{self.acts:,} of {counted(self.head.acts, 'act')}" if self.head.acts else "its beginning"
        return f"{self.name} is cut off after {of}; {_AGAIN}."

    @property
    def strands(self) -> list[PacketStrand]:
        """What it holds of strands, in the order in which it stands there; their lines can be gone through again."""
        return [
            PacketStrand(one.strand, one.first, _Lines(self._lines_of, one), one.erased)
            for one in self._strands.values()
        ]

    def ends(self) -> dict[StrandName, int]:
        """Return up to which counter it holds each strand."""
        return {
            (one.strand.sitting, one.strand.channel): one.first + one.count - 1
            for one in self._strands.values()
            if one.count
        }

    def text(self, sha256: str) -> str | None:
        """Return a text by its SHA-256; None where it does not come with the packet."""
        content = self._blob("text", sha256)
        return None if content is None else content[1].decode()

    def file(self, sha256: str) -> PacketFile | None:
        """Return a source file by its SHA-256; None where it does not come with the packet."""
        content = self._blob("file", sha256)
        return None if content is None else PacketFile(sha256, str(content[0][2]), content[1])

    def _blob(self, kind: str, sha256: str) -> tuple[Record, bytes] | None:
        pieces = [self._frames.body(one.frame).records[one.number] for one in self._blobs[kind].get(sha256, ())]
        if not pieces or sum(len(content) for _, content in pieces) != pieces[0][0][-1]:
            return None
        whole = b"".join(content for _, content in pieces)
        if hashlib.sha256(whole).hexdigest() != sha256:
            raise BadPacket(self.name, *STRANGE)
        return pieces[0][0], whole

    def _lines_of(self, place: _StrandPlace) -> Iterator[bytes]:
        begun = list[bytes]()
        for piece in place.pieces:
            _, content = self._frames.body(piece.frame).records[piece.number]
            *lines, rest = content.split(b"\n")
            for line in lines:
                yield b"".join([*begun, line])
                begun = []
            if rest:
                begun.append(rest)

    def _index(self) -> None:
        try:
            for place, body in self._frames.places():
                if self.is_whole:
                    raise BadPacket(self.name, *ALTERED)  # something stands behind its end
                for number, (record, content) in enumerate(body.records):
                    self._take(place, number, record, content)
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise BadPacket(self.name, *STRANGE) from error
        if self.is_whole and not self._frames.are_all:
            raise BadPacket(self.name, *ALTERED)

    def _take(self, place: FramePlace, number: int, record: Record, content: bytes) -> None:
        kind, *said = record
        if kind == "strand":
            at, format, sitting, channel, person, first = said
            strand = Strand(self.head.origin, str(sitting), str(channel), str(person), int(format))
            self._strands[at] = _StrandPlace(strand, int(first))
        elif kind in ("lines", "piece"):
            count = content.count(b"\n")
            self.acts += count
            self._strands[said[0]].pieces.append(_Piece(place, number, count))
        elif kind == "erased":
            self._strands[said[0]].erased[int(said[1])] = content
        elif kind in self._blobs:
            self._blobs[kind][said[0]].append(_Piece(place, number, 0))
        elif kind == "far":
            has, waits = ({(one[0], one[1]): int(one[2]) for one in listed} for listed in from_json(content))
            self.how_far = HowFar(has, waits)
        elif kind == "end":
            if said[0] != self.acts:
                raise ValueError("lines are missing before its end")
            self.is_whole = True


class _Lines(Iterable[bytes]):
    """The lines of a strand, as often as they are gone through."""

    def __init__(self, read: Callable[[_StrandPlace], Iterator[bytes]], place: _StrandPlace) -> None:
        self._read, self._place = read, place

    def __iter__(self) -> Iterator[bytes]:
        return self._read(self._place)


def head_of(stream: BinaryIO, name: str) -> tuple[PacketHead, bytes, int]:
    """Return the head of a packet, its HMAC, which nobody has verified, and where the frames begin.

    Raises `BadPacket` for what is empty, is no packet, was cut off within its head, or is of a newer version.
    """
    line = stream.readline(MOST_HEAD)
    if not line:
        raise BadPacket(name, "it is empty (0 bytes)", _AGAIN)
    if not looks_like_packet(line):
        raise BadPacket(name, "it is no packet of annotator", "check which file it is")
    mac = stream.readline(_MAC_LINE)
    if not line.endswith(b"\n") or len(mac) < _MAC_LINE:
        raise BadPacket(name, "it is cut off before its first act", _AGAIN)
    head = read_head(name, line)
    try:
        found = bytes.fromhex(mac.decode("ascii"))
    except ValueError as error:
        raise BadPacket(name, *ALTERED) from error
    if mac != found.hex().encode() + b"\n" or head.line() != line:
        raise BadPacket(name, *ALTERED)
    return head, found, len(line) + len(mac)


def read_packet(stream: BinaryIO, name: str, origin: str, keys: Keys) -> Packet:
    """Return a packet, verified, which closes the stream; raises `BadPacket`, and has closed it.

    `origin`: the id of the project that it must be of; `keys`: those that this copy holds.
    """
    with contextlib.ExitStack() as failing:
        failing.callback(stream.close)
        head, mac, start = head_of(stream, name)
        if head.origin != origin:
            what = f"it belongs to another project (“{head.project}”)"
            raise BadPacket(name, what, "open that one to take it in")
        key = _key_for(head, keys, name)
        if signed(key, b"", head.line()) != mac:
            raise BadPacket(name, *ALTERED)
        packet = Packet(stream, head, key, mac, start, name)
        failing.pop_all()
    return packet


def _key_for(head: PacketHead, keys: Keys, name: str) -> bytes:
    """Return the key of whose packet it says that it is; raises `BadPacket` where it was written with another."""
    held = {fingerprint(key): (owner, key) for owner, some in keys.items() for key in some}
    owner, key = held.get(head.key, (None, b""))
    if owner == head.owner:
        return key
    whose = f"{head.sender_name or 'a coder'}’s copy" if head.sender else "a copy of whoever leads"
    if owner is not None:
        raise BadPacket(name, f"it says that it comes from {whose}, and was written with the key of another", _AGAIN)
    if head.receiver and head.owner not in keys:
        raise BadPacket(name, f"it is for {head.receiver_name or 'another coder'}", "take in the one that is for you")
    raise BadPacket(name, f"it was not written with the key of {whose}", "ask whoever sent it")
