"""Lines written anew without what was erased; what stays in them stays as it stands, to the byte."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from annotator.sync.parts import encoded

_decoded = json.JSONDecoder().raw_decode
_BEFORE_WRITES = 7
"""So many values stand before the writes."""
_PLACE = re.compile(rb"\[\d+,(\d+),")
_ROW = re.compile(r'\["([a-z_]+)",("(?:[^"\\]|\\.)*")[,\]]')

Values = list[Any]
"""A write as it stands: table, row, fields, and perhaps what it wrote over."""


def place_in(line: bytes) -> int:
    """Return which step of its sitting a line is of, 0 for what is no line; reads only how it begins."""
    found = _PLACE.match(line)
    return int(found[1]) if found else 0


def rows_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield table and id (as JSON) of all rows that a line writes, and perhaps of what only looks so; cheap."""
    for found in _ROW.finditer(line):
        yield found[1], found[2]


def writes_in(line: str) -> Iterator[tuple[int, int, Values]]:
    """Yield each write of a line with the offsets between which it stands; one at a time, however long the line is."""
    at = _start(line)
    while line[at] != "]":
        values, end = _decoded(line, at)
        yield at, end, values
        at = end + (line[end] == ",")


def rewritten(
    line: str, change: Callable[[Values], Values | None], facts: Callable[[Any], Any] = lambda same: same
) -> tuple[str, int]:
    """Return a line with each write as `change` returns it (None: it goes), and how many went.

    `facts`: returns the facts of its step as they are to stand. What neither changes stands as before.
    """
    start = end = _start(line)
    kept: list[str] = []
    gone = 0
    for first, end, values in writes_in(line):
        new = change(values)
        if new is None:
            gone += 1
        else:
            kept.append(line[first:end] if new is values else encoded(new))
    verb, at = _decoded(line, end + 2)
    old, _ = _decoded(line, at + 1)
    new = facts(old)
    said = line[at + 1 : -1] if new is old else encoded(new)
    return f"{line[:start]}{','.join(kept)}],{encoded(verb)},{said}]", gone


def _start(line: str) -> int:
    """Return where the first write of a line stands, or the bracket that ends the writes."""
    at = 1
    for _ in range(_BEFORE_WRITES):
        _, at = _decoded(line, at)
        at += 1
    return at + 1
