"""The lines of a brat .ann file, as the format is described at https://brat.nlplab.org/standoff.html.

Records end at a line feed and at nothing else (a quote may hold a carriage return), fields at a tab. BioNLP's .a1 and
.a2 files hold the same records and share one space of ids.
"""

import re
from dataclasses import dataclass, field

from annotator.formats.brat.references import Reference
from annotator.model.errors import BadFile
from annotator.model.span import Extent

_TEXTBOUND = re.compile(r"(T\S*)\t(\S+) (\d{1,10} \d{1,10}(?:;\d{1,10} \d{1,10})*)(?:\t(.*))?", re.DOTALL | re.ASCII)
_EVENT = re.compile(r"(E\S*)\t([^\s:]+):(\S+)((?:[ \t]+[^\s:]+:\S+)*)\s*")
_RELATION = re.compile(r"(R\S*)\t(\S+) [^\s:]+:(\S+)[ \t]+[^\s:]+:(\S+)\s*")
_ATTRIBUTE = re.compile(r"([AM]\S*)\t(\S+) (\S+)(?:[ \t](.*))?", re.DOTALL)
_REFERENCE = re.compile(r"(N\S*)\tReference (\S+) ([^\s:]+):(\S+)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"(#\S*)\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)

RECORD = re.compile(r"(?:[TREAMN#][^\s]*|\*)\t")
"""How each record begins, for telling whether a file is one of these."""


Place = tuple[str, int]
"""A file and the number of a line in it."""


@dataclass(frozen=True, slots=True)
class TextBound:
    """A T record: a typed piece of text. `quote` is None where the record has none; `file`, `line`: where it stands."""

    type: str
    fragments: tuple[Extent, ...]
    quote: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class BratEvent:
    """An E record: its trigger and its arguments (role, id)."""

    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standoff:
    """The records of one document. `others`: how many records there are of the kinds that are not read."""

    textbounds: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, BratEvent] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    """(type, id of the first argument, id of the second)"""
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    """(name, id, value or empty)"""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(id, text)"""
    references: list[Reference] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)

    def textbound_of(self, id: str) -> str | None:
        """Return the id of the T record behind an id: its own, or an event's trigger; None where there is none."""
        if id in self.events:
            id = self.events[id].trigger
        return id if id in self.textbounds else None


def parse(text: str, name: str, into: Standoff) -> None:
    """Add the records of a file to `into`; raises `BadFile` naming file and line."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        record = line.removesuffix("\r")
        if record.strip():
            _add(record, (name, number), into)


def _add(record: str, place: Place, into: Standoff) -> None:
    kind = record[0]
    if kind == "T":
        _add_textbound(_matched(_TEXTBOUND, record, place), place, into)
    elif kind == "E":
        id, type, trigger, arguments = _matched(_EVENT, record, place).groups()
        pairs = (argument.split(":", 1) for argument in arguments.split())
        _refuse_twice(id, place, into)
        into.events[id] = BratEvent(type, trigger, tuple((role, target) for role, target in pairs))
    elif kind == "R":
        _, type, first, second = _matched(_RELATION, record, place).groups()
        into.relations.append((type, first, second))
    elif kind in "AM":
        _, name, target, value = _matched(_ATTRIBUTE, record, place).groups()
        into.attributes.append((name, target, (value or "").strip()))
    elif kind == "#":
        _add_note(record, into)
    elif kind == "N" and (match := _REFERENCE.fullmatch(record)):
        _, target, resource, entry, words = match.groups()
        into.references.append(Reference(target, resource, entry, words or ""))
    elif kind in "*N":
        into.others[kind] = into.others.get(kind, 0) + 1
    else:
        raise _bad(place, f"“{_short(record)}” is no record of brat's, which would begin with T, E, R, A or #")


def _add_textbound(match: re.Match[str], place: Place, into: Standoff) -> None:
    id, type, ranges, quote = match.groups()
    _refuse_twice(id, place, into)
    pairs = [[int(number) for number in fragment.split(" ")] for fragment in ranges.split(";")]
    into.textbounds[id] = TextBound(type, tuple(Extent(start, stop) for start, stop in pairs), quote, *place)


def _add_note(record: str, into: Standoff) -> None:
    match = _NOTE.fullmatch(record)
    if match is not None and match[2] == "AnnotatorNotes":
        into.notes.append((match[3], match[4] or ""))
    else:
        into.others["#"] = into.others.get("#", 0) + 1


def _matched(pattern: re.Pattern[str], record: str, place: Place) -> re.Match[str]:
    match = pattern.fullmatch(record)
    if match is None:
        raise _bad(place, f"“{_short(record)}” is not written as a {record[0]} record of brat's")
    return match


def _refuse_twice(id: str, place: Place, into: Standoff) -> None:
    if id in into.textbounds or id in into.events:
        raise _bad(place, f"the id {id} is used twice")


def _bad(place: Place, problem: str) -> BadFile:
    file, line = place
    return BadFile(file, f"line {line}: {problem}", "correct that line")


def _short(record: str) -> str:
    shown = record.replace("\t", " ").strip()
    return shown if len(shown) <= 60 else shown[:59] + "…"
