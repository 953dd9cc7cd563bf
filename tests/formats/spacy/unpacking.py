"""MessagePack, in: so much of it as a DocBin holds, for tests without spaCy."""

import struct
import zlib
from pathlib import Path
from typing import Any

_FIXED = {0xC0: None, 0xC2: False, 0xC3: True}
_SIZES = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I", 0xDC: ">H", 0xDD: ">I",
          0xDE: ">H", 0xDF: ">I"}  # fmt: skip
_NUMBERS = {0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i",
            0xD3: ">q"}  # fmt: skip


def docbin(path: Path) -> dict[str, Any]:
    """Return what stands in a DocBin."""
    found: dict[str, Any] = unpacked(zlib.decompress(path.read_bytes()))
    return found


def unpacked(data: bytes) -> Any:
    """Return the one value that some bytes are."""
    value, stop = _value(data, 0)
    assert stop == len(data)
    return value


def _value(data: bytes, at: int) -> tuple[Any, int]:
    mark, at = data[at], at + 1
    if mark < 0x80 or mark >= 0xE0:
        return (mark if mark < 0x80 else mark - 0x100), at
    if mark in _FIXED:
        return _FIXED[mark], at
    if mark in _NUMBERS:
        form = _NUMBERS[mark]
        return struct.unpack_from(form, data, at)[0], at + struct.calcsize(form)
    if mark in _SIZES:
        (size,) = struct.unpack_from(_SIZES[mark], data, at)
        at += struct.calcsize(_SIZES[mark])
    else:
        size = mark & (0x1F if 0xA0 <= mark < 0xC0 else 0x0F)
    if mark in (0xC4, 0xC5, 0xC6):
        return data[at : at + size], at + size
    if 0xA0 <= mark < 0xC0 or mark in (0xD9, 0xDA, 0xDB):
        return data[at : at + size].decode("utf-8"), at + size
    is_map = mark < 0x90 or mark in (0xDE, 0xDF)
    items = []
    for _ in range(size * 2 if is_map else size):
        item, at = _value(data, at)
        items.append(item)
    return (dict(zip(items[::2], items[1::2], strict=True)) if is_map else items), at
