"""What a hub answers, held against what its calls promise: whoever runs the server may have altered anything.

Nothing of an answer is believed that can be looked at here: how many columns there are and of which kinds, places
within what was asked, counters that count, contents that are what their hash says. Whether a strand goes on from what
is in a copy, and what its lines say, is looked at where it is taken in.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

_HASH = 32
"""Bytes of a SHA-256."""
_LONGEST = 200
"""Characters of the names of channels, sittings and persons, as the hub has it as well."""

Row = tuple[Any, ...]

_KINDS: Mapping[str, tuple[type, ...]] = {
    "version": (int,),
    "needs": (str,),
    "hello": (str, str, str, str, str, int, datetime, int),
    "push": (int, int),
    "grown": (str, str, str, int, int, bytes, int, datetime),
    "pull": (int, int, int, bytes, bool, bytes),
    "erasures": (int, int, bytes),
    "lacking": (int,),
    "contents": (bytes, str, str, bytes),
    "members": (str, str, str, str, str, datetime),
    "grants_of": (str,),
    "keys": (str, bytes),
    "note_restored": (int,),
}
"""Of the columns of the calls that are read; `push` has one more, a hash or nothing."""
_ROLES, _STATES = ("lead", "adjudicator", "coder"), ("invited", "joined", "revoked", "left")
_ALONE = ("version", "needs", "note_restored")
"""Calls that answer with one row."""


def is_strange(call: str, arguments: Sequence[Any], rows: Sequence[Row]) -> bool:
    """Whether an answer is none that a hub gives to this call. `arguments`: as they were sent."""
    kinds = _KINDS.get(call)
    if kinds is None:
        return False
    if call in _ALONE and len(rows) != 1:
        return True
    fits, width = _FITS.get(call), len(kinds) + int(call == "push")
    return any(
        len(row) != width
        or any(type(value) is not kind for value, kind in zip(row, kinds, strict=False))
        or (fits is not None and not fits(row, arguments))
        for row in rows
    )


def _is_placed(row: Row, arguments: Sequence[Any]) -> bool:
    return bool(1 <= row[0] <= len(arguments[1]))


def _fits_member(row: Row, _: Sequence[Any]) -> bool:
    return row[3] in _ROLES and row[4] in _STATES


def _fits_push(row: Row, arguments: Sequence[Any]) -> bool:
    _, top, tip = row
    return _is_placed(row, arguments) and top >= 0 and (not top or (type(tip) is bytes and len(tip) == _HASH))


def _fits_grown(row: Row, _: Sequence[Any]) -> bool:
    channel, sitting, person, _, top, tip, size, changed = row
    is_named = 1 <= len(channel) <= _LONGEST and 1 <= len(sitting) <= _LONGEST and len(person) <= _LONGEST
    return is_named and top >= 1 and len(tip) == _HASH and size >= 0 and changed.tzinfo is not None


def _fits_pull(row: Row, arguments: Sequence[Any]) -> bool:
    """Each run ends behind the part that was asked for, so that whoever asks on comes to an end."""
    if not _is_placed(row, arguments):
        return False
    place, first, last, _, _, hash = row
    return 1 <= first <= last and last > arguments[3][place - 1] and len(hash) == _HASH


def _fits_erasures(row: Row, arguments: Sequence[Any]) -> bool:
    return _is_placed(row, arguments) and row[1] >= 1 and len(row[2]) == _HASH


def _fits_contents(row: Row, arguments: Sequence[Any]) -> bool:
    sha256, _, _, body = row
    return sha256 in arguments[1] and hashlib.sha256(body).digest() == sha256


def _fits_note_restored(row: Row, _: Sequence[Any]) -> bool:
    return bool(row[0] >= 0)


_FITS: Mapping[str, Callable[[Row, Sequence[Any]], bool]] = {
    "hello": _fits_member,
    "members": _fits_member,
    "push": _fits_push,
    "grown": _fits_grown,
    "pull": _fits_pull,
    "erasures": _fits_erasures,
    "lacking": _is_placed,
    "contents": _fits_contents,
    "note_restored": _fits_note_restored,
}
"""What holds of each row beside the kinds of its columns."""
