"""Parts: what one step did in one channel, as a line of JSON; a strand chains the lines by their hashes.

A line is a compact JSON array in UTF-8, without a line feed:

    [counter, step, clock, time, kind, target, schema, writes, verb, facts]

`counter`: the part's place in its strand, from 1 without gaps. `step`: the step's place in its sitting. `clock`: the
largest number its author had seen, plus one. `time`: shown, and never compared. `kind`: do, undo or redo; `target`:
the name of the step that is taken back or done again, else null. `schema`: of the rows that it writes. `verb`, `facts`:
what was done (of files from before there were verbs: an empty verb and a sentence); `facts` are null where the part's
readers must not know all that the step did.

A write is `[table, row, fields]` or `[table, row, fields, over]`. `fields`: the columns that it sets, for a new row all
but those that have their default; null: the row goes; empty: the row is in another channel from now on. `over`: the
part that wrote the row before, as its author saw it: a counter of this strand, or `[sitting, counter]` of the strand
of another sitting in the same channel, or a list of several where some had not seen each other, as in
`[5,["5eed…",2]]`; it is missing where nothing did.

    start = SHA-256(head),  head = [format, origin, sitting, channel, person] as compact JSON
    hash  = SHA-256(the hash before, or start; 32 bytes | the line as it stands)
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic_core import to_json

FORMAT = 1
"""Of heads and lines. A program that does not know a format lets the strand wait."""
SCHEMA = 1
"""Of the rows: rises when an older program could not apply what is written."""

encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Return a value as compact JSON."""

Over = int | tuple[str, int]
Overs = Over | tuple[Over, ...] | None
"""What a write overwrites: one part, several, or none."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The parts of one sitting in one channel. `person`: whose they are, empty for nobody in particular."""

    origin: str
    sitting: str
    channel: str
    person: str
    format: int = FORMAT

    def start(self) -> bytes:
        """Return the hash before the first part, 32 bytes: it names project, sitting, channel and person."""
        head = [self.format, self.origin, self.sitting, self.channel, self.person]
        return hashlib.sha256(to_json(head)).digest()


class Write(NamedTuple):
    """What a part says of a row; see above."""

    table: str
    row: str
    fields: Mapping[str, Any] | None
    over: Overs = None

    @property
    def overs(self) -> tuple[Over, ...]:
        """The parts that it overwrites, in the order in which they stand there."""
        if self.over is None or isinstance(self.over, int) or isinstance(self.over[0], str):
            return () if self.over is None else (self.over,)
        return self.over

    def text(self) -> str:
        """Return it as JSON."""
        return write_text(*self)


def over_of(overs: Iterable[Over]) -> Overs:
    """Return what a write says of the parts that it overwrites: in one order, and one by itself."""
    several = sorted(overs, key=lambda one: ("", one) if isinstance(one, int) else one)
    return tuple(several) if len(several) > 1 else several[0] if several else None


def write_text(table: str, row: str, fields: Mapping[str, Any] | None, over: Overs) -> str:
    """Return a write as JSON. Of texts and whole numbers, as columns are, it is what `encoded` makes of them."""
    return to_json((table, row, fields) if over is None else (table, row, fields, over)).decode()


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line that was read."""

    counter: int
    step: int
    clock: int
    time: str
    kind: str
    target: str | None
    schema: int
    writes: tuple[Write, ...] = ()
    verb: str = ""
    facts: Any = field(default=None, compare=False)


def beginning(counter: int, step: int, clock: int, time: str, kind: str, target: str | None) -> str:
    """Return a line up to its first write."""
    return to_json((counter, step, clock, time, kind, target, SCHEMA)).decode()[:-1] + ",["


def ending(verb: str, facts: str | None) -> str:
    """Return a line after its last write. `facts`: as JSON, None where they are not said."""
    return f"],{encoded(verb)},{facts or 'null'}]"


def read(line: str) -> PartLine:
    """Read a line; raises `ValueError` or `TypeError` for what is none."""
    counter, step, clock, time, kind, target, schema, writes, verb, facts = json.loads(line)
    return PartLine(counter, step, clock, time, kind, target, schema, tuple(map(_write, writes)), verb, facts)


def head_of(line: str) -> PartLine:
    """Read a line, or its beginning, up to its first write; raises `ValueError` or `TypeError` for what is none."""
    head, found, _ = line.partition(",[")
    counter, step, clock, time, kind, target, schema = json.loads(f"{head}]" if found else "")
    return PartLine(counter, step, clock, time, kind, target, schema)


def writes_in(pieces: Iterable[str]) -> Iterator[Write]:
    """Yield the writes of a line that comes in pieces, of which one at a time is held; raises `ValueError`."""
    decode, stream = json.JSONDecoder().raw_decode, iter(pieces)
    text = next(stream, "")
    at = text.find(",[") + 2
    while True:
        if at >= len(text):
            if not (text := next(stream, "")):
                raise ValueError("a line that ends among its writes")
            at = 0
        elif text[at] == "]":
            return
        elif text[at] == ",":
            at += 1
        else:
            try:
                values, at = decode(text, at)
            except ValueError:  # it goes on in the next piece
                if not (more := next(stream, "")):
                    raise
                text, at = text[at:] + more, 0
                continue
            yield _write(values)


def _write(values: list[Any]) -> Write:
    table, row, fields, *rest = values
    return Write(table, row, fields, _overs(rest[0]) if rest else None)


def _overs(said: Any) -> Overs:
    if not isinstance(said, list):
        return said  # type: ignore[no-any-return]  # a counter
    if said and isinstance(said[0], str):
        sitting, counter = said
        return sitting, counter
    return tuple(tuple(one) if isinstance(one, list) else one for one in said)


def chained(before: bytes, line: bytes) -> bytes:
    """Return the hash of a part whose predecessor has the hash `before`."""
    return hashlib.sha256(before + line).digest()
