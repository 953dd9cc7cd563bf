"""What was acknowledged since a file was opened: each step with its rows, so that it outlives the file.

It is kept in memory, and once that gets large in a temporary file that has no name; of an encrypted project in memory
alone. Of a step with more than `MOST`
rows, an import for instance, only the number is kept: its rows are read from the open file while that can be read.
"""

import contextlib
import json
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model import verbs
from annotator.model.verbs.verb import Verb
from annotator.store.schema.tables import Table

MOST = 2_000
"""More rows of a step are not kept."""
_IN_MEMORY = 16 * 1024 * 1024

_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
Row = tuple[str, str, str | None, str | None]
"""A table, the id of a row, and the row before and after as JSON; None for no row."""


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step as the journal has it. `rows`: what it changed (of an undo or redo: its target's), None: not kept.

    `texts`: those that the step brought, by their hashes.
    """

    number: int
    kind: str
    verb: str
    facts: str
    label: str
    person: str
    time: str
    target: int | None = None
    rows: list[Row] | None = None
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def done(self) -> Verb:
        """What the step did, or took back, or did again."""
        return verbs.read(self.verb, self.facts, self.label)

    def line(self) -> str:
        """Return the step as a line of JSON."""
        return _encoded({name: getattr(self, name) for name in self.__slots__}) + "\n"

    @classmethod
    def of(cls, values: Any) -> "DoneStep":
        """Return the step of a line; raises `TypeError` or `ValueError` for what is none."""
        if not isinstance(values, dict):
            raise TypeError(values)
        rows = values.get("rows")
        return cls(**{**values, "rows": None if rows is None else [tuple(row) for row in rows]})


def read_step(connection: sqlite3.Connection, number: int, most: int = MOST) -> DoneStep:
    """Return a step of an open project, with its rows where there are not more than `most`; raises `LookupError`."""
    run = connection.execute
    found = run(
        "SELECT number, kind, verb, facts, label, person, time, target FROM steps WHERE number = ?", [number]
    ).fetchone()
    if found is None:
        raise LookupError(number)
    step = DoneStep(*found)
    changed = number if step.kind == "do" else step.target
    rows = run(
        "SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number LIMIT ?", [changed, most + 1]
    ).fetchall()
    if len(rows) > most:
        return step
    return replace(step, rows=rows, texts=texts_of(connection, rows) if step.kind == "do" else {})


def texts_of(connection: sqlite3.Connection, rows: Iterable[Row]) -> dict[str, str]:
    """Return the texts that new documents among some rows brought, by their hashes."""
    found = {}
    for table, _, before, after in rows:
        if table == Table.DOCUMENTS and before is None and after is not None:
            sha256 = json.loads(after)["text_sha256"]
            text = connection.execute("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
            if text is not None:  # one that is lost got another within the step: see `recovery`
                found[sha256] = text[0]
    return found


def without_lost_sources(connection: sqlite3.Connection, rows: Iterable[Row]) -> list[Row]:
    """Return rows whose documents name no source file that this project lacks.

    A sitting keeps no bytes of these files, which may be larger than all else: what is done again elsewhere has the
    text, and the user chooses the file again where it is wanted.
    """
    there = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM source_files")}

    def without(record: str | None) -> str | None:
        values = json.loads(record) if record else {}
        return record if values.get("source_file") in {None, *there} else _encoded({**values, "source_file": None})

    return [
        (table, row, without(before), without(after)) if table == Table.DOCUMENTS else (table, row, before, after)
        for table, row, before, after in rows
    ]


class Sitting:
    """The steps that were acknowledged since a file was opened, by whichever connection of this process."""

    def __init__(self, in_memory: bool = False) -> None:
        """`in_memory`: alone, however large it gets."""
        self._lines = tempfile.SpooledTemporaryFile(max_size=0 if in_memory else _IN_MEMORY)  # noqa: SIM115 - closed with the project
        self._more: list[bytes] = []
        """What came after the disk of temporary files was full."""
        self._lock = threading.Lock()
        self.count = 0
        self.last: DoneStep | None = None

    def add(self, step: DoneStep) -> None:
        """Keep a step that was committed."""
        line = step.line().encode("utf-8", "surrogatepass")
        with self._lock:
            if not self._more:
                self._keep(line)
            else:
                self._more.append(line)
            self.count += 1
            self.last = step

    def _keep(self, line: bytes) -> None:
        # The step is in the project already: a full disk for temporary files must not say otherwise.
        end = self._lines.tell()
        try:
            self._lines.write(line)
            self._lines.flush()
        except OSError:
            self._more.append(line)
            with contextlib.suppress(OSError):
                self._lines.seek(end)
                self._lines.truncate()

    def steps(self) -> Iterator[DoneStep]:
        """Go through the steps in their order."""
        with self._lock:
            self._lines.seek(0)
            lines = [*self._lines, *self._more]
            self._lines.seek(0, os.SEEK_END)
        for line in lines:
            yield DoneStep.of(json.loads(line.decode("utf-8", "surrogatepass")))

    def close(self) -> None:
        """Forget all of it."""
        self._lines.close()
