"""Kinds of sources, and where the fields of each went before: tables by their columns, others by reader too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.readers.field_map import FieldMap, FieldSeen

TABLE, CODINGS = "table", "codings"
"""All tables are of one reader here: the same columns mean the same, whether in CSV, a workbook or JSON; and likewise
all tables of codings."""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source: by what it is read, and how its fields are called."""

    reader: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownMap:
    """Where the fields of a kind of source went when somebody said so."""

    kind: SourceKind
    goes: FieldMap


def kind_of(reader: str, fields: Iterable[FieldSeen]) -> SourceKind:
    """Return the kind of a source."""
    return SourceKind(reader, frozenset(field.name for field in fields))


def known_map(kind: SourceKind, known: Sequence[KnownMap]) -> FieldMap | None:
    """Return the map of the same kind; the later one first.

    Mails and pages have now this field and now that one: theirs may be any of the same reader whose fields are there.
    """
    same = [one.goes for one in known if one.kind == kind]
    if same or kind.reader in (TABLE, CODINGS):
        return same[-1] if same else None
    of_reader = [one.goes for one in known if one.kind.reader == kind.reader]
    fitting = [goes for goes in of_reader if goes and {field for field, _ in goes.pairs} <= kind.fields]
    return fitting[-1] if fitting else None


def remembering(known: Sequence[KnownMap], kind: SourceKind, goes: FieldMap, most: int) -> tuple[KnownMap, ...]:
    """Return what is known with one more, the latest at the end; of more than `most` the oldest go."""
    others = [one for one in known if one.kind != kind]
    return tuple([*others, KnownMap(kind, goes)][-most:])
