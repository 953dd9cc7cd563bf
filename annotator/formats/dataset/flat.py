"""Flat data, in: a row a document, a span, a slot; as JSON lines whose columns each have one type and no nulls.

So `datasets`, pandas, R's jsonlite and DuckDB read them without being told anything; what a row has not is empty, or 0.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.formats.json_text import json_text
from annotator.formats.names import coder_names, layer_names
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.document import pages_between
from annotator.model.ids import SpanId
from annotator.model.span import Link, Span
from annotator.model.value_forms import words_of

Row = dict[str, Any]
SEVERAL = " | "
"""What stands between several values in one cell."""


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column. `dtype`: string, int64 or bool, as Arrow calls them; `about`: what stands in it."""

    name: str
    dtype: str
    about: str


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A file of rows. `name`: as programs call it; `about`: what a row is."""

    name: str
    about: str
    columns: tuple[FlatColumn, ...]

    def file(self, split: str = "") -> str:
        """Return the place of its rows in the folder, or of those in a part of the dataset."""
        return f"data/{self.name}{f'-{split}' if split else ''}.jsonl"


def _strings(**about: str) -> tuple[FlatColumn, ...]:
    return tuple(FlatColumn(name, "string", said) for name, said in about.items())


def _numbers(**about: str) -> tuple[FlatColumn, ...]:
    return tuple(FlatColumn(name, "int64", said) for name, said in about.items())


_ID = FlatColumn("document_id", "string", "Id of the document.")
_SPAN = FlatColumn("span_id", "string", "Id of the span.")
_PLACE = _numbers(start="Where it begins in the text, in code points, from 0.", stop="Where it ends, exclusive.")


class FlatTables:
    """The tables of a bundle and the rows of its documents; `named`: coders by name."""

    def __init__(self, bundle: Bundle, named: bool) -> None:
        labels = bundle.codebook.labels
        self._names = {label.id: label.name for label in labels}
        self._attributes = {part.id: part.name for label in labels for part in label.attributes}
        roles = [role for label in labels for role in label.roles]
        self._said = {part.id: part.name for role in roles for part in role.attributes}
        self._no_values = {f"attr_{id}": "" for id in self._attributes}
        self._roles = {part.id: part.name for label in labels for part in label.roles}
        self._actors = {actor.id: actor.name for actor in bundle.actors}
        self._layers = layer_names(bundle, named)
        self._kinds = {layer.id: layer.kind.value for layer in bundle.layers}
        coders = {coder.id: coder.name for coder in bundle.coders} if named else coder_names(bundle)
        self._coders = {layer.id: coders.get(layer.coder, "") for layer in bundle.layers if layer.coder is not None}
        self._fields = _field_columns(bundle.metadata_fields)
        self.documents = FlatTable("documents", "A document a row, with its text.", self._document_columns())
        self.spans = FlatTable("spans", "A span a row: a coded passage with its label.", self._span_columns())
        self.slots = FlatTable("slots", "A slot of an act a row, and who or what fills it.", self._slot_columns())
        self.all = (self.spans, self.documents, self.slots)
        """The first one is what is read unless another is named."""

    def rows(self, coded: CodedDocument) -> Iterator[tuple[FlatTable, Row]]:
        """Yield the rows of a document, spans by place and slots by span."""
        yield self.documents, self._document_row(coded)
        ordered = sorted(coded.spans, key=lambda span: (span.start, -span.stop, span.label, span.id))
        for span in ordered:
            yield self.spans, self._span_row(span, coded)
        by_id = {span.id: span for span in coded.spans}
        place = {span.id: number for number, span in enumerate(ordered)}
        for link in sorted(coded.links, key=lambda link: (place.get(link.act, len(place)), link.role, link.id)):
            yield self.slots, self._slot_row(link, by_id, coded)

    def _document_columns(self) -> tuple[FlatColumn, ...]:
        return (
            _ID,
            *_strings(title="Its title."),
            *self._fields.values(),
            *_strings(
                text="The text, with line feeds alone at the ends of lines.",
                text_sha256="SHA-256 of the text in UTF-8.",
                metadata="All that is known of it, as a JSON object.",
            ),
        )

    def _document_row(self, coded: CodedDocument) -> Row:
        document = coded.document
        return {
            "document_id": document.id,
            "title": document.title,
            **{column.name: _cell(document.metadata.get(field)) for field, column in self._fields.items()},
            "text": document.text,
            "text_sha256": document.text_sha256,
            "metadata": json_text(dict(document.metadata)),
        }

    def _span_columns(self) -> tuple[FlatColumn, ...]:
        return (
            _ID,
            _SPAN,
            *_strings(
                layer="Whose pass over the texts it stands in: gold, or a coder’s, by pseudonym.",
                layer_kind="gold, coder or suggestions.",
                coder="Pseudonym of the coder; empty for gold.",
                label="Id of the label in codebook.json.",
                label_name="Name of the label.",
            ),
            *_PLACE,
            *_strings(
                extents="All pieces of the span as “start stop;start stop”; empty for a label of the whole document.",
                quote="The words, with … between pieces.",
                note="The coder’s note.",
            ),
            FlatColumn("doubt", "bool", "Whether the coder marked it as in doubt."),
            *_numbers(page="Page on which it begins; 0 where the source has none.", last_page="Page on which it ends."),
            *_strings(actor="Name of the registered actor that the passage mentions.", actor_id="Its id."),
            *(
                FlatColumn(
                    f"attr_{id}", "string", f"Attribute “{name}”; several values stand with “{SEVERAL}” between."
                )
                for id, name in self._attributes.items()
            ),
        )

    def _span_row(self, span: Span, coded: CodedDocument) -> Row:
        pages = pages_between(coded.pages, span.start, span.stop) if coded.pages and span.extents else None
        first, last = pages or (0, 0)
        return {
            "document_id": span.document,
            "span_id": span.id,
            "layer": self._layers.get(span.layer, span.layer),
            "layer_kind": self._kinds.get(span.layer, "coder"),
            "coder": self._coders.get(span.layer, ""),
            "label": span.label,
            "label_name": self._names.get(span.label, span.label),
            "start": span.start,
            "stop": span.stop,
            "extents": ";".join(f"{start} {stop}" for start, stop in span.extents),
            "quote": span.quote,
            "note": span.note,
            "doubt": span.doubt,
            "page": first,
            "last_page": last,
            "actor": self._actors.get(span.actor, "") if span.actor else "",
            "actor_id": span.actor or "",
            **(
                self._no_values
                | {f"attr_{id}": _cell(value) for id, value in span.attributes.items() if id in self._attributes}
            ),
        }

    def _slot_columns(self) -> tuple[FlatColumn, ...]:
        return (
            *_slot_columns(),
            *(
                FlatColumn(f"attr_{id}", "string", f"What is said of the party as “{name}”.")
                for id, name in self._said.items()
            ),
        )

    def _slot_row(self, link: Link, spans: Mapping[SpanId, Span], coded: CodedDocument) -> Row:
        party = spans.get(link.span) if link.span is not None else None
        actor = link.actor or (party.actor if party is not None else None)
        extents = party.extents if party is not None else link.extents
        return {
            "document_id": coded.document.id,
            "span_id": link.act,
            "role": link.role,
            "role_name": self._roles.get(link.role, link.role),
            "filler_span_id": link.span or "",
            "actor": self._actors.get(actor, "") if actor else "",
            "actor_id": actor or "",
            "value": link.value or "",
            "quote": party.quote if party is not None else link.quote,
            "start": extents[0].start if extents else 0,
            "stop": extents[-1].stop if extents else 0,
            **{f"attr_{id}": _cell(link.attributes.get(id)) for id in self._said},
        }


def _slot_columns() -> tuple[FlatColumn, ...]:
    return (
        _ID,
        FlatColumn("span_id", "string", "Id of the act, a span."),
        *_strings(
            role="Id of the role in codebook.json.",
            role_name="Name of the role.",
            filler_span_id="Id of the span that fills it, if one does.",
            actor="Name of the registered actor that fills it, or that the span mentions.",
            actor_id="Its id.",
            value="implicit, collective, unclear or document, where no words name it.",
            quote="The words that name it.",
        ),
        *_PLACE,
    )


def _field_columns(fields: Sequence[str]) -> dict[str, FlatColumn]:
    """Return a column for each field of the documents: their names may be any, those of columns are words."""
    taken: set[str] = set()
    columns: dict[str, FlatColumn] = {}
    for field in fields:
        word = re.sub(r"\W+", "_", field).strip("_")
        base, number = f"meta_{word or 'field'}", 1
        name = base
        while name.casefold() in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name.casefold())
        columns[field] = FlatColumn(name, "string", f"What is known of it as “{field}”.")
    return columns


def _cell(value: Any) -> str:
    """Return a value in words; several with a bar between."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return _FLAGS[value]
    if isinstance(value, int | float | list):
        return SEVERAL.join(words_of(value))
    return json_text(value)


_FLAGS = {flag: SEVERAL.join(words_of(flag)) for flag in (False, True)}
