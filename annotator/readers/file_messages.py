"""What the process that reads files is asked and answers, as bytes from which nothing but values can come.

A message is eight bytes of length, so much JSON, and the bytes of files, whose lengths the JSON tells. Tuples that many
rows of a table share stand in it once.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from annotator.model.document import DocumentDraft
from annotator.readers.field_map import FieldMap, FieldSeen
from annotator.readers.known_maps import KnownMap, SourceKind
from annotator.readers.mapped import MappedFile
from annotator.readers.serving import NoRequest
from annotator.readers.source import SourceFile
from annotator.readers.xml_places import XmlMap

T = TypeVar("T")
_Bytes = list[bytes | None]
"""Those of each file that a message tells of; None: it has none, which is not the same as no byte."""
_HEAD_BYTES = 8
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class FileWanted:
    """A file that is to be read, as `read_mapped` is asked for it."""

    source: SourceFile
    format: str | None = None
    goes: FieldMap | None = None
    known: tuple[KnownMap, ...] = ()


def asking(wanted: Sequence[FileWanted]) -> bytes:
    """Return the message that asks for files."""
    known = list(dict.fromkeys(one.known for one in wanted))
    files = [[*_source(one.source), one.format, _pairs(one.goes), known.index(one.known)] for one in wanted]
    maps = [[[*_kind(one.kind), one.goes.pairs] for one in each] for each in known]
    return _message([maps, files], [one.source.data for one in wanted])


def asked_in(message: bytes) -> list[FileWanted]:
    """Return which files a message asks for; raises `NoRequest`."""
    return _read(message, _wanted)


def answering(found: Sequence[MappedFile | None]) -> bytes:
    """Return the message that answers with what is in files; raises `ValueError` or `TypeError` for what no JSON is."""
    shared = _Shared()
    files = [one and [[_draft(draft, shared) for draft in one.drafts], *_fields(one)] for one in found]
    originals = [draft.original for one in found if one for draft in one.drafts]
    return _message([shared.tuples, files], originals)


def answered_in(message: bytes) -> list[MappedFile | None]:
    """Return what is in files by an answer; raises `NoRequest` for what is none."""
    return _read(message, _mapped)


class _Shared:
    """Tuples, each by its number in the message."""

    def __init__(self) -> None:
        self.tuples: list[tuple[object, ...]] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def number(self, one: tuple[object, ...]) -> int:
        number = self._numbers.setdefault(one, len(self.tuples))
        if number == len(self.tuples):
            self.tuples.append(one)
        return number


def _source(source: SourceFile) -> list[object]:
    xml = source.xml_map
    return [
        *(source.name, source.encoding, source.text_column, source.title_column, source.wanted_text),
        *(source.wanted_title, sorted(source.not_title), source.language),
        xml and [xml.document, xml.title, xml.fields, xml.leave, xml.root],
    ]


def _wanted(values: Any, files: _Bytes) -> list[FileWanted]:
    maps, wanted = values
    known = [tuple(KnownMap(_kind_of(*kind), FieldMap(_tuples(goes))) for *kind, goes in each) for each in maps]
    found = []
    for told, data in zip(wanted, files, strict=True):
        *source, format, goes, number = told
        map = None if goes is None else FieldMap(_tuples(goes))
        found.append(FileWanted(_source_of(data or b"", *source), format, map, known[number]))
    return found


def _source_of(data: bytes, name: str, *told: Any) -> SourceFile:
    encoding, text_column, title_column, wanted_text, wanted_title, not_title, language, xml = told
    return SourceFile(
        *(name, data, encoding, text_column, title_column, wanted_text, wanted_title, frozenset(not_title), language),
        xml and _xml_map(*xml),
    )


def _xml_map(document: str, title: str, fields: Any, leave: Any, root: str) -> XmlMap:
    return XmlMap(document, title, _tuples(fields), tuple(leave), root)


def _draft(draft: DocumentDraft, shared: _Shared) -> list[object]:
    tuples = (draft.notices, draft.pages, draft.columns)
    return [draft.title, draft.text, draft.metadata, draft.source, *map(shared.number, tuples)]


def _fields(found: MappedFile) -> list[object]:
    fields = [[one.name, one.examples, one.goes_to] for one in found.fields]
    return [fields, found.goes.pairs, *_kind(found.kind)]


def _mapped(values: Any, files: _Bytes) -> list[MappedFile | None]:
    tuples, found = values
    shared, originals = [tuple(one) for one in tuples], iter(files)

    def drafts(told: Any) -> Iterable[DocumentDraft]:
        for title, text, metadata, source, notices, pages, columns in told:
            tuples = shared[notices], shared[pages], shared[columns]
            yield DocumentDraft(title, text, metadata, source, *tuples, next(originals))

    return [
        one
        and MappedFile(
            tuple(drafts(one[0])),
            tuple(FieldSeen(name, tuple(examples), to) for name, examples, to in one[1]),
            FieldMap(_tuples(one[2])),
            _kind_of(*one[3:]),
        )
        for one in found
    ]


def _kind(kind: SourceKind) -> tuple[str, list[str]]:
    return kind.reader, sorted(kind.fields)


def _kind_of(reader: str, fields: Any) -> SourceKind:
    return SourceKind(reader, frozenset(fields))


def _pairs(goes: FieldMap | None) -> object:
    return None if goes is None else goes.pairs


def _tuples(pairs: Any) -> tuple[tuple[str, str], ...]:
    return tuple((field, to) for field, to in pairs)


def _message(values: object, files: _Bytes) -> bytes:
    """Return values as JSON, and bytes behind it."""
    lengths = [None if one is None else len(one) for one in files]
    told = _encoded([lengths, values]).encode("utf-8", "surrogatepass")
    return b"".join([len(told).to_bytes(_HEAD_BYTES, "big"), told, *(one for one in files if one)])


def _read(message: bytes, read: Callable[[Any, _Bytes], T]) -> T:
    """Return what is in a message; raises `NoRequest` for whatever else came."""
    try:
        start = _HEAD_BYTES + int.from_bytes(message[:_HEAD_BYTES], "big")
        lengths, values = json.loads(message[_HEAD_BYTES:start].decode("utf-8", "surrogatepass"))
        files: _Bytes = []
        for length in lengths:
            files.append(None if length is None else message[start : start + length])
            start += length or 0
        if start == len(message):
            return read(values, files)
    except (ValueError, TypeError, LookupError, RecursionError, StopIteration) as error:
        raise NoRequest from error
    raise NoRequest
