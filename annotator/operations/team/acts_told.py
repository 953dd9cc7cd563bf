"""The acts that came from other copies, one by one: those of a packet before it is taken in, and those of a take-in.

They are told as the steps of one's own are. They are read from the parts, some at a time.
"""

import heapq
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import attrgetter

from pydantic_core import from_json, to_json

from annotator.model import verbs
from annotator.model.ids import CoderId
from annotator.model.wording import quotation
from annotator.operations.project import history
from annotator.operations.project.history import Line, Names
from annotator.store.history.steps import Step
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.sync.delivery import IncomingStrand, Vector
from annotator.sync.parts import PartLine, head_of, read

_LONGEST_QUOTE, _PIECE = 60, 65_536


@dataclass(frozen=True, slots=True)
class CameAct:
    """What one step did elsewhere. `parts`: what of it came, in one channel or several; `person`: who did it."""

    person: str
    parts: tuple[PartLine, ...]

    @property
    def first(self) -> PartLine:
        """The part that says most of what was done."""
        return next((part for part in self.parts if part.facts is not None), self.parts[0])


@dataclass(frozen=True, slots=True)
class ActPage:
    """Some of the acts that came. `lines`: numbered from 1; `is_last`: there are no more."""

    lines: Sequence[Line]
    is_last: bool


def acts_of(strands: Iterable[IncomingStrand], known: Vector | None = None) -> Iterator[CameAct]:
    """Yield the acts in strands, those of each person and sitting together and in their order.

    `known`: of each strand what is here already, which is left out. Of a line that stands by itself, since it may be of
    any length, the writes are not read.
    """
    sittings: dict[tuple[str, str], list[IncomingStrand]] = {}
    for one in strands:
        sittings.setdefault((one.strand.person, one.strand.sitting), []).append(one)
    has = known or {}
    begun = {key: _begun(some, has) for key, some in sittings.items()}
    for key in sorted(sittings, key=lambda key: (key[0], begun[key], key[1])):
        parts = heapq.merge(*(_parts(one, has.get(one.name, 0)) for one in sittings[key]), key=attrgetter("step"))
        for _, parts_of_one in groupby(parts, key=attrgetter("step")):
            yield CameAct(key[0], tuple(parts_of_one))


def _begun(strands: Sequence[IncomingStrand], known: Vector) -> int:
    """Return the clock of the first act of a sitting."""
    first = (next(_parts(one, known.get(one.name, 0)), None) for one in strands)
    return min((part.clock for part in first if part is not None), default=0)


def _parts(strand: IncomingStrand, known: int) -> Iterator[PartLine]:
    for run in strand.runs():
        if run.last <= known:
            continue
        if run.is_packed and run.first == run.last:
            yield from _of_long_line(run.body)
            continue
        for line in run.lines()[max(0, known + 1 - run.first) :]:
            yield read(line.decode())


def _of_long_line(body: bytes) -> Iterator[PartLine]:
    """Yield a line of any length without its writes; nothing where it is none."""
    packing, rest, head, tail = zlib.decompressobj(), body, b"", b""
    while rest:
        piece = packing.decompress(rest, _PIECE)
        rest = packing.unconsumed_tail
        head, tail = head or piece, (tail + piece)[-_PIECE:]
    with suppress(ValueError, TypeError):
        verb, facts = _end_of(tail.decode(errors="ignore"))
        yield replace(head_of(head.decode(errors="ignore")), verb=verb, facts=facts)


def _end_of(tail: str) -> tuple[str, object]:
    """Return verb and facts, which stand at the end of a line behind its writes."""
    at = tail.rfind('],"')
    while at >= 0:
        with suppress(ValueError):
            found = from_json(f"[{tail[at + 2 :]}")
            if len(found) == 2 and isinstance(found[0], str):
                return found[0], found[1]
        at = tail.rfind('],"', 0, at)
    raise ValueError("a line without an end")


def page_of_step(project: Project, step: int, first: int, count: int, eyes: CoderId | None = None) -> ActPage:
    """Return some of the acts that came with a step of taking in, from the number `first` on (from 1).

    `eyes`: whoever is not to see what others coded, as for `history.lines`.
    """
    return told(project, acts_of(project.strands.came_with(step)), first, count, eyes)


def told(project: Project, acts: Iterable[CameAct], first: int, count: int, eyes: CoderId | None = None) -> ActPage:
    """Return some acts as lines of the history, from the number `first` on."""
    some = list(islice(acts, first - 1, first + count))
    shown = some[:count]
    steps = [_as_step(one, number) for number, one in enumerate(shown, first)]
    lines = history.lines_of(project, steps, eyes)
    names = Names(project)
    with_words = [
        line if line.passage or line.is_veiled else replace(line, passage=_passage(names, act))
        for line, act in zip(lines, shown, strict=True)
    ]
    return ActPage(with_words, is_last=len(some) <= count)


def _as_step(act: CameAct, number: int) -> Step:
    part = act.first
    facts = to_json(part.facts).decode() if isinstance(part.facts, dict) else "{}"
    verb = verbs.read(part.verb, facts, part.facts if isinstance(part.facts, str) else "")
    return Step(number, part.kind, verb, act.person, part.time, "done")


def _passage(names: Names, act: CameAct) -> str:
    """Return label and words of a coding that is not here yet, as its part has them."""
    spans = [write for part in act.parts for write in part.writes if write.table == Table.SPANS and write.fields]
    for write in spans:
        fields = write.fields or {}
        if "quote" in fields and "label" in fields:
            words = quotation(str(fields["quote"]), _LONGEST_QUOTE)
            return ", ".join(filter(None, [names.label(str(fields["label"])), words]))
    return ""
