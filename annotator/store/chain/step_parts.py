"""The parts of a step, made of what the journal recorded of it, within its own transaction.

Each row that the step changed goes into the part of its channel. What a step did is said in full only in a channel
that no other coder reads; where it wrote elsewhere, or in several, the lead's channel says it.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic_core import from_json

from annotator.store.chain.apart import NOTHING, Apart, Columns
from annotator.store.chain.channels import GOLD, LEAD, SHARED, Channels, coder_in, is_private
from annotator.store.chain.seals import add_rows
from annotator.store.chain.strands import LineWriter, Sittings, StrandSitting
from annotator.store.chain.table_rules import DEFAULTS, PLACES
from annotator.store.schema.tables import Table
from annotator.store.sittings.sitting import MOST, Row
from annotator.sync.changes import RowChange, fields_of, whole_row
from annotator.sync.following import merged_into
from annotator.sync.parts import Overs, beginning, ending, over_of, write_text
from annotator.sync.rules import Place

_AT_ONCE = 5_000
"""Rows that are read at once."""


@dataclass(frozen=True, slots=True)
class StepName:
    """What parts say of their step. `facts`: JSON; `target`: the name of the step that is taken back or done again."""

    place: int
    clock: int
    time: str
    kind: str
    verb: str
    facts: str
    target: str | None = None


class Tip(NamedTuple):
    """Which part wrote a row last: of which sitting, in which channel."""

    sitting: str
    channel: str
    counter: int


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """What became of a step. `parts`: their strands and hashes; `recorded`: the hash over what the journal has of it.

    `rows`: table, id, before and after of what it changed, or the step that it takes back or does again; None for more
    than are kept. `counts`: how many of them there are by table.
    """

    parts: list[tuple[int, bytes]]
    recorded: str
    rows: list[Row] | None
    counts: Counter[str]


class StepParts:
    """The parts of one step, on their way into the file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        sittings: Sittings,
        sitting: StrandSitting,
        step: StepName,
        finder: Channels | None = None,
        restated: Columns = NOTHING,
    ) -> None:
        self._apart = Apart(connection, sitting.name, step.kind, step.target, is_alone=finder is not None)
        self._restated = restated
        self._connection, self._run = connection, connection.execute
        self._sittings, self._sitting, self._step = sittings, sitting, step
        self._strand_names = sittings.strand_names
        self._finder = finder
        self._lines: dict[str, LineWriter] = {}
        self._strands: dict[str, int] = {}
        self._moved: dict[str, Tip] = {}
        self._tips: list[tuple[str, str, int, int]] = []

    def write(self, changed: int) -> WrittenParts:
        """Write the parts of what step `changed` recorded, which this step did, takes back or does again."""
        found, kept, counts = hashlib.sha256(), list[Row](), Counter[str]()
        backwards, is_own = self._step.kind == "undo", self._step.kind == "do"
        for change, tip in self._changes(changed, found if is_own else None, kept, counts):
            self._add(change.backwards() if backwards else change, tip)
        return WrittenParts(self._end(), found.hexdigest(), kept if len(kept) <= MOST else None, counts)

    def _changes(
        self, step: int, hash: Any, kept: list[Row], counts: Counter[str]
    ) -> Iterator[tuple[RowChange, Tip | None]]:
        """Yield what a step did to each row, and which part wrote the row last."""
        often: set[tuple[str, str]] | None = None
        whole: dict[tuple[str, str], tuple[RowChange, Tip | None]] = {}
        for rows in _recorded(self._connection, step):
            if hash is not None:
                add_rows(hash, map(itemgetter(1, 2, 3, 4), rows))
            counts.update(map(itemgetter(1), rows))
            if len(kept) <= MOST:
                kept += [row[1:5] for row in rows[: MOST + 1]]
            if often is None:
                # Of a step that is not large each row is looked at as a whole; of another those that it wrote again.
                is_small = len(rows) < _AT_ONCE
                often = {(table, row) for _, table, row, *_ in rows} if is_small else _often(self._connection, step)
            for _, table, row, before, after, strand, counter in rows:
                change = RowChange(table, row, before, after)
                tip = None if strand is None else Tip(*self._strand(strand), counter)
                if often and (table, row) in often:
                    known = whole.get((table, row))
                    whole[table, row] = (known[0].then(change) if known else change, tip)
                else:
                    yield change, tip
        yield from whole.values()

    @property
    def _channels(self) -> Channels:
        """Made where it is needed: most acts change rows that have their channel."""
        if self._finder is None:
            self._finder = Channels(self._connection, self._sitting.person)
        return self._finder

    def _strand(self, number: int) -> tuple[str, str]:
        if number not in self._strand_names:
            found = self._run("SELECT sitting, channel FROM strands WHERE id = ?", [number]).fetchone()
            self._strand_names[number] = found
        return self._strand_names[number]

    def _add(self, change: RowChange, tip: Tip | None) -> None:
        fields: Mapping[str, Any] | None = fields_of(change, DEFAULTS[change.table])
        if fields is not None and not fields and change.before is not None and change.after is not None:
            columns = self._restated.get((change.table, change.row), ())
            fields = self._apart.restated(change.table, change.row, from_json(change.after), columns)
        if fields is not None and not fields and (change.before is not None or change.after is None):
            return
        fields = self._apart.revived(change, fields)
        if PLACES[change.table] is Place.ACTOR:
            self._add_actor(change, fields, self._moved.get(change.row, tip))
            return
        if tip is not None:
            channel = tip.channel
        else:
            is_whole = change.before is None and fields is not None
            values = fields if is_whole else from_json(change.after or change.before or "{}")
            channel = self._channels.of(change.table, change.row, values or {})
        self._say(channel, change.table, change.row, fields, tip)
        named = None if fields is None else fields.get("actor") or _merged_actor(fields)
        # What gold and the lead's say is read by whole copies alone, which hold the proposals of all.
        if named is not None and channel not in (LEAD, GOLD):
            self._take_over(named, channel)

    def _add_actor(self, change: RowChange, fields: Mapping[str, Any] | None, tip: Tip | None) -> None:
        """Write a row of the register: whoever else writes on a coder's proposal takes it over for all."""
        channel = tip.channel if tip is not None else self._channels.of(change.table, change.row, {})
        if tip is not None and coder_in(channel) not in (None, self._sitting.person) and change.after is not None:
            self._move(change.row, from_json(change.after), tip)
            channel = SHARED
        else:
            self._say(channel, change.table, change.row, fields, tip)
        if change.after is not None:
            values = from_json(change.after)
            for named in _named_by(values):
                self._take_over(named, channel)

    def _take_over(self, actor: str, channel: str) -> None:
        """Let a proposal be everybody's once something in a channel names it that its own coder alone does not see."""
        tip = self._moved.get(actor) or self._tip_of(actor)
        if tip is None or coder_in(tip.channel) is None or tip.channel == channel:
            return
        found = self._run("SELECT * FROM actors WHERE id = ?", [actor])
        row = found.fetchone()
        if row is not None:
            values = dict(zip((column[0] for column in found.description), row, strict=True))
            self._move(actor, values, tip)
            for named in _named_by(values):
                self._take_over(named, SHARED)

    def _move(self, actor: str, values: Mapping[str, Any], tip: Tip) -> None:
        self._say(tip.channel, Table.ACTORS, actor, {}, tip)
        whole = whole_row(values, DEFAULTS[Table.ACTORS])
        self._moved[actor] = self._say(SHARED, Table.ACTORS, actor, whole, None)

    def _tip_of(self, actor: str) -> Tip | None:
        found = self._run(
            "SELECT sitting, channel, counter FROM tips JOIN strands ON strands.id = strand"
            " WHERE row = ? AND table_name = ?",
            [actor, Table.ACTORS],
        ).fetchone()
        return Tip(*found) if found else None

    def _say(self, channel: str, table: str, row: str, fields: Mapping[str, Any] | None, tip: Tip | None) -> Tip:
        line = self._lines.get(channel) or self._line(channel)
        over: Overs = None
        if tip is not None:
            over = tip.counter if tip.sitting == self._sitting.name else (tip.sitting, tip.counter)
            if others := self._apart.forks(table, row, channel):
                over = over_of([over, *others])
        self._apart.wrote(table, row)
        line.add(write_text(table, row, fields, over))
        self._tips.append((row, table, self._strands[channel], line.counter))
        if len(self._tips) >= _AT_ONCE:
            self._write_tips()
        return Tip(self._sitting.name, channel, line.counter)

    def _line(self, channel: str) -> LineWriter:
        found = self._lines.get(channel)
        if found is None:
            end, step = self._sittings.end(self._sitting, channel), self._step
            begun = beginning(end.counter + 1, step.place, step.clock, step.time, step.kind, step.target)
            found = self._lines[channel] = LineWriter(end, begun)
            self._strands[channel] = end.strand
        return found

    def _write_tips(self) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO tips (row, table_name, strand, counter) VALUES (?, ?, ?, ?)", self._tips
        )
        self._tips = []

    def _end(self) -> list[tuple[int, bytes]]:
        if not self._lines:
            self._line(self._channels.own)  # what changed no row is a part all the same
        speaks = next(iter(self._lines)) if len(self._lines) == 1 else LEAD
        if not is_private(speaks):
            speaks = LEAD
        self._line(speaks)
        made = []
        for channel, line in self._lines.items():
            facts = self._step.facts if channel == speaks else None
            end = line.write(self._connection, ending(self._step.verb, facts))
            self._sittings.move(channel, end)
            made.append((end.strand, end.hash))
        self._write_tips()
        self._apart.end()
        return sorted(made)


def _merged_actor(fields: Mapping[str, Any]) -> str | None:
    """Return the actor that a mark names as what another was merged into."""
    return merged_into(fields.get("content") or "") if fields.get("kind") == Table.ACTORS else None


def _named_by(actor: Mapping[str, Any]) -> list[str]:
    """Return the ids of the actors that the row of one names."""
    groups = [one["group"] for one in from_json(actor.get("memberships") or "[]")]
    return groups if actor.get("parent") is None else [actor["parent"], *groups]


def _recorded(connection: sqlite3.Connection, step: int) -> Iterator[list[Any]]:
    """Yield what the journal has of a step, so many rows at once, each with the part that wrote it last."""
    last = -1
    while True:
        rows = connection.execute(
            "SELECT changes.number, changes.table_name, changes.row, before, after, strand, counter FROM changes"
            " LEFT JOIN tips ON tips.row = changes.row AND tips.table_name = changes.table_name"
            " WHERE step = ? AND changes.number > ? ORDER BY changes.number LIMIT ?",
            [step, last, _AT_ONCE],
        ).fetchall()
        yield rows
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][0]


def _often(connection: sqlite3.Connection, step: int) -> set[tuple[str, str]]:
    """Return the rows that a step changed more than once: of each it changed one, at least, that was there."""
    query = "SELECT table_name, row FROM changes WHERE step = ? GROUP BY 1, 2 HAVING count(*) > 1"
    there = "SELECT 1 FROM changes WHERE step = ? AND before IS NOT NULL LIMIT 1"
    return set(connection.execute(query, [step])) if connection.execute(there, [step]).fetchone() else set()
