"""Lines read for being applied: a run of them at a time, and of a line of any length a few writes at a time."""

import hashlib
import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, datetime
from itertools import islice
from typing import Any, NamedTuple

from pydantic_core import from_json

from annotator.store.chain.strands import inflated
from annotator.sync.delivery import LineRun
from annotator.sync.parts import head_of, writes_in

LONG = 4_000_000
"""A line of more bytes is never held whole."""
WRITES_AT_ONCE = 4_000
_HEAD_BYTES = 4_000
_MOST_STEPS = 1 << 30
"""More steps nobody does in a sitting."""
_KINDS = ("do", "undo", "redo")
_CLOCK = re.compile(rb"\[\d+,\d+,(\d+),")

RawWrite = Sequence[Any]
"""Table, row, fields, and perhaps what it is over, as it stands in a line."""


class ReadPart(NamedTuple):
    """A line as it was read. `writes`: as they stand; None: they are many, and `run` has them."""

    counter: int
    step: int
    clock: int
    time: str
    kind: str
    schema: int
    writes: Sequence[RawWrite] | None
    run: LineRun

    def chunks(self) -> Iterator[Sequence[RawWrite]]:
        """Yield the writes, so many at once; raises `ValueError` for what is none."""
        if self.writes is not None:
            yield self.writes
            return
        writes = writes_in(_text_of(inflated(self.run.body)))
        while some := list(islice(writes, WRITES_AT_ONCE)):
            yield [(one.table, one.row, one.fields, *_overs(one.over)) for one in some]


def _overs(over: Any) -> tuple[Any, ...]:
    return () if over is None else (over,)


def parts_in(run: LineRun) -> list[ReadPart]:
    """Return the parts of a run; raises `ValueError`, `TypeError` or `zlib.error` for what is none."""
    if run.first == run.last and run.is_packed:
        part, _ = single(run, b"")
        return [part]
    return [part_of(line, counter, run) for counter, line in enumerate(run.lines(), run.first)]


def single(run: LineRun, before: bytes) -> tuple[ReadPart, bytes]:
    """Return the part of a run of one line, which may be of any length, and its hash; raises as `parts_in`."""
    pieces, size, hash, is_long = list[bytes](), 0, hashlib.sha256(before), False
    for piece in inflated(run.body):
        hash.update(piece)
        size += len(piece)
        if not is_long:
            pieces.append(piece)
            is_long = size > LONG
    if not is_long:
        return part_of(b"".join(pieces), run.first, run), hash.digest()
    head = head_of(pieces[0][:_HEAD_BYTES].decode(errors="ignore"))
    part = ReadPart(head.counter, head.step, head.clock, head.time, head.kind, head.schema, None, run)
    _check(part, head.target, run.first)
    return part, hash.digest()


def part_of(line: bytes, expected: int, run: LineRun) -> ReadPart:
    """Return the part of a line; raises as `parts_in`."""
    counter, step, clock, time, kind, target, schema, writes, *_ = from_json(line)
    part = ReadPart(counter, step, clock, time, kind, schema, writes, run)
    _check(part, target, expected)
    if type(writes) is not list:
        raise ValueError("no part")
    return part


def _check(part: ReadPart, target: Any, expected: int) -> None:
    """Raise `ValueError` for what no program writes before the writes of a line: it would be shown, or counted on."""
    numbers = (part.counter, part.step, part.clock, part.schema)
    is_counted = all(type(number) is int for number in numbers) and part.counter == expected and part.clock >= 0
    if not is_counted or not 0 <= part.step <= _MOST_STEPS or part.kind not in _KINDS:
        raise ValueError("no part")
    if not (target is None or type(target) is str) or not _is_time(part.time):
        raise ValueError("no part")


def _is_time(text: Any) -> bool:
    """Whether a time can be shown in every zone; empty where nobody knew it."""
    if text == "":
        return True
    return type(text) is str and MINYEAR + 1 < datetime.fromisoformat(text).year < MAXYEAR - 1


def _text_of(pieces: Iterable[bytes]) -> Iterator[str]:
    decode = getincrementaldecoder("utf-8")().decode
    return (text for piece in pieces if (text := decode(piece)))


def clock_of(line: bytes) -> int:
    """Return the clock of a line, or of its beginning; raises `ValueError` for what is none."""
    found = _CLOCK.match(line)
    if found is None:
        raise ValueError("no part")
    return int(found[1])
