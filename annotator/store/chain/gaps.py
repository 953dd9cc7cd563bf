"""Gaps in the history, where something was erased: what stood there is known by its hash alone.

A part whose line lacks something keeps the hash that it had, so that its strand goes on; a step whose facts or changes
lack something keeps its seal. A record says of each which hash that is, and which what stands there now has. The step
of the erasure holds a hash over the records that it wrote: a gap that somebody else made has no step that covers it.
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.model import verbs
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.sync.parts import encoded

OF_STEPS = 0
"""Stands in the place of a strand where the gap is in a step."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What was erased at one place. `erasure`: the number of its step; `strand`: in this file, or `OF_STEPS`.

    `place`: the part's counter, or the step's number. `hash`: the part's hash, or the step's seal, as it was. `now`: of
    the line that stands there (SHA-256), or of the step as it is now. `gone`: how many writes, or changes, are gone.
    """

    erasure: int
    strand: int
    place: int
    hash: bytes
    now: bytes
    gone: int

    def text(self) -> str:
        """Return it as a line that is hashed: the same in each copy, where strands have other numbers."""
        return encoded([self.hash.hex(), self.now.hex(), self.gone])


class Gaps:
    """All gaps of a file. `parts`: by strand and counter; `steps`: by number; of several at a place the last counts."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        self._by_erasure: dict[int, list[Gap]] = defaultdict(list)
        self.parts: dict[tuple[int, int], Gap] = {}
        self.steps: dict[int, Gap] = {}
        for gap in gaps_of(connection) if connection is not None else ():
            self._by_erasure[gap.erasure].append(gap)
            if gap.strand == OF_STEPS:
                self.steps[gap.place] = gap
            else:
                self.parts[gap.strand, gap.place] = gap

    def all(self) -> Iterator[Gap]:
        """Yield all records."""
        for gaps in self._by_erasure.values():
            yield from gaps

    def taken_by(self, erasure: int) -> list[int]:
        """Return the steps that cannot be taken back, nor done again, since this erasure."""
        return [gap.place for gap in self._by_erasure.get(erasure, ()) if gap.strand == OF_STEPS and gap.gone]

    def problems(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Yield a sentence for each erasure whose records are not those that its step covers."""
        covered = {number: covers for number, _, _, covers in _erasures(connection)}
        covered |= _gaps_that_came(connection)
        for number in sorted(covered.keys() | self._by_erasure.keys()):
            there = self._by_erasure.get(number, [])
            if number not in covered:
                yield f"The history has {counted(len(there), 'gap')} that no erasure in it covers."
            elif covers(there) != covered[number]:
                yield f"The gaps in the history are not those that the erasure of step {number} left."


def put_gaps(connection: sqlite3.Connection, gaps: Iterable[Gap]) -> None:
    """Write records; the guards of their table are lifted."""
    query = "INSERT INTO erased (erasure, strand, place, hash, now, gone) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(query, ([one.erasure, one.strand, one.place, one.hash, one.now, one.gone] for one in gaps))


def gaps_of(connection: sqlite3.Connection) -> Iterator[Gap]:
    """Yield all records, those of the first erasure first."""
    rows = connection.execute("SELECT erasure, strand, place, hash, now, gone FROM erased ORDER BY 1, 2, 3")
    yield from (Gap(*row) for row in rows)


def gaps_in_any(connection: sqlite3.Connection) -> Gaps:
    """Return the gaps of a file that may lack their table: it is of an older version, or damaged."""
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'erased'"
    return Gaps(connection if connection.execute(query).fetchone() else None)


def covers(gaps: Iterable[Gap]) -> str:
    """Return the hash over the records of one erasure, in whichever order they come."""
    lines = sorted(gap.text() for gap in gaps)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def was_erased(connection: sqlite3.Connection, step: int) -> bool:
    """Whether some of what a step changed is gone for good, so that it can neither be taken back nor done again."""
    query = "SELECT 1 FROM erased WHERE strand = ? AND place = ? AND gone LIMIT 1"
    return connection.execute(query, [OF_STEPS, step]).fetchone() is not None


def gaps_said(connection: sqlite3.Connection) -> list[str]:
    """Return a sentence for each erasure: how much, when and by whom."""
    names = dict(connection.execute("SELECT id, name FROM coders"))
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for gap in gaps_of(connection):
        counts[gap.erasure][gap.strand == OF_STEPS] += 1
    said = []
    for number, time, person, _ in _erasures(connection):
        parts, steps = counts[number]
        who = isolated(names[person]) if person in names else "nobody in particular"
        some = [counted(count, one) for count, one in ((parts, "part"), (steps, "step")) if count]
        if not some:
            continue
        what = word_list(some)
        were = one_or_many(parts + steps, "was", "were")
        said.append(f"{what} of the history {were} erased on {time[:10]} by {who}; what they held cannot be checked.")
    return said


def parts_with_gaps(connection: sqlite3.Connection, after: int) -> dict[tuple[str, str], dict[int, bytes]]:
    """Return the parts whose lines lack something since a step behind this one: by sitting and channel, counter, hash.

    Those that came so from another copy are among them.
    """
    rows = connection.execute(
        "SELECT sitting, channel, place, hash FROM erased JOIN strands ON strands.id = erased.strand"
        " WHERE erasure > ? AND strand <> ? ORDER BY strand, place, erasure",
        [after, OF_STEPS],
    )
    found: dict[tuple[str, str], dict[int, bytes]] = defaultdict(dict)
    for sitting, channel, place, hash in rows:
        found[sitting, channel][place] = hash
    return dict(found)


def documents_erased(connection: sqlite3.Connection, after: int) -> list[str]:
    """Return the ids of the documents that were erased in this file by steps behind this one."""
    marks = ", ".join("?" * len(verbs.ERASURES))
    rows = connection.execute(
        "SELECT DISTINCT value FROM steps, json_each(facts, '$.documents')"
        f" WHERE number > ? AND kind = 'do' AND verb IN ({marks}) ORDER BY value",
        [after, *verbs.ERASURES],
    )
    return [str(id) for (id,) in rows]


def _gaps_that_came(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the hash over the records of each take-in of parts that lack something since an erasure elsewhere."""
    query = "SELECT number, json_extract(facts, '$.gaps') FROM steps WHERE kind = 'do' AND verb = ?"
    rows = connection.execute(query, [verbs.TAKE_IN]).fetchall()
    return {number: str(hash) for number, hash in rows if hash}


def _erasures(connection: sqlite3.Connection) -> list[tuple[int, str, str, str]]:
    """Return number, time, person and the hash over the records of each erasure; those of a damaged step have none."""
    marks = ", ".join("?" * len(verbs.ERASURES))
    query = f"SELECT number, time, person, facts FROM steps WHERE kind = 'do' AND verb IN ({marks}) ORDER BY number"
    found = []
    for number, time, person, facts in connection.execute(query, verbs.ERASURES):
        try:
            hash = str(json.loads(facts)["covers"])
        except (ValueError, KeyError, TypeError):
            hash = ""
        found.append((number, time, person, hash))
    return found
