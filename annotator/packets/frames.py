"""Frames: a packet behind its head, in pieces that each stand for themselves and follow each other by their HMACs.

    frame = length of the body, 4 bytes, big-endian | body | HMAC-SHA256(key, the HMAC before | length | body)
    body  = "z", zlib(text), or "s", text where its contents are packed already
    text  = records as a JSON array, on one line ⏎ their contents, one after the other

So what is whole at the beginning of a packet that was cut off can be read, and nothing in it can have been changed,
dropped or put in between by anybody without the key.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from pydantic_core import from_json

from annotator.packets.head import ALTERED, BadPacket, signed
from annotator.sync.parts import encoded

MAC_BYTES = 32
FULL = 1 << 16
"""Bytes of contents after which a frame is written: so much is lost at most of what was cut off."""
MOST = 1 << 24
"""Bytes of a body, packed or unpacked; more is nothing that this program writes."""
_LEVEL = 9
_LENGTH = struct.Struct(">I")

Record = list[Any]
"""Its kind, what is to be said of it, and last how many bytes of the contents are its."""


class FrameWriter:
    """Puts records into frames. `mac`: that of the head."""

    def __init__(self, stream: BinaryIO, key: bytes, mac: bytes) -> None:
        self._stream, self._key, self._mac = stream, key, mac
        self._records: list[Record] = []
        self._contents: list[bytes] = []
        self._size = 0
        self._is_packed = False

    def add(self, record: Record, content: bytes = b"", is_packed: bool = False) -> None:
        """Add a record, and begin a new frame once this one is full; `is_packed`: its content need not be packed."""
        if is_packed != self._is_packed:
            self.flush()
            self._is_packed = is_packed
        self._records.append([*record, len(content)])
        self._contents.append(content)
        self._size += len(content)
        if self._size >= FULL or len(self._records) >= FULL // 64:
            self.flush()

    @property
    def room(self) -> int:
        """How many bytes of contents go into the frame that is open."""
        return max(FULL - self._size, 0)

    def flush(self) -> None:
        """Write the frame that is open, where there is something in it."""
        if not self._records:
            return
        text = b"".join([encoded(self._records).encode(), b"\n", *self._contents])
        body = b"s" + text if self._is_packed else b"z" + zlib.compress(text, _LEVEL)
        framed = _LENGTH.pack(len(body)) + body
        self._mac = signed(self._key, self._mac, framed)
        self._stream.write(framed + self._mac)
        self._records, self._contents, self._size = [], [], 0


class FramePlace(NamedTuple):
    """Where a frame stands, how long it is, and what it follows on."""

    offset: int
    length: int
    before: bytes


@dataclass(frozen=True, slots=True)
class FrameBody:
    """What a frame holds: each record with its content."""

    records: list[tuple[Record, bytes]]


class FrameReader:
    """Reads the frames of a packet. `start`: where the first one stands; `name`: of the file."""

    def __init__(self, stream: BinaryIO, key: bytes, mac: bytes, start: int, name: str) -> None:
        self._stream, self._key, self._mac, self._start, self._name = stream, key, mac, start, name
        self._last: tuple[FramePlace, FrameBody] | None = None
        self.are_all = False
        """Whether nothing stood behind the last frame that was whole."""

    def places(self) -> Iterator[tuple[FramePlace, FrameBody]]:
        """Yield all frames that are whole, in order; raises `BadPacket` for one that is not as it was written."""
        offset, mac = self._start, self._mac
        while True:
            self._stream.seek(offset)
            start = self._stream.read(_LENGTH.size)
            if len(start) < _LENGTH.size:
                self.are_all = not start
                return
            (length,) = _LENGTH.unpack(start)
            if length > MOST:
                raise BadPacket(self._name, *ALTERED)
            rest = self._stream.read(length + MAC_BYTES)
            if len(rest) < length + MAC_BYTES:
                return
            place = FramePlace(offset, length, mac)
            yield place, self._body(place, start, rest)
            mac = rest[length:]
            offset += _LENGTH.size + length + MAC_BYTES

    def body(self, place: FramePlace) -> FrameBody:
        """Return what stands in a frame, which is verified again; raises `BadPacket`."""
        if self._last is None or self._last[0] != place:
            self._stream.seek(place.offset)
            start = self._stream.read(_LENGTH.size)
            self._last = (place, self._body(place, start, self._stream.read(place.length + MAC_BYTES)))
        return self._last[1]

    def _body(self, place: FramePlace, start: bytes, rest: bytes) -> FrameBody:
        body, mac = rest[: place.length], rest[place.length :]
        if signed(self._key, place.before, start + body) != mac:
            raise BadPacket(self._name, *ALTERED)
        try:
            return FrameBody(list(_records(_unpacked(body))))
        except (zlib.error, ValueError, TypeError, LookupError) as error:
            raise BadPacket(self._name, *STRANGE) from error


STRANGE = ("it holds what annotator does not write", "ask for it again")
"""What is said of a packet that has the right key and no sense."""


def _unpacked(body: bytes) -> bytes:
    if body[:1] == b"s":
        return body[1:]
    packing = zlib.decompressobj()
    text = packing.decompress(body[1:], MOST)
    if body[:1] != b"z" or not packing.eof:
        raise ValueError("more than a frame holds")
    return text


def _records(text: bytes) -> Iterator[tuple[Record, bytes]]:
    line, _, contents = text.partition(b"\n")
    at = 0
    for record in from_json(line):
        size = record[-1]
        if not isinstance(size, int) or size < 0 or at + size > len(contents):
            raise ValueError("a record that is longer than its frame")
        yield record[:-1], contents[at : at + size]
        at += size
