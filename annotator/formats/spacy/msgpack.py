"""MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md): what a DocBin needs of it, out and in."""

import struct
from collections.abc import Mapping
from typing import Any

Packable = Any
"""None, a flag, a number, a text, bytes, or a list or mapping of these."""

_SMALL_MAP, _SMALL_LIST, _SMALL_TEXT = 0x80, 0x90, 0xA0
_NONE, _FALSE, _TRUE, _FLOAT, _UNSIGNED, _SIGNED = 0xC0, 0xC2, 0xC3, 0xCB, 0xCF, 0xD3


def packed(value: Packable) -> bytes:
    """Return a value as MessagePack. A whole number beyond 64 bits becomes a text."""
    if value is None:
        return bytes([_NONE])
    if isinstance(value, bool):
        return bytes([_TRUE if value else _FALSE])
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, float):
        return struct.pack(">Bd", _FLOAT, value)
    if isinstance(value, str):
        return packed_text(value)
    if isinstance(value, bytes):
        return bytes_head(len(value)) + value
    if isinstance(value, Mapping):
        inner = b"".join(packed(key) + packed(item) for key, item in value.items())
        return mapping_head(len(value)) + inner
    return list_head(len(value)) + b"".join(map(packed, value))


def packed_text(text: str) -> bytes:
    """Return a text as MessagePack."""
    data = text.encode("utf-8")
    size = len(data)
    head = bytes((0xD9, size)) if 32 <= size < 256 else _head(size, _SMALL_TEXT, 32, (0xD9, 0xDA, 0xDB))
    return head + data


def bytes_head(size: int) -> bytes:
    """Return what stands before so many bytes; raises `OverflowError` where they are too many, as the others do."""
    return _head(size, 0, 0, (0xC4, 0xC5, 0xC6))


def list_head(count: int) -> bytes:
    """Return what stands before the items of a list."""
    return _head(count, _SMALL_LIST, 16, (None, 0xDC, 0xDD))


def mapping_head(count: int) -> bytes:
    """Return what stands before the keys of a mapping, each with its value behind it."""
    return _head(count, _SMALL_MAP, 16, (None, 0xDE, 0xDF))


def _number(value: int) -> bytes:
    if -32 <= value < 128:
        return struct.pack(">b" if value < 0 else ">B", value)
    if 0 <= value < 1 << 64:
        return struct.pack(">BQ", _UNSIGNED, value)
    return struct.pack(">Bq", _SIGNED, value) if -(1 << 63) <= value < 0 else packed(str(value))


def _head(size: int, small: int, below: int, marks: tuple[int | None, int, int]) -> bytes:
    """Return the mark and the size of what follows: within one byte, or in 8, 16 or 32 bits."""
    if size < below:
        return bytes([small | size])
    for mark, form, limit in zip(marks, (">BB", ">BH", ">BI"), (1 << 8, 1 << 16, 1 << 32), strict=True):
        if mark is not None and size < limit:
            return struct.pack(form, mark, size)
    raise OverflowError(f"{size} bytes or items do not fit into MessagePack")


class NotMessagePack(ValueError):
    """Bytes that are none, or hold what nobody means."""


def unpacked(data: bytes) -> Any:
    """Return the one value that some bytes are; raises `NotMessagePack`.

    Texts, bytes, numbers, flags, lists and mappings, whose keys are tuples where they were lists. An extension, of
    which only its program knows what it is, is its bytes.
    """
    value, stop = _Unpacking(data).value(0, 0)
    if stop != len(data):
        raise NotMessagePack("something stands behind its end")
    return value


_DEEPEST = 60
_FIXED = {_NONE: None, _FALSE: False, _TRUE: True}
_NUMBERS = {0xCA: ">f", _FLOAT: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", _UNSIGNED: ">Q"} | {
    0xD0: ">b", 0xD1: ">h", 0xD2: ">i", _SIGNED: ">q"
}  # fmt: skip
_SIZES = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xC7: ">B", 0xC8: ">H", 0xC9: ">I"} | {
    0xD9: ">B", 0xDA: ">H", 0xDB: ">I", 0xDC: ">H", 0xDD: ">I", 0xDE: ">H", 0xDF: ">I"
}  # fmt: skip
_EXTENSIONS = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}
_TEXTS, _BYTES, _LISTS, _MAPS = (0xD9, 0xDA, 0xDB), (0xC4, 0xC5, 0xC6), (0xDC, 0xDD), (0xDE, 0xDF)


class _Unpacking:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """Return the value that begins at a place, and where it ends."""
        mark, at = self._taken(at, 1)[0], at + 1
        if mark < _SMALL_MAP or mark >= 0xE0:
            return (mark if mark < _SMALL_MAP else mark - 0x100), at
        if mark in _FIXED:
            return _FIXED[mark], at
        if mark in _NUMBERS:
            form = _NUMBERS[mark]
            size = struct.calcsize(form)
            return struct.unpack(form, self._taken(at, size))[0], at + size
        if mark in _SIZES:
            width = struct.calcsize(_SIZES[mark])
            size, at = struct.unpack(_SIZES[mark], self._taken(at, width))[0], at + width
        else:
            size = _EXTENSIONS.get(mark, mark & (0x1F if _SMALL_TEXT <= mark < _NONE else 0x0F))
        return self._sized(mark, size, at, depth)

    def _sized(self, mark: int, size: int, at: int, depth: int) -> tuple[Any, int]:
        if _SMALL_TEXT <= mark < _NONE or mark in _TEXTS:
            return self._text(at, size), at + size
        if mark in _BYTES:
            return self._taken(at, size), at + size
        if _SMALL_LIST <= mark < _SMALL_TEXT or mark in _LISTS:
            return self._list(size, at, depth)
        if mark < _SMALL_LIST or mark in _MAPS:
            return self._map(size, at, depth)
        if mark in _EXTENSIONS or mark in (0xC7, 0xC8, 0xC9):
            return self._taken(at + 1, size), at + 1 + size  # behind the number of its type
        raise NotMessagePack(f"a value begins with {mark:#x}")

    def _list(self, size: int, at: int, depth: int) -> tuple[list[Any], int]:
        self._check(size, at, depth)
        found = list[Any]()
        for _ in range(size):
            value, at = self.value(at, depth + 1)
            found.append(value)
        return found, at

    def _map(self, size: int, at: int, depth: int) -> tuple[dict[Any, Any], int]:
        self._check(2 * size, at, depth)
        found = dict[Any, Any]()
        for _ in range(size):
            key, at = self.value(at, depth + 1)
            value, at = self.value(at, depth + 1)
            found[_key(key)] = value
        return found, at

    def _check(self, values: int, at: int, depth: int) -> None:
        if depth >= _DEEPEST:
            raise NotMessagePack("values stand within values without an end")
        if values > len(self._data) - at:
            raise NotMessagePack("its end is missing")

    def _taken(self, at: int, size: int) -> bytes:
        if at + size > len(self._data):
            raise NotMessagePack("its end is missing")
        return self._data[at : at + size]

    def _text(self, at: int, size: int) -> str:
        try:
            return self._taken(at, size).decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotMessagePack("a text in it is not UTF-8") from error


def _key(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_key, value))
    if isinstance(value, dict):
        raise NotMessagePack("a key in it is a mapping")
    return value
