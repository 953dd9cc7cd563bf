"""A packet is read: verified once from end to end, and then its lines, texts and files as they are asked for.

What is cut off is read as far as its frames are whole. Of a packet nothing is held but where what stands.
"""

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, BinaryIO, Self

from pydantic_core import from_json

from annotator.model.wording import counted
from annotator.packets.contents import HowFar
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
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, SourceBytes, Vector
from annotator.sync.parts import Strand

Keys = Mapping[str, Iterable[bytes]]
"""The keys that a copy holds, by whose they are; '' for those among whole copies."""
_MAC_LINE = 65
_AGAIN = "ask for it again"


@dataclass(slots=True)
class _Pieces:
    """Where the pieces of a content stand: in which frame, as how manieth record. `said`: the record of the first."""

    said: Record
    places: list[tuple[FramePlace, int]] = field(default_factory=list)
    size: int = 0

    @property
    def is_whole(self) -> bool:
        return bool(self.size == self.said[-1])


@dataclass(slots=True)
class _StrandPlace:
    """A strand in a packet. `ends`: the hashes of its last part and of the one before its first, as they are said."""

    strand: Strand
    first: int
    ends: tuple[bytes | None, bytes | None]
    runs: list[_Pieces] = field(default_factory=list)
    erased: dict[int, bytes] = field(default_factory=dict)

    def whole(self) -> list[_Pieces]:
        """Return the runs that came through whole."""
        return [run for run in self.runs if run.is_whole]


class Packet:
    """An open packet whose key is known: all in it stands as it was written. Use it as a context manager."""

    def __init__(self, stream: BinaryIO, head: PacketHead, key: bytes, mac: bytes, start: int, name: str) -> None:
        self.head, self.name = head, name
        self.how_far = HowFar()
        self.is_whole = False
        self._end: int | None = None
        self._stream = stream
        self._frames = FrameReader(stream, key, mac, start, name)
        self._strands: dict[int, _StrandPlace] = {}
        self._blobs: dict[str, dict[str, _Pieces]] = defaultdict(dict)
        self._index()
        self.acts = sum(run.said[3] - run.said[2] + 1 for one in self._strands.values() for run in one.whole())
        """How many lines came through whole."""
        if self._end not in (None, self.acts):
            raise BadPacket(name, *STRANGE)

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

    def delivery(self) -> Delivery:
        """Return what came with it, which is read while it is gone through."""
        return Delivery(
            origin=self.head.origin,
            sender=self.head.sender,
            strands=self.strands,
            name=self.name,
            made=self.head.made,
            text=self.text,
            file=self.file,
            activity=self.how_far.activity,
        )

    def strands(self) -> Iterator[IncomingStrand]:
        """Yield what it holds of strands, in the order in which it stands there."""
        for one in self._strands.values():
            runs = one.whole()
            if runs:
                is_all = self.is_whole or one is not next(reversed(self._strands.values()))
                last, (end, before) = runs[-1].said[3], one.ends
                run = partial(self._runs, runs)
                yield IncomingStrand(one.strand, one.first, last, run, end if is_all else None, before, one.erased)

    def text(self, sha256: str) -> str | None:
        """Return a text by its SHA-256; None where it does not come with the packet."""
        content = self._blob("text", sha256)
        return None if content is None else content[1].decode()

    def file(self, sha256: str) -> SourceBytes | None:
        """Return a source file by its SHA-256; None where it does not come with the packet."""
        content = self._blob("file", sha256)
        return None if content is None else SourceBytes(str(content[0][2]), content[1])

    def _blob(self, kind: str, sha256: str) -> tuple[Record, bytes] | None:
        pieces = self._blobs[kind].get(sha256)
        if pieces is None or not pieces.is_whole:
            return None
        whole = self._content(pieces)
        if hashlib.sha256(whole).hexdigest() != sha256:
            raise BadPacket(self.name, *STRANGE)
        return pieces.said, whole

    def _content(self, pieces: _Pieces) -> bytes:
        return b"".join(self._frames.body(place).records[number][1] for place, number in pieces.places)

    def _runs(self, runs: list[_Pieces]) -> Iterator[LineRun]:
        for run in runs:
            _, _, first, last, is_packed, *_ = run.said
            yield LineRun(first, last, self._content(run), bool(is_packed))

    def _index(self) -> None:
        try:
            for place, body in self._frames.places():
                if self.is_whole:
                    raise BadPacket(self.name, *ALTERED)  # something stands behind its end
                for number, (record, content) in enumerate(body.records):
                    self._take(place, number, record, content)
            if "far" in self._blobs and (pieces := self._blobs["far"][""]).is_whole:
                has, activity, keys = from_json(self._content(pieces))
                self.how_far = HowFar(_vector(has), str(activity), {str(one): list(some) for one, some in keys.items()})
        except (ValueError, TypeError, LookupError) as error:
            raise BadPacket(self.name, *STRANGE) from error
        if self.is_whole and not self._frames.are_all:
            raise BadPacket(self.name, *ALTERED)

    def _take(self, place: FramePlace, number: int, record: Record, content: bytes) -> None:
        kind, *said = record
        if kind == "strand":
            at, format, sitting, channel, person, first, end, before = said
            strand = Strand(self.head.origin, str(sitting), str(channel), str(person), int(format))
            ends = tuple(None if hash is None else bytes.fromhex(hash) for hash in (end, before))
            self._strands[at] = _StrandPlace(strand, int(first), (ends[0], ends[1]))
        elif kind == "run":
            runs = self._strands[said[0]].runs
            if not said[-2]:
                _refuse_misplaced(self._strands[said[0]], *map(int, said[1:3]))
                runs.append(_Pieces(record))
            _add(runs[-1], place, number, said, content)
        elif kind == "erased":
            self._strands[said[0]].erased[int(said[1])] = content
        elif kind in ("text", "file", "far"):
            name = "" if kind == "far" else said[0]
            _add(self._blobs[kind].setdefault(name, _Pieces(record)), place, number, said, content)
        elif kind == "end":
            self.is_whole, self._end = True, int(said[0])


def _vector(listed: list[list[Any]]) -> Vector:
    return {(str(sitting), str(channel)): int(counter) for sitting, channel, counter in listed}


def _add(pieces: _Pieces, place: FramePlace, number: int, said: Record, content: bytes) -> None:
    if pieces.size != said[-2]:
        raise ValueError("a piece that does not follow on the one before")
    pieces.places.append((place, number))
    pieces.size += len(content)


def _refuse_misplaced(strand: _StrandPlace, first: int, last: int) -> None:
    expected = strand.runs[-1].said[3] + 1 if strand.runs else strand.first
    if first != expected or last < first:
        raise ValueError("a run that does not follow on the one before")


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
