"""The pages of a database file that SQLite may refuse, those of its log in their place; nothing is written.

By the description of the format (sqlite.org, Database File Format, sections 1.3 to 1.5).
"""

import os
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from annotator.store.recovery.frames import Frames, read_frames

HEADER = b"SQLite format 3\x00"
TREE_PAGES = (2, 5, 10, 13)
"""The first byte of a page of a tree: of an index or a table, inner or leaf."""
_SIZES = tuple(1 << bits for bits in (12, 10, 13, 14, 15, 16, 11, 9))
"""Sizes of pages, ours first."""
_LOOKED_AT = 64
"""So many pages tell their size."""
_SEARCHED = 1000


class PageFile:
    """The pages of a file, numbered from 1. `size`, `usable`: bytes of each; `count`: how many there are."""

    def __init__(self, path: Path) -> None:
        """Open a file and its log; raises `OSError`."""
        self._log: BinaryIO | None = None
        self._file: BinaryIO = path.open("rb")
        self._bytes = os.fstat(self._file.fileno()).st_size
        head = self._read(0, 100)
        self.size = _size_in(head) or self._size_seen()
        reserved = head[20] if _size_in(head) and head[20] <= 32 else 0
        self.usable = self.size - reserved
        self._frames = Frames()
        log = path.with_name(f"{path.name}-wal")
        if log.is_file():
            self._log = log.open("rb")
            self._frames = read_frames(self._log, self.size)
        self.count = self._frames.count or -(-self._bytes // self.size)

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        if self._log is not None:
            self._log.close()

    @property
    def is_of_one_moment(self) -> bool:
        """Whether all pages are as one transaction left them, as far as the log tells."""
        return not self._frames.is_mixed

    def page(self, number: int) -> bytes | None:
        """Return a page; None where it is not there, or not whole."""
        if self._log is not None and number in self._frames.places:
            self._log.seek(self._frames.places[number])
            found = self._log.read(self.size)
        else:
            found = self._read((number - 1) * self.size, self.size) if 0 < number <= self.count else b""
        return found if len(found) == self.size else None

    def free_pages(self) -> set[int]:
        """Return the pages that hold nothing any more, as far as the list of them can be followed (section 1.5)."""
        found: set[int] = set()
        first = self.page(1)
        if first is None or not first.startswith(HEADER):
            return found
        trunk = int.from_bytes(first[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found and (page := self.page(trunk)) is not None:
            count = int.from_bytes(page[4:8], "big")
            if page[0] in TREE_PAGES or count > self.usable // 4 - 2:
                break
            leaves = {int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4)}
            found |= {trunk} | {leaf for leaf in leaves if 1 < leaf <= self.count}
            trunk = int.from_bytes(page[:4], "big")
        return found

    def _read(self, offset: int, length: int) -> bytes:
        try:
            self._file.seek(offset)
            return self._file.read(length)
        except OSError:
            return b""  # a sector that cannot be read

    def _size_seen(self) -> int:
        """Return the size at whose multiples most pages begin as those of trees do that are filled from their end."""
        seen = Counter[int]()
        for size in _SIZES:
            for number in range(1, min(_LOOKED_AT, self._bytes // size)):
                seen[size] += _looks_like_tree(self._read(number * size, size))
        return max(_SIZES, key=lambda size: seen[size])


def has_pages(path: Path) -> bool:
    """Whether anything in a file looks like a page of a database; not where it cannot be read."""
    try:
        file = PageFile(path)
    except OSError:
        return False
    try:
        pages = (file.page(number) for number in range(1, min(file.count, _SEARCHED) + 1))
        return any(page is not None and _looks_like_tree(page) for page in pages)
    finally:
        file.close()


def _size_in(head: bytes) -> int:
    """Return the size of pages that a header says, 0 where it says none."""
    said = int.from_bytes(head[16:18], "big")
    size = 65_536 if said == 1 else said
    return size if head.startswith(HEADER) and len(head) == 100 and size in _SIZES else 0


def _looks_like_tree(page: bytes) -> bool:
    if page[:1] not in (b"\x0a", b"\x0d"):
        return False
    end = 8 + 2 * int.from_bytes(page[3:5], "big")
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(8, min(end, len(page)), 2)]
    return bool(cells) and end <= min(cells) and len(page) // 2 <= max(cells) < len(page)
