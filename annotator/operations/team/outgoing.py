"""What goes out of a copy: which strands another one lacks, and which texts and source files have to go with them."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from pydantic_core import from_json

from annotator.store.project import Project
from annotator.sync.activity import TimedAct, act_of
from annotator.sync.delivery import IncomingStrand, LineRun, SourceBytes, StrandName, Vector

_DOCUMENT = "document/"
_SOURCE = re.compile(rb'"source_file":"([0-9a-f]{64})"')
_PIECE = 1 << 20


def acts_of(strands: Iterable[IncomingStrand]) -> int:
    """Return how many parts these are: of a coder's copy each act is one."""
    return sum(one.last - one.first + 1 for one in strands)


def ends_of(strands: Iterable[IncomingStrand]) -> dict[StrandName, int]:
    """Return the counters at which strands end."""
    return {one.name: one.last for one in strands}


def of_others(project: Project, is_meant: Callable[[str], bool] = lambda channel: True) -> dict[StrandName, int]:
    """Return up to which counters this copy has the strands that were written in others. `is_meant`: by channel."""
    own = project.own_strands()
    return {name: end for name, end in project.vector().items() if name not in own and is_meant(name[1])}


class FilesBeside:
    """The texts and source files that go with strands: each to a copy that has not got it yet.

    `has`: the strands that the copy has: of a document of which it has one it has the text.
    """

    def __init__(
        self, project: Project, is_seen: Callable[[str], bool], strands: Sequence[IncomingStrand], has: Vector
    ) -> None:
        there = {channel for _, channel in has}
        touched = {one.strand.channel for one in strands if one.strand.channel.startswith(_DOCUMENT)}
        self._project = project
        self._texts: dict[str, None] = {}
        self._files: dict[str, None] = {}
        for id, text, file in project.documents_in(is_seen):
            channel = f"{_DOCUMENT}{id}"
            if channel in touched and channel not in there:
                self._texts[text] = None
                if file:
                    self._files[file] = None
        for one in strands:
            if one.strand.channel in touched & there:
                self._files.update(dict.fromkeys(_sources_in(one.runs())))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts by their SHA-256, one at a time."""
        delivery = self._project.strands_for(lambda channel: False)
        for sha256 in self._texts:
            if (text := delivery.text(sha256)) is not None:
                yield sha256, text

    def files(self) -> Iterator[tuple[str, SourceBytes]]:
        """Yield the source files by their SHA-256, one at a time."""
        delivery = self._project.strands_for(lambda channel: False)
        for sha256 in self._files:
            if (file := delivery.file(sha256)) is not None:
                yield sha256, file


def _sources_in(runs: Iterable[LineRun]) -> Iterator[str]:
    """Yield the source files that lines name."""
    for run in runs:
        packing, rest, before = zlib.decompressobj(), run.body, b""
        while rest:
            piece = packing.decompress(rest, _PIECE) if run.is_packed else rest
            rest = packing.unconsumed_tail if run.is_packed else b""
            yield from (found.decode() for found in _SOURCE.findall(before + piece))
            before = piece[-100:]


def timed_acts(strands: Iterable[IncomingStrand], since: Vector | None = None) -> Iterator[TimedAct]:
    """Yield the acts of coding in strands with their times. `since`: only what is behind these counters.

    What was written at once by a line that stands by itself, since it is long, is no act of coding.
    """
    for one in strands:
        known = (since or {}).get(one.name, 0)
        for run in one.runs():
            if (run.is_packed and run.first == run.last) or run.last <= known:
                continue
            for line in run.lines()[max(known + 1 - run.first, 0) :]:
                _, _, _, time, kind, _, _, _, verb, facts = from_json(line)
                if (act := act_of(time, kind, verb, facts)) is not None:
                    yield act
