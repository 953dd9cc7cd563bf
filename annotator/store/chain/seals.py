"""Seals: a chain of hashes over the steps of this file, in its own order. It is not exchanged.

    seal = SHA-256(the seal before, 32 bytes, or nothing | JSON of the step)
    JSON of the step = [number, sitting, place, clock, kind, verb, facts, label, person, time, target,
                        SHA-256 of what `changes` has of it, SHA-256 of the hashes of its parts by strand]

The chain of a strand shows that a part was changed, put in between or dropped; this one that a whole strand was, or a
step, or what undo would write back. `target` counts for undo and redo alone, and the state of a step never: it follows
from the steps after it.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Any

from annotator.sync.parts import encoded

_AT_ONCE = 1_000

SEALED = (
    "number, sitting, place, clock, kind, verb, facts, label, person, time,"
    " CASE kind WHEN 'do' THEN NULL ELSE target END"
)
"""The columns of a step that its seal covers."""


def seal_of(before: bytes, step: Iterable[Any], changes: str, parts: str) -> bytes:
    """Return the seal of a step after the one with the seal `before`."""
    return hashlib.sha256(before + encoded([*step, changes, parts]).encode()).digest()


def parts_hash(parts: Iterable[tuple[int, bytes]]) -> str:
    """Return the hash over the hashes of a step's parts, by their strands' numbers in this file."""
    return hashlib.sha256(b"".join(hash for _, hash in sorted(parts))).hexdigest()


def changes_hash(connection: sqlite3.Connection, step: int) -> str:
    """Return the hash over all that the journal recorded of a step."""
    found = hashlib.sha256()
    rows = connection.execute(
        "SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number", [step]
    )
    while some := rows.fetchmany(_AT_ONCE):
        add_rows(found, some)
    return found.hexdigest()


def add_rows(hash: "hashlib._Hash", rows: Iterable[Iterable[str | None]]) -> None:
    """Add recorded rows to a hash: each text after its length in bytes, a minus for none."""
    pieces = []
    for row in rows:
        for text in row:
            if text is None:
                pieces.append(b"-")
            else:
                value = text.encode()
                pieces.append(b"%d:%b" % (len(value), value))
    hash.update(b"".join(pieces))
