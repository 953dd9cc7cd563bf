"""Steps of files from before there were names for them: named, and written as parts, the same in each copy of a file.

A step's name is a hash over the name before and what the step holds, so copies of one file that were worked on apart
agree on the names of what they have in common and on no others. Each such step is a sitting of its own. What this
module computes can never be changed: a copy that is opened later, by another version, must come to the same.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from annotator.model.ids import new_id
from annotator.store.chain.chaining import StepHead, chain_step
from annotator.store.chain.channels import LEAD, Channels, channel_of_layer, of_coder
from annotator.store.chain.strands import Sittings, StrandSitting
from annotator.store.schema.tables import Table
from annotator.sync.parts import encoded

_Row = tuple[str, str, str | None, str | None]


def gold_id(origin: str) -> str:
    """Return the id of a project's gold layer, which copies make apart; it comes after those of coders' layers."""
    return f"gold-{origin}"


def name_project(connection: sqlite3.Connection) -> None:
    """Give a project in which nothing was done yet a name that no other has."""
    connection.execute("UPDATE journal SET origin = ?", [new_id()])


def name_steps(connection: sqlite3.Connection) -> None:
    """Name the project and its steps, rename its gold layer, and write the steps' parts; all guards are lifted."""
    run = connection.execute
    names = list(_names(connection))
    origin = _as_uuid(names[0][1]) if names else new_id()
    run("UPDATE journal SET origin = ?, clock = ?", [origin, len(names)])
    for clock, (number, name) in enumerate(names, 1):
        run("UPDATE steps SET sitting = ?, place = 1, clock = ? WHERE number = ?", [name[:16], clock, number])
    _rename_gold(connection, gold_id(origin))
    layers = {
        id: channel_of_layer(kind, coder)
        for id, kind, coder in run(
            "SELECT row, json_extract(after, '$.kind'), json_extract(after, '$.coder') FROM changes"
            " WHERE table_name = 'layers' AND after IS NOT NULL ORDER BY number DESC"
        )
    }
    run("CREATE INDEX changes_for_naming ON changes (row)")
    for number, _ in names:
        _chain(connection, number, layers)
    run("DROP INDEX changes_for_naming")


class _ChannelsThen(Channels):
    """The channels by what the history says of layers and spans, and not by which of them this copy still has.

    All actors are shared: who proposed one, and who took it over, nobody noted.
    """

    def __init__(self, connection: sqlite3.Connection, person: str, layers: dict[str, str]) -> None:
        super().__init__(connection, person)
        self._layers = layers

    @property
    def own(self) -> str:
        return of_coder(self._person) if self._person else LEAD

    def _of_owner(self) -> str:
        return ""  # a file that is this old knows of no copies

    def _proposes(self) -> bool:
        return False

    def _of_act(self, act: str) -> str:
        made = "row = ? AND table_name = 'spans' AND before IS NULL ORDER BY number LIMIT 1"
        found = self._run(f"SELECT json_extract(after, '$.layer') FROM changes WHERE {made}", [act]).fetchone()
        return self._of_layer(found[0]) if found else LEAD


def _names(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield each step's number and name, 64 hexadecimal digits."""
    name = ""
    steps = connection.execute(
        "SELECT number, kind, verb, facts, label, person, time, target FROM steps ORDER BY number"
    ).fetchall()
    for number, kind, *said, target in steps:
        rows = connection.execute(
            "SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number", [number]
        )
        held = hashlib.sha256()
        for row in rows:
            held.update(encoded(_as_named(row)).encode())
        # The target of a step that was done is the one that took it back, which came later.
        body = [name, kind, *said, target if kind != "do" else None, held.hexdigest()]
        name = hashlib.sha256(encoded(body).encode()).hexdigest()
        yield number, name


def _as_named(row: _Row) -> list[Any]:
    """Return what counts of a row: the version that a span was coded under was put in by what came later."""
    table, id, before, after = row
    return [table, id, *(_without_version(text) if table == Table.SPANS and text else text for text in (before, after))]


def _without_version(text: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(text).items() if name != "codebook_version"}


def _as_uuid(name: str) -> str:
    """Return 128 bits of a name as a UUID of our own making (RFC 9562, version 8)."""
    value = int(name[:32], 16) & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _rename_gold(connection: sqlite3.Connection, new: str) -> None:
    run = connection.execute
    there = [id for (id,) in run("SELECT id FROM layers WHERE kind = 'gold' ORDER BY id LIMIT 1")]
    others = {id for (id,) in run("SELECT id FROM layers")}
    once = run(
        "SELECT DISTINCT row FROM changes WHERE table_name = 'layers' AND json_extract(coalesce(after, before),"
        " '$.kind') = 'gold'"
    )
    for old in dict.fromkeys([*there, *(id for (id,) in once.fetchall() if id not in others)]):
        for table, columns in _NAMING_LAYERS.items():
            for column in columns:
                run(
                    f"UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1)",
                    [old, new],
                )


_NAMING_LAYERS = {
    "layers": ("id",),
    "spans": ("layer",),
    "assignments": ("id", "layer"),
    "decisions": ("candidates", "absent"),
    "practice_results": ("id", "layer"),
    "recode_samples": ("id", "layer", "drawn_from"),
    "changes": ("row", "before", "after"),
    "steps": ("facts",),
}
"""Where the id of a layer stands."""


def _chain(connection: sqlite3.Connection, number: int, layers: dict[str, str]) -> None:
    run = connection.execute
    sitting, *head = run(
        "SELECT sitting, number, place, clock, kind, verb, facts, label, person, time, target FROM steps"
        " WHERE number = ?",
        [number],
    ).fetchone()
    step = StepHead(*head)
    run("UPDATE journal SET step = ?", [number])
    finder = _ChannelsThen(connection, step.person, layers)
    chain_step(connection, Sittings(connection), StrandSitting(sitting, step.person), step, finder)
    run("UPDATE journal SET step = NULL")
