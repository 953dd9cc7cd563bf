"""Cells of trees and the records in them (sqlite.org, Database File Format, sections 1.6, 2.1 and 2.3)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.store.recovery.pages import TREE_PAGES, PageFile

Value = int | float | str | bytes | None
_INNER_INDEX, _INNER_TABLE, _LEAF_INDEX, _LEAF_TABLE = TREE_PAGES
_LENGTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record. `rowid`: None in a tree of an index, which a table without rowids is too; `pages`: all it stands in."""

    values: tuple[Value, ...]
    rowid: int | None
    pages: tuple[int, ...]


@dataclass(slots=True)
class TreePage:
    """A page of a tree. `is_whole`: nothing of it is unreadable; `children`: in the order of what is under them."""

    number: int
    kind: int
    records: list[FoundRecord]
    children: list[int]
    is_whole: bool

    @property
    def has_rowids(self) -> bool:
        """Whether it is of a table with rowids."""
        return self.kind in (_INNER_TABLE, _LEAF_TABLE)


def tree_page(file: PageFile, number: int) -> TreePage | None:
    """Read a page; None where it is none of a tree. What is damaged in it is left out."""
    page = file.page(number)
    at = 100 if number == 1 else 0
    if page is None or page[at] not in TREE_PAGES:
        return None
    kind = page[at]
    count = int.from_bytes(page[at + 3 : at + 5], "big")
    is_inner = kind in (_INNER_INDEX, _INNER_TABLE)
    first = at + (12 if is_inner else 8)
    if first + 2 * count > file.usable:
        return None
    found = TreePage(number, kind, [], [], True)
    for place in range(first, first + 2 * count, 2):
        offset = int.from_bytes(page[place : place + 2], "big")
        try:
            if is_inner:
                found.children.append(int.from_bytes(page[offset : offset + 4], "big"))
                offset += 4
            if kind != _INNER_TABLE:
                found.records.append(_cell(file, page, number, offset, kind == _LEAF_TABLE))
        except (ValueError, IndexError, struct.error):
            found.is_whole = False
    if is_inner:
        found.children.append(int.from_bytes(page[at + 8 : at + 12], "big"))
    return found


def _cell(file: PageFile, page: bytes, number: int, offset: int, is_table: bool) -> FoundRecord:
    if offset < 8:
        raise ValueError("a cell within the head of its page")
    length, offset = varint(page, offset)
    rowid = None
    if is_table:
        rowid, offset = varint(page, offset)
    local = _local(file.usable, length, is_table)
    payload = page[offset : offset + local]
    if len(payload) < local or offset + local > file.usable:
        raise ValueError("a cell beyond the end of its page")
    pages = [number]
    if local < length:
        next_page = int.from_bytes(page[offset + local : offset + local + 4], "big")
        payload += b"".join(_overflow(file, next_page, length - local, pages))
    return FoundRecord(tuple(record(payload)), rowid, tuple(pages))


def _local(usable: int, length: int, is_table: bool) -> int:
    """Return how much of a payload stands in the page of its cell (section 1.6)."""
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    return local if local <= most else least


def _overflow(file: PageFile, number: int, length: int, pages: list[int]) -> Iterator[bytes]:
    if length > file.count * file.usable:
        raise ValueError("longer than the file")
    while length > 0:
        page = file.page(number)
        if page is None or number in pages:
            raise ValueError("a chain of pages that is broken")
        pages.append(number)
        piece = page[4 : 4 + min(length, file.usable - 4)]
        yield piece
        number, length = int.from_bytes(page[:4], "big"), length - len(piece)
    if number:
        raise ValueError("a chain of pages that goes on")


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at a place and where it ends; raises `IndexError`."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    value = value << 8 | data[at]
    return value - (1 << 64) if value >> 63 else value, at + 1


def record(payload: bytes) -> Iterator[Value]:
    """Yield the columns of a record; raises `ValueError` or `IndexError` for what is none."""
    end, at = varint(payload, 0)
    body = end
    if not 0 < end <= len(payload):
        raise ValueError("a record without a head")
    while at < end:
        kind, at = varint(payload, at)
        if kind in (10, 11) or kind < 0:
            raise ValueError("a value of no kind")
        length = _LENGTHS[kind] if kind < 12 else (kind - 12) // 2
        data = payload[body : body + length]
        if len(data) < length:
            raise ValueError("a record that is cut off")
        body += length
        yield _value(kind, data)
    if body != len(payload):
        raise ValueError("a record with a rest")


def _value(kind: int, data: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    if kind == 7:
        (number,) = struct.unpack(">d", data)
        return float(number)
    if kind < 10:
        return kind - 8
    return data.decode() if kind % 2 else data  # which raises `ValueError` for bytes that are no text
