"""Which pages a log holds in place of those of its file (sqlite.org, Database File Format, section 4).

Each frame is held against its salts and its checksum, which goes on from the one before: what a damaged frame says of
its own is taken for that, so that frames after it are still found.
"""

import os
import sys
from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

HEAD, FRAME_HEAD = 32, 24
_MAGIC = 0x377F0682
Order = Literal["little", "big"]
Sums = tuple[int, int]


@dataclass(slots=True)
class Frames:
    """Where in the log the latest version of each page is. `count`: pages of the database, 0 where no log says it.

    `is_mixed`: something of the log is damaged before its end, so pages of different moments may stand side by side.
    """

    places: dict[int, int] = field(default_factory=dict)
    count: int = 0
    is_mixed: bool = False


def read_frames(log: BinaryIO, size: int) -> Frames:
    """Read a log of pages of this size, up to the last frame that ends a transaction."""
    head = log.read(HEAD)
    found = Frames()
    number = (os.fstat(log.fileno()).st_size - HEAD) // (FRAME_HEAD + size)
    if len(head) < HEAD or number <= 0:
        return found
    magic = int.from_bytes(head[:4], "big")
    order: Order = "big" if magic == _MAGIC | 1 else "little"
    sums = checksum(head[:24], (0, 0), order)
    is_whole = magic & ~1 == _MAGIC and sums == _pair(head[24:32])
    salts = head[16:24] if is_whole else _usual_salts(log, size, number)
    pending: dict[int, int] = {}
    is_broken = not is_whole
    for index in range(number):
        log.seek(HEAD + index * (FRAME_HEAD + size))
        frame = log.read(FRAME_HEAD + size)
        if len(frame) < FRAME_HEAD + size:
            break
        stored = _pair(frame[16:24])
        # After a head that is damaged nobody knows the sum that the first frame goes on from.
        is_right = frame[8:16] == salts and (
            (not is_whole and index == 0)
            or checksum(frame[FRAME_HEAD:], checksum(frame[:8], sums, order), order) == stored
        )
        sums = stored
        if not is_right:
            is_broken = True
            continue
        found.is_mixed |= is_broken
        page, committed = _pair(frame[:8])
        pending[page] = HEAD + index * (FRAME_HEAD + size) + FRAME_HEAD
        if committed:
            found.places |= pending
            found.count, pending = committed, {}
    return found


def checksum(data: bytes, sums: Sums, order: Order) -> Sums:
    """Return the sums of a log over bytes, a multiple of 8, that follow on `sums`."""
    words = array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    first, second = sums
    pairs = iter(words)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _usual_salts(log: BinaryIO, size: int, number: int) -> bytes:
    seen = Counter[bytes]()
    for index in range(number):
        log.seek(HEAD + index * (FRAME_HEAD + size) + 8)
        seen[log.read(8)] += 1
    return seen.most_common(1)[0][0]


def _pair(data: bytes) -> Sums:
    return int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
