"""Spans and links: rows <-> model. Most spans have one extent, which its row holds as two numbers."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from annotator.model.errors import NotFound
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, DocumentId, LabelId, LayerId
from annotator.model.span import Extent, Link, MovedFrom, Span
from annotator.store.rows.rows import TableRows, from_json, to_json


class Spans(TableRows):
    """The spans of all layers."""

    name = "spans"
    columns = (
        "id",
        "layer",
        "document",
        "label",
        "start",
        "stop",
        "extents",
        "quote",
        "attributes",
        "note",
        "doubt",
        "actor",
        "codebook_version",
        "moved_from",
    )

    def get(self, id: str) -> Span:
        """Return one span; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("The span is not there any more.")
        return span_of(row)

    def get_many(self, ids: Sequence[str]) -> list[Span]:
        """Return those of the spans that exist, in the order of `ids`."""
        found: dict[str, Span] = {}
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            rows = self._select(f"WHERE id IN ({', '.join('?' * len(some))})", some)
            found.update((row[0], span_of(row)) for row in rows)
        return [found[id] for id in ids if id in found]

    def among(self, ids: Collection[str], document: str, layer: str) -> list[Span]:
        """Return those of the spans, of however many, that are in a layer of a document."""
        where = "WHERE id IN (SELECT value FROM json_each(?)) AND +document = ? AND +layer = ?"
        return [span_of(row) for row in self._select(where, [json.dumps(list(ids)), document, layer])]

    def of_document(self, document: str, layer: str | None = None) -> list[Span]:
        """Return the spans of a document (in one layer) by start, longest first."""
        where = "WHERE document = ?" + (" AND layer = ?" if layer else "") + " ORDER BY start, stop DESC, id"
        return [span_of(row) for row in self._select(where, [document, layer] if layer else [document])]

    def beginning_in(self, document: str, layer: str, start: int, stop: int) -> list[Span]:
        """Return the spans of a document in one layer that begin in `[start, stop)`, by start, longest first."""
        where = "WHERE document = ? AND layer = ? AND start >= ? AND start < ? ORDER BY start, stop DESC, id"
        return [span_of(row) for row in self._select(where, [document, layer, start, stop])]

    def next_in(self, document: str, layer: str, start: int, id: str) -> Span | None:
        """Return the first span of a document in one layer behind a place and, of those that begin there, an id."""
        where = "WHERE document = ? AND layer = ? AND (start, id) > (?, ?) ORDER BY start, id LIMIT 1"
        row = self._select(where, [document, layer, start, id]).fetchone()
        return span_of(row) if row else None

    def count_in(self, document: str, layer: str) -> int:
        """Return how many spans a document has in one layer."""
        counted = "SELECT count(*) FROM spans WHERE document = ? AND layer = ?"
        return int(self._connection.execute(counted, [document, layer]).fetchone()[0])

    def count_of_document(self, document: str) -> int:
        """Return how many spans a document has in all layers."""
        counted = "SELECT count(*) FROM spans WHERE document = ?"
        return int(self._connection.execute(counted, [document]).fetchone()[0])

    def count_in_layers(self, layers: Sequence[str]) -> int:
        """Return how many spans there are in these layers."""
        counted = f"SELECT count(*) FROM spans WHERE layer IN ({_marks(layers)})"
        return int(self._connection.execute(counted, layers).fetchone()[0])

    def has_more_than(self, count: int, document: str) -> bool:
        """Whether a document has more spans than `count`; no more than those are looked at."""
        found = self._connection.execute("SELECT 1 FROM spans WHERE document = ? LIMIT 1 OFFSET ?", [document, count])
        return found.fetchone() is not None

    def beginning_with(self, span: Span) -> list[Span]:
        """Return the spans of the same document, layer and label that begin where this one does."""
        # The index of labels has three of the four too, and all spans of the label in the document behind it.
        where = "WHERE document = ? AND layer = ? AND start = ? AND +label = ?"
        return [span_of(row) for row in self._select(where, [span.document, span.layer, span.start, span.label])]

    def stood(self, step: int, document: str, layer: str) -> Extent | None:
        """Return where the first span stood that a step touched in a document and layer, though it be gone since.

        None where it touched none there, or only spans of the whole document.
        """
        row = self._connection.execute(
            "SELECT json_extract(span, '$.start') AS start, json_extract(span, '$.stop') AS stop FROM"
            " (SELECT coalesce(after, before) AS span FROM changes WHERE step = ? AND table_name = 'spans')"
            " WHERE json_extract(span, '$.document') = ? AND json_extract(span, '$.layer') = ? AND start < stop"
            " ORDER BY start, stop LIMIT 1",
            [step, document, layer],
        ).fetchone()
        return Extent(*row) if row else None

    def add(self, spans: Iterable[Span]) -> None:
        """Insert spans."""
        self.insert(row_of(span) for span in spans)

    def put(self, span: Span) -> None:
        """Write a span that exists."""
        self.update(span.id, dict(zip(self.columns[1:], row_of(span)[1:], strict=True)))

    def counts_by_document(self, layer: str) -> dict[DocumentId, int]:
        """Return how many spans each document has in a layer, those with none left out."""
        query = (
            "SELECT id, (SELECT count(*) FROM spans WHERE document = documents.id AND layer = ?) AS number"
            " FROM documents WHERE number > 0"
        )
        return {DocumentId(id): number for id, number in self._connection.execute(query, [layer])}

    def counts(self) -> dict[tuple[LayerId, str], int]:
        """Return how many spans there are by layer and label."""
        rows = self._connection.execute("SELECT layer, label, count(*) FROM spans GROUP BY 1, 2 ORDER BY 1, 2")
        return {(LayerId(layer), label): count for layer, label, count in rows}

    def with_labels(self, labels: Sequence[str]) -> list[Span]:
        """Return the spans of all layers that have one of the labels."""
        return [span_of(row) for row in self._select(f"WHERE {_in_labels(labels)} ORDER BY id", labels)]

    def mentioning(self, actor: str) -> list[Span]:
        """Return the spans of all layers that mention an actor."""
        return [span_of(row) for row in self._select("WHERE actor = ? ORDER BY id", [actor])]

    def coded_under(self, layer: str, label: str, version: str) -> list[Span]:
        """Return the spans of a layer that were coded as `label` under a version of the codebook."""
        where = "WHERE layer = ? AND label = ? AND codebook_version = ? ORDER BY document, start, stop DESC, id"
        return [span_of(row) for row in self._select(where, [layer, label, version])]

    def versions(self) -> dict[tuple[LayerId, LabelId, CodebookVersionId], int]:
        """Return how many spans there are by layer, label and the version of the codebook, where that is known."""
        counted = (
            "SELECT layer, label, codebook_version, count(*) FROM spans WHERE codebook_version <> '' GROUP BY 1, 2, 3"
        )
        rows = self._connection.execute(counted)
        return {
            (LayerId(layer), LabelId(label), CodebookVersionId(version)): count for layer, label, version, count in rows
        }

    def doubled(self, labels: Sequence[str]) -> int:
        """Return how many spans would stand where another does if all of these labels were one."""
        query = (
            "SELECT coalesce(sum(labels - 1), 0) FROM (SELECT count(DISTINCT label) AS labels FROM spans"
            f" WHERE {_in_labels(labels)} GROUP BY layer, document, start, stop, extents)"
        )
        return int(self._connection.execute(query, labels).fetchone()[0])

    def labels_in_use(self) -> dict[str, int]:
        """Return how many spans have each label."""
        found: Counter[str] = Counter()
        for (_, label), count in self.counts().items():
            found[label] += count
        return dict(sorted(found.items()))


class Links(TableRows):
    """The links of acts to their parties."""

    name = "links"
    columns = ("id", "act", "role", "span", "actor", "value", "extents", "quote", "attributes")

    def of_document(self, document: str) -> list[Link]:
        """Return the links whose act stands in a document."""
        where = "WHERE act IN (SELECT id FROM spans WHERE document = ?) ORDER BY act, role, id"
        return [link_of(row) for row in self._select(where, [document])]

    def of_spans(self, spans: Sequence[str]) -> list[Link]:
        """Return the links in which one of the spans is act or party."""
        found: dict[str, Link] = {}
        for first in range(0, len(spans), 400):
            some = spans[first : first + 400]
            marks = ", ".join("?" * len(some))
            rows = self._select(f"WHERE act IN ({marks}) OR span IN ({marks}) ORDER BY id", [*some, *some])
            found.update((row[0], link_of(row)) for row in rows)
        return list(found.values())

    def get_many(self, ids: Sequence[str]) -> list[Link]:
        """Return those of the links that exist."""
        found: list[Link] = []
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            found += map(link_of, self._select(f"WHERE id IN ({_marks(some)})", some))
        return found

    def naming(self, actor: str) -> list[Link]:
        """Return the links that name an actor."""
        return [link_of(row) for row in self._select("WHERE actor = ? ORDER BY id", [actor])]

    def count_of_labels(self, labels: Sequence[str]) -> int:
        """Return how many links have a span with one of the labels as their act or party."""
        coded = f"SELECT id FROM spans WHERE {_in_labels(labels)}"
        query = f"SELECT count(*) FROM links WHERE act IN ({coded}) OR span IN ({coded})"
        return int(self._connection.execute(query, [*labels, *labels]).fetchone()[0])

    def doubled_by(self, label: str, single: Iterable[tuple[str, str]]) -> list[str]:
        """Return the links to parties with a label in slots that hold another party too and take one.

        `single`: labels of acts, and their roles that take one.
        """
        query = (
            "SELECT links.id, acts.label, role FROM links JOIN spans AS acts ON acts.id = act"
            " JOIN spans AS parties ON parties.id = links.span WHERE parties.label = ?"
            " AND EXISTS (SELECT 1 FROM links AS other"
            " WHERE other.act = links.act AND other.role = links.role AND other.id <> links.id)"
        )
        taking_one = set(single)
        return [id for id, *slot in self._connection.execute(query, [label]) if tuple(slot) in taking_one]

    def add(self, links: Iterable[Link]) -> None:
        """Insert links."""
        self.insert(row_of_link(link) for link in links)

    def put(self, link: Link) -> None:
        """Write a link that exists."""
        self.update(link.id, dict(zip(self.columns[1:], row_of_link(link)[1:], strict=True)))


def _in_labels(labels: Sequence[str]) -> str:
    """Return what finds the spans with some labels: their index has the layer first."""
    return f"layer IN (SELECT id FROM layers) AND label IN ({_marks(labels)})"


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def span_of(row: Sequence[Any]) -> Span:
    """Return the span that a row of `Spans.columns` holds."""
    # Decisions of earlier releases keep their candidates without the last three, or the last.
    id, layer, document, label, start, stop, extents, quote, attributes, note, doubt, *later = row
    actor, version, *moved = later or (None, UNKNOWN_VERSION)
    moved_from = moved_of(moved[0]) if moved and moved[0] is not None else None
    pieces = (Extent(start, stop),) if extents is None else tuple(Extent(*piece) for piece in from_json(extents))
    values = from_json(attributes) if attributes != "{}" else {}
    # By their places, which is a quarter faster: of a million spans that is felt.
    return Span(id, layer, document, label, pieces, quote, values, note, bool(doubt), actor, version, moved_from)


def moved_of(text: str) -> MovedFrom:
    """Return what the column `moved_from` holds."""
    values = from_json(text)
    extents = tuple(Extent(*piece) for piece in values["extents"])
    return MovedFrom(DocumentId(values["document"]), extents, values["quote"], values["time"])


def _row_of_move(moved: MovedFrom) -> str:
    return to_json({"document": moved.document, "extents": moved.extents, "quote": moved.quote, "time": moved.time})


def row_of(span: Span) -> tuple[Any, ...]:
    """Return the row of `Spans.columns` for a span."""
    return (
        span.id,
        span.layer,
        span.document,
        span.label,
        span.start,
        span.stop,
        None if len(span.extents) == 1 else to_json(span.extents),
        span.quote,
        to_json(span.attributes) if span.attributes else "{}",
        span.note,
        int(span.doubt),
        span.actor,
        span.codebook_version,
        None if span.moved_from is None else _row_of_move(span.moved_from),
    )


def link_of(row: Sequence[Any]) -> Link:
    """Return the link that a row of `Links.columns` holds."""
    # Decisions of earlier releases keep their slots without the last one.
    id, act, role, span, actor, value, extents, quote, *later = row
    pieces = tuple(Extent(*piece) for piece in from_json(extents)) if extents != "[]" else ()
    values = from_json(later[0]) if later and later[0] != "{}" else {}
    return Link(id, act, role, span, actor, value, pieces, quote, values)


def row_of_link(link: Link) -> tuple[Any, ...]:
    """Return the row of `Links.columns` for a link."""
    extents = to_json(link.extents) if link.extents else "[]"
    attributes = to_json(link.attributes) if link.attributes else "{}"
    return link.id, link.act, link.role, link.span, link.actor, link.value, extents, link.quote, attributes
