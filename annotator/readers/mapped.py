"""A file read with its fields where they go: by a map of the user, one known for its kind, or what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.model.document import DocumentDraft
from annotator.readers.dates.drafts import dated
from annotator.readers.field_map import TEXT, TITLE, FieldMap, FieldSeen, applied, fields_of
from annotator.readers.field_proposals import proposed, sentence
from annotator.readers.known_maps import TABLE, KnownMap, SourceKind, kind_of, known_map
from annotator.readers.registry import read_raw, reader_for
from annotator.readers.source import SourceFile

_LOOKED_AT = 200
"""So many values of a field show what it holds."""
_AS_BEFORE = "as when a file of this kind was imported before"


@dataclass(frozen=True, slots=True)
class MappedFile:
    """What is in a file. `fields`: as it calls them, which go where `goes` says; `kind`: for which that can be kept."""

    drafts: tuple[DocumentDraft, ...]
    fields: tuple[FieldSeen, ...]
    goes: FieldMap
    kind: SourceKind


def read_mapped(
    source: SourceFile, format: str | None = None, goes: FieldMap | None = None, known: Sequence[KnownMap] = ()
) -> MappedFile:
    """Return what is in a file, its fields where they go and its dates in ISO 8601; raises `BadFile` or `NotFound`.

    `goes`: where the user says that they go; else `known` maps count, else what is proposed, which is said.
    """
    raw = read_raw(source if goes is None else _wanting(source, goes), format)
    fields = fields_of(raw)
    kind = kind_of(_reader_of(source, raw, format), fields)
    if goes is None and (remembered := known_map(kind, known)) is not None:
        found = read_mapped(source, format, remembered)
        return replace(found, drafts=tuple(_saying(list(found.drafts), sentence(remembered, _AS_BEFORE))))
    if goes is None:
        goes = proposed(fields_of(raw, _LOOKED_AT))
        raw = _saying(raw, sentence(goes))
    return MappedFile(tuple(dated(applied(raw, goes))), fields, goes, kind)


def _wanting(source: SourceFile, goes: FieldMap) -> SourceFile:
    """Return a file to be read with the columns for text and title that a map says."""
    return replace(
        source,
        wanted_text=goes.field_of(TEXT),
        wanted_title=goes.field_of(TITLE),
        not_title=goes.elsewhere(TITLE),
    )


def _reader_of(source: SourceFile, drafts: Sequence[DocumentDraft], format: str | None) -> str:
    return TABLE if drafts[0].columns else reader_for(source.name, source.data, format).name


def _saying(drafts: list[DocumentDraft], notice: str) -> list[DocumentDraft]:
    return [replace(drafts[0], notices=(*drafts[0].notices, notice)), *drafts[1:]] if notice else drafts
