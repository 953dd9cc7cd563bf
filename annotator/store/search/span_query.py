"""Which codings there are of some labels, layers, actors …: asked in one statement, and read in the order of the texts.

What SQL cannot say of a coding is looked at by whoever asks, row by row, so that the first ones are there at once.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.model.ids import ActorId, CodebookVersionId, DocumentId, LabelId, LayerId, RoleId, SpanId
from annotator.model.span import SlotValue, Span
from annotator.store.rows.spans import Spans, span_of

FEW = 500
"""So many documents are named one by one."""
_FEW_ACTS = 5_000
"""So many acts are looked up one by one."""


@dataclass(frozen=True, slots=True)
class InSlot:
    """Acts of which slots of these roles hold one of some actors, by themselves or as what a party's span mentions.

    `values`: or one of these values. `is_not`: those that do not. Of no actors and no values: any party at all.
    """

    roles: tuple[RoleId, ...]
    actors: tuple[ActorId, ...] = ()
    values: tuple[SlotValue, ...] = ()
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class SpanQuery:
    """What is asked; None: whatever. `layers`: of these alone.

    `mentions`: passages that name one of these actors. `coded_under`: labels with versions of the codebook.
    """

    layers: tuple[LayerId, ...]
    labels: tuple[LabelId, ...] | None = None
    documents: frozenset[DocumentId] | None = None
    doubt: bool | None = None
    noted: bool | None = None
    mentions: tuple[ActorId, ...] | None = None
    slots: tuple[InSlot, ...] = ()
    coded_under: tuple[tuple[LabelId, CodebookVersionId], ...] | None = None


class SpanRow(NamedTuple):
    """Where a coding stands. `start` and `stop`: from its first piece to its last, both 0 on a whole document."""

    id: SpanId
    layer: LayerId
    document: DocumentId
    label: LabelId
    start: int
    stop: int


class LabelCounts(NamedTuple):
    """How many codings a layer has with a label, by document: of those that have any."""

    layer: LayerId
    label: LabelId
    numbers: Sequence[tuple[DocumentId, int]]


class SpanSearch:
    """Answers queries. Rows come by the order of the documents and, in each, of the text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: SpanQuery) -> Iterator[SpanRow]:
        """Yield where the codings stand."""
        columns = ", ".join(f"spans.{name}" for name in SpanRow._fields)
        for row in self._ordered(query, columns):
            if query.documents is None or row[2] in query.documents:
                yield SpanRow(*row)

    def spans(self, query: SpanQuery) -> Iterator[Span]:
        """Yield the codings themselves."""
        columns = ", ".join(f"spans.{name}" for name in Spans.columns)
        for row in self._ordered(query, columns):
            if query.documents is None or row[2] in query.documents:
                yield span_of(row)

    def _ordered(self, query: SpanQuery, columns: str) -> Iterable[tuple[Any, ...]]:
        """Return the rows in order. Of few acts each is looked up; else each text is gone through."""
        run = self._connection.execute
        for slot in query.slots:
            asked, values = _acts_in(slot)
            limit = 0 if slot.is_not else _FEW_ACTS + 1
            found = [act for (act,) in run(f"SELECT * FROM ({asked}) LIMIT {limit}", values)]
            if not slot.is_not and len(found) <= _FEW_ACTS:
                left = replace(query, slots=tuple(one for one in query.slots if one is not slot))
                return run(*_statement(left, columns, _ORDER, json.dumps(found)))
        return run(*_statement(query, columns, _ORDER))

    def counts(self, query: SpanQuery) -> Iterator[LabelCounts]:
        """Yield how many codings there are by layer and label, counted by SQLite; read them within one snapshot."""
        few = query.documents is not None and len(query.documents) <= FEW
        is_in_index = not few and replace(query, layers=(), labels=None, documents=None) == SpanQuery(())
        for layer, label, numbers in self._counted_in_index(query) if is_in_index else self._counted(query):
            if query.documents is not None:
                numbers = [one for one in numbers if one[0] in query.documents]
            if numbers:
                yield LabelCounts(layer, label, numbers)

    def _counted(self, query: SpanQuery) -> Iterator[LabelCounts]:
        columns = "spans.layer, spans.label, spans.document, count(*)"
        found = self._connection.execute(*_statement(query, columns, "GROUP BY 1, 2, 3"))
        for (layer, label), some in groupby(found, itemgetter(0, 1)):
            yield LabelCounts(layer, label, [(document, number) for _, _, document, number in some])

    def _counted_in_index(self, query: SpanQuery) -> Iterator[LabelCounts]:
        """Count in the index by layer, label and document: in its order, so that of each row one id alone is looked at.

        One statement for all compares three, and takes a third longer.
        """
        statement = "SELECT document, count(*) FROM spans WHERE layer = ? AND label = ? GROUP BY document"
        for layer in dict.fromkeys(query.layers):
            for label in self._labels_in(layer) if query.labels is None else dict.fromkeys(query.labels):
                yield LabelCounts(layer, label, self._connection.execute(statement, [layer, label]).fetchall())

    def _labels_in(self, layer: LayerId) -> Iterator[LabelId]:
        """Yield the labels of a layer's codings, each by one look into the index."""
        (label,) = self._connection.execute("SELECT min(label) FROM spans WHERE layer = ?", [layer]).fetchone()
        after = "SELECT min(label) FROM spans WHERE layer = ? AND label > ?"
        while label is not None:
            yield label
            (label,) = self._connection.execute(after, [layer, label]).fetchone()


_ORDER = "ORDER BY documents.position, documents.id, spans.start, spans.stop DESC, spans.id"


def _statement(query: SpanQuery, columns: str, end: str, few: str = "") -> tuple[str, list[Any]]:
    """Return a statement and its values. `few`: the ids of few spans, as JSON, which all that is asked for is among."""
    where, values = [f"spans.layer IN ({_marks(query.layers)})"], list[Any](query.layers)

    def add(condition: str, some: Sequence[Any] = ()) -> None:
        where.append(condition)
        values.extend(some)

    if query.labels is not None:
        add(f"spans.label IN ({_marks(query.labels)})", query.labels)
    if query.doubt is not None:
        add(f"spans.doubt = {int(query.doubt)}")
    if query.noted is not None:
        add(f"spans.note {'<>' if query.noted else '='} ''")
    if query.mentions is not None:
        add(f"spans.actor IN ({_marks(query.mentions)})", query.mentions)
    for slot in query.slots:
        condition, some = _in_slot(slot)
        add(condition, some)
    if query.coded_under is not None:
        pairs = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
        add(f"(spans.label, spans.codebook_version) IN ({pairs})", [json.dumps(query.coded_under)])
    if query.documents is not None and len(query.documents) <= FEW:
        add(f"spans.document IN ({_marks(tuple(query.documents))})", sorted(query.documents))
    if few:
        add("spans.id IN (SELECT value FROM json_each(?))", [few])
        where[0] = f"+{where[0]}"  # by no index but that of the ids
        tables = "spans CROSS JOIN documents ON documents.id = spans.document"
    elif end is _ORDER:
        # In this order nothing is sorted before the first row comes: documents by their place, spans by their index.
        tables = "documents CROSS JOIN spans ON spans.document = documents.id"
    else:
        tables = "spans"
    return f"SELECT {columns} FROM {tables} WHERE {' AND '.join(where)} {end}", values


def _in_slot(slot: InSlot) -> tuple[str, list[Any]]:
    """Return a condition on an act. The acts are looked up once, not for each span."""
    asked, values = _acts_in(slot)
    return f"spans.id {'NOT ' if slot.is_not else ''}IN ({asked})", values


def _acts_in(slot: InSlot) -> tuple[str, list[Any]]:
    """Return what asks for the acts in whose slots somebody is."""
    # Of a large register there may be more actors than SQLite takes values.
    roles, actors = _marks(slot.roles), "SELECT value FROM json_each(?)"
    some = json.dumps(slot.actors)
    parts = [f"SELECT act FROM links WHERE role IN ({roles})"]
    values: list[Any] = [*slot.roles]
    if slot.actors or slot.values:
        parts = [
            f"SELECT act FROM links WHERE role IN ({roles}) AND actor IN ({actors})",
            "SELECT act FROM spans AS parties JOIN links ON links.span = parties.id"
            f" WHERE parties.actor IN ({actors}) AND role IN ({roles})",
            f"SELECT act FROM links WHERE role IN ({roles}) AND value IN ({_marks(slot.values)})",
        ]
        values = [*slot.roles, some, some, *slot.roles, *slot.roles, *slot.values]
        if not slot.values:
            del parts[2]
            values = values[: -len(slot.roles)] if slot.roles else values
    return " UNION ALL ".join(parts), values


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
