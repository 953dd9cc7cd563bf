"""Whether what was made anew of the parts is what the file held: its seals say so, step by step.

A seal covers a step, what the journal recorded of it, its parts, and the seal before. So where step or records were
altered, those made anew have to fit the seal; where the seal was, the next one has to fit what is made anew.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, permutations
from typing import Any

from annotator.store.chain.gaps import Gap, gaps_in_any
from annotator.store.chain.seals import SEALED, add_rows, changes_hash, parts_hash, seal_of
from annotator.store.chain.strands import runs_of
from annotator.sync.parts import read

_FEW = 6
"""Of so few rows every order in which they may have been recorded is tried."""
_Change = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class ProvenStep:
    """A step as it was. `is_recorded`: the file has what the journal recorded of it; else it is as made anew.

    `order`: of what was made anew, where that is another one than there.
    """

    step: tuple[Any, ...]
    seal: bytes
    is_recorded: bool = True
    order: tuple[_Change, ...] = ()


def prove(file: sqlite3.Connection, made: sqlite3.Connection) -> tuple[list[ProvenStep], int | None]:
    """Return the steps as they were, up to the first that no seal proves, and the number of that.

    `file`: what may be altered; `made`: what was made anew of its parts.
    """
    proven: list[ProvenStep] = []
    before = b""
    for one, after in pairwise(chain(_tried(file, made), [None])):
        assert one is not None
        found = one.fitting(before)
        if found is None:
            anew = one.seal_anew(before)
            # Only the seal was altered, if the next step goes on from the right one; of the last both sources agree.
            if one.is_agreed if after is None else after.fitting(anew) is not None:
                found = ProvenStep(one.step, anew, is_recorded=one.is_same)
        if found is None:
            return proven, int(one.step[0])
        proven.append(found)
        before = found.seal
    return proven, None


@dataclass(frozen=True, slots=True)
class _Tried:
    """A step as it was made anew, and the row that the file has. `recorded`, `made`: hashes of what was recorded."""

    step: tuple[Any, ...]
    there: tuple[Any, ...] | None
    recorded: str
    made: str
    is_same: bool
    """Whether the same was recorded, in whichever order."""
    few: tuple[_Change, ...]
    parts: str
    gap: Gap | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether the file says nothing else of the step than its parts do."""
        return self.is_same and (self.there is None or self.there[:-1] == self.step)

    def fitting(self, before: bytes) -> ProvenStep | None:
        """Return what of the file and of what was made anew fits the seal that the step has."""
        seal = None if self.there is None else self.there[-1]
        if seal is None:
            return None
        if self._seal(before, self.recorded) == seal:
            return ProvenStep(self.step, seal)
        if self._seal(before, self.made) == seal:
            return ProvenStep(self.step, seal, is_recorded=False)
        for order in permutations(self.few):
            if self._seal(before, _hash_of(order)) == seal:
                return ProvenStep(self.step, seal, is_recorded=False, order=order)
        return None

    def seal_anew(self, before: bytes) -> bytes:
        """Return the seal that the step has to have, if what was recorded is the same."""
        return self._seal(before, self.recorded if self.is_same else self.made)

    def _seal(self, before: bytes, changes: str) -> bytes:
        if self.gap is not None:
            # Of a step that lost something the seal stays, and the record of the gap says what is left.
            is_left = seal_of(b"", self.step, changes, self.parts) == self.gap.now
            return self.gap.hash if is_left else b""
        return seal_of(before, self.step, changes, self.parts)


def _tried(file: sqlite3.Connection, made: sqlite3.Connection) -> Iterator[_Tried]:
    hashes, gaps = _hashes_by_step(made), gaps_in_any(file)
    for step in made.execute(f"SELECT {SEALED} FROM steps ORDER BY number"):
        there = file.execute(f"SELECT {SEALED}, seal FROM steps WHERE number = ?", [step[0]]).fetchone()
        recorded = "SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number LIMIT ?"
        few = tuple(made.execute(recorded, [step[0], _FEW + 1]))
        hash, own = changes_hash(file, step[0]), changes_hash(made, step[0])
        is_same = hash == own or (there is None and _in_some_order(file, step[0]) == _in_some_order(made, step[0]))
        few = few if len(few) <= _FEW else ()
        yield _Tried(step, there, hash, own, is_same, few, parts_hash(hashes.get(step[0], [])), gaps.steps.get(step[0]))


def _in_some_order(connection: sqlite3.Connection, step: int) -> list[_Change]:
    rows = connection.execute(
        "SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY 1, 2, 3, 4", [step]
    )
    return rows.fetchall()


def _hash_of(changes: Iterable[_Change]) -> str:
    hash = hashlib.sha256()
    add_rows(hash, changes)
    return hash.hexdigest()


def _hashes_by_step(made: sqlite3.Connection) -> dict[int, list[tuple[int, bytes]]]:
    """Return strand and hash of each step's parts; each line stands by itself in what was made anew."""
    steps = made.execute("SELECT number, sitting, place FROM steps")
    names = {(sitting, place): number for number, sitting, place in steps}
    found: dict[int, list[tuple[int, bytes]]] = {}
    for strand, sitting in made.execute("SELECT id, sitting FROM strands ORDER BY id").fetchall():
        for run in runs_of(made, strand):
            number = names.get((sitting, read(run.lines[0].decode()).step))
            if number is None:
                continue  # it came from another copy, and belongs to no step of this file
            found.setdefault(number, []).append((strand, run.hash))
    return found
