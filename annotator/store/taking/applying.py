"""Parts applied to rows, in the order of their clocks, as many at once as are held easily.

A row that is new, or that a part wrote over as it stands here, takes what the part says. Any other row is folded: all
its writes are found, and put together as in each other copy.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.store.chain.table_rules import RULES
from annotator.store.schema.tables import Table
from annotator.store.taking.beside import TextsBeside
from annotator.store.taking.ends import end_of
from annotator.store.taking.part_order import AlteredStrand, StrandReader, in_order
from annotator.store.taking.part_reading import WRITES_AT_ONCE, RawWrite, ReadPart
from annotator.store.taking.plan_counts import PlanCounts
from annotator.store.taking.rights import Rights
from annotator.store.taking.row_history import FoundWrites, RowHistory, StrandNumbers, parents_of_raw
from annotator.store.taking.row_states import COLUMNS, Node, RowKey, RowState, RowStates
from annotator.store.taking.strand_checks import BAD_LINES, StrandIn
from annotator.sync.delivery import Refused, StrandName, Waits
from annotator.sync.fold import fold
from annotator.sync.parts import SCHEMA, Strand

_OVER = 3
"""Where in a write it says what it is over, if it says that."""
_DOCUMENTS, _SPANS, _LINKS = str(Table.DOCUMENTS), str(Table.SPANS), str(Table.LINKS)
_NAMES = {table: frozenset(columns) for table, columns in COLUMNS.items()}
_MOST_AHEAD = 1 << 40
"""So many more acts nobody has done than this copy knows of. A larger clock was made up: everybody’s would go on from
it, and be no number soon that a file can store.
"""


class Applying:
    """Applies the parts of strands. `admitted`: parts that were left out until now, and count since somebody may."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        origin: str,
        states: RowStates,
        counts: PlanCounts,
        beside: TextsBeside,
    ) -> None:
        self._connection, self._states, self._counts = connection, states, counts
        self._beside = beside
        self.numbers = StrandNumbers(connection, origin)
        self._rights = Rights(connection, self.numbers)
        self._history = RowHistory(connection, self.numbers)
        self._tops: dict[StrandName, int] = {}
        self._batch: list[tuple[StrandIn, ReadPart]] = []
        self._size = 0
        self._run = connection.execute
        waits = self._run("SELECT strand, counter FROM waiting WHERE reason = 'refused'")
        self.refused: set[Node] = {(strand, counter) for strand, counter in waits}
        self.new_refused: list[Node] = []
        self.admitted: list[Node] = []
        self.clock = 0
        (clock,) = self._run("SELECT clock FROM journal").fetchone()
        self._latest = clock + _MOST_AHEAD
        self.readers: list[StrandReader] = []

    def run(self, strands: Iterable[StrandIn]) -> None:
        """Apply all that can be applied; of each strand it says up to where that is.

        Raises `AlteredStrand`: what was applied is to be rolled back then.
        """
        for strand in strands:
            self.numbers.know(strand.number, strand.strand)
            self._tops[strand.name] = strand.top
            if strand.wrong is None and strand.reach > strand.top:
                self.readers.append(StrandReader(strand, self._history.hold))
        try:
            self._apply_all()
        finally:
            for reader in self.readers:
                reader.close()
        self._admit()

    def _apply_all(self) -> None:
        some = list(self.readers)
        while some:
            applied = sum(reader.strand.applied for reader in some)
            for reader, parts in in_order(some):
                self._take(reader, parts)
            self._apply()
            if sum(reader.strand.applied for reader in some) == applied:
                return
            # What they are over may have come behind them, in a strand whose clocks nobody can have written.
            some = [reader for reader in some if reader.stopped is Waits.OVER]
            for reader in some:
                reader.stopped = None

    def _admit(self) -> None:
        """Apply what was left out of those who may do it by what came now, which may have come behind it."""
        if not self._rights.grown or not self.refused:
            return
        found = [(node, self.numbers.strand(node[0]), self._history.part(node)) for node in self.refused]
        parts = [(part.clock, of.sitting, node, of, part) for node, of, part in found if part is not None]
        for *_, node, of, part in sorted(parts, key=lambda one: one[:3]):
            if of.person not in self._rights.grown or part.writes is None:
                continue
            over = [one for write in part.writes if len(write) > _OVER for one in self._nodes(write[3], node[0], of)]
            states = self._states.load({(write[0], write[1]) for write in part.writes})
            if any(one in self.refused for one in over) or self._rights.why_not(part, part.writes, of, node[0], states):
                continue
            self.refused.remove(node)
            self.admitted.append(node)
            self._counts.add([part], of)
            self._write(part, part.writes, node[0], of, states)
            self._save(states, [(node[0], part)])

    def _take(self, reader: StrandReader, parts: Sequence[ReadPart]) -> None:
        """Take the next parts of a strand, as far as they can be applied."""
        strand, count = reader.strand, 0
        try:
            for part in parts:
                waits = self._waits(part, strand)
                if waits is not None:
                    reader.stop(*waits)
                    break
                if part.clock > self._latest:
                    raise ValueError("a clock that nobody comes to")
                count += 1
                strand.applied = self._tops[strand.name] = part.counter
                self.clock = max(self.clock, part.clock)
                if part.writes is None:
                    self._apply_long(part, strand)
                    continue
                self._batch.append((strand, part))
                self._size += len(part.writes) or 1
                if self._size >= WRITES_AT_ONCE:
                    self._apply()
        except BAD_LINES as error:
            raise AlteredStrand(strand) from error
        reader.advance(count)

    def _waits(self, part: ReadPart, strand: StrandIn) -> tuple[Waits, tuple[str, int]] | None:
        """Return why a part must wait, and for what; raises as a bad line where no program can have written it."""
        if part.schema > SCHEMA:
            return Waits.NEWER, ("", 0)
        for chunk in part.chunks() if part.writes is None else (part.writes,):
            for write in chunk:
                table, row, fields, *_ = write
                if type(table) is not str or type(row) is not str or not (fields is None or type(fields) is dict):
                    raise ValueError("no write")
                if fields and not fields.keys() <= _NAMES[table]:
                    raise ValueError("no such columns")
                if len(write) > _OVER and (missing := self._missing(write[3], part.counter, strand.strand)):
                    return Waits.OVER, missing
                if table == _DOCUMENTS and fields:
                    if "text_sha256" in fields and not self._beside.has_text(fields["text_sha256"]):
                        return Waits.OVER, ("", 0)
                    self._beside.bring_file(fields.get("source_file"))
        return None

    def _missing(self, over: object, counter: int, strand: Strand) -> tuple[str, int] | None:
        """Return a part that a write is over and that is not here."""
        if type(over) is int:
            if not 0 < over <= counter:
                raise ValueError("over what comes later")
            return None
        for sitting, at in parents_of_raw(over, strand.sitting):
            if sitting != strand.sitting and self._top(sitting, strand.channel) < at:
                return sitting, at
        return None

    def _top(self, sitting: str, channel: str) -> int:
        name = (sitting, channel)
        if name not in self._tops:
            number = self.numbers.number(sitting, channel)
            strand = self.numbers.strand(number) if number is not None else None
            self._tops[name] = 0
            if number is not None and strand is not None:
                self._tops[name] = end_of(self._connection, number, strand).counter
        return self._tops[name]

    def _is_left_out(
        self, part: ReadPart, writes: Sequence[RawWrite], strand: StrandIn, states: Mapping[RowKey, RowState]
    ) -> bool:
        """Whether its author may not do what a part does, or does it to what nobody could do; then that is counted."""
        overs = (write[3] for write in writes if len(write) > _OVER) if self.refused else ()
        if any(node in self.refused for over in overs for node in self._nodes(over, strand.number, strand.strand)):
            why: tuple[Refused, str, str] | None = (Refused.RIGHTS, "", "")
        else:
            why = self._rights.why_not(part, writes, strand.strand, strand.number, states)
        if why is None:
            return False
        self.refused.add((strand.number, part.counter))
        self.new_refused.append((strand.number, part.counter))
        self._counts.refuse(why[0], strand.strand, 1, *why[1:])
        return True

    def _nodes(self, over: object, number: int, of: Strand) -> tuple[Node, ...]:
        """Return the parts that a write is over, all of which are here. `number`: of its strand."""
        if type(over) is int:
            return ((number, over),)
        return tuple(
            (number if sitting == of.sitting else self.numbers.number(sitting, of.channel) or 0, at)
            for sitting, at in parents_of_raw(over, of.sitting)
        )

    def _apply(self) -> None:
        """Apply the parts that are held."""
        batch, self._batch, self._size = self._batch, [], 0
        keys, acts = set[RowKey](), set[RowKey]()
        for _, part in batch:
            for write in part.writes or ():
                keys.add((write[0], write[1]))
                if write[0] == _LINKS and write[2] and "act" in write[2]:
                    acts.add((_SPANS, write[2]["act"]))
        states = self._states.load(keys | acts if acts else keys)
        counted = dict[int, tuple[StrandIn, list[ReadPart]]]()
        left_out = set[RowKey]()
        for strand, part in batch:
            writes = part.writes or ()
            if self._is_left_out(part, writes, strand, states):
                left_out.update((write[0], write[1]) for write in writes)
                continue
            counted.setdefault(strand.number, (strand, []))[1].append(part)
            self._write(part, writes, strand.number, strand.strand, states)
        for strand, parts in counted.values():
            self._counts.add(parts, strand.strand)
        if left_out:  # a row of which nothing else is said is not touched
            said = (part for _, parts in counted.values() for part in parts)
            keys -= left_out - {(write[0], write[1]) for part in said for write in part.writes or ()}
        for key in states.keys() - keys:
            del states[key]
        self._save(states, [(strand.number, part) for strand, part in batch])

    def _apply_long(self, part: ReadPart, strand: StrandIn) -> None:
        """Apply a part of many writes, so many at once, once all of them are known to count."""
        self._apply()
        for chunk in part.chunks():
            states = self._states.load({(write[0], write[1]) for write in chunk})
            if self._is_left_out(part, chunk, strand, states):
                return
        self._counts.add([part], strand.strand)
        for chunk in part.chunks():
            states = self._states.load({(write[0], write[1]) for write in chunk})
            self._write(part, chunk, strand.number, strand.strand, states)
            self._save(states, [(strand.number, part._replace(writes=chunk))])

    def _write(
        self,
        part: ReadPart,
        writes: Sequence[RawWrite],
        number: int,
        strand: Strand,
        states: Mapping[RowKey, RowState],
    ) -> None:
        """Let rows be what a part says of them, where it saw them as they are; the others are to be folded."""
        me, looked, counts = (number, part.counter), self._counts.looked, self._counts
        change = self._states.change
        mine = (me,)
        # What takes a decision back opens again what had been decided: that the history alone tells.
        is_back = part.kind == "undo"
        for write in writes:
            table, fields = write[0], write[2]
            state = states[table, write[1]]
            over = self._nodes(write[3], number, strand) if len(write) > _OVER else ()
            if fields and table in looked and not (table == _SPANS and counts.is_plain(fields)):
                counts.look(table, write[1], fields, strand, state.values is None)
            if not state.is_slow and (state.heads == mine or (over == state.heads and not is_back)):
                change(state, table, fields)
            else:
                state.is_slow = True
            if state.is_slow:
                state.heads = (*(head for head in state.heads if head not in over and head != me), me)
            else:
                state.heads = mine

    def _save(self, states: Mapping[RowKey, RowState], parts: Sequence[tuple[int, ReadPart]]) -> None:
        slow = {key: state for key, state in states.items() if state.is_slow}
        if not slow:
            self._states.save(states, {})
            return
        self._history.know(parts)
        found = self._history.of(
            {key: state.heads for key, state in slow.items()}, lambda node: node not in self.refused
        )
        tips, contested = fold_rows(slow, found)
        self._states.save(states, tips)
        for key, (paths, nodes) in contested.items():
            self._states.contest(key, paths, nodes)


def fold_rows(
    slow: Mapping[RowKey, RowState], found: Mapping[RowKey, FoundWrites]
) -> tuple[dict[RowKey, Node], dict[RowKey, Any]]:
    """Let rows be what all their writes come to; return which of several parts stands first, and what is open."""
    tips, contested = dict[RowKey, Node](), dict[RowKey, Any]()
    for key, of_row in found.items():
        state = slow[key]
        if not of_row.writes:
            state.values, state.heads = None, ()
            continue
        row = fold(RULES[Table(key[0])], of_row.writes)
        names = {name: of_row.nodes[row.channel, name] for name in _names_in(row)}
        orders = {write.name: write.order for write in of_row.writes if write.channel == row.channel}
        heads = sorted(row.heads, key=orders.__getitem__, reverse=True)
        state.heads = tuple(names[name] for name in heads)
        tips[key] = state.heads[0]
        state.values = dict(row.values) if row.exists else None
        state.changed = set(COLUMNS[key[0]])
        contested[key] = row.contested, names
    return tips, contested


def _names_in(row: Any) -> set[Any]:
    return {*row.heads, *(head.name for path in row.contested for head in path.heads)}
