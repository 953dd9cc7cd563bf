"""MessagePack, out (https://github.com/msgpack/msgpack/blob/master/spec.md): what a DocBin needs of it."""

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
