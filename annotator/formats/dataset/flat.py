"""Flat data: a row a document, span, slot, dyad or given unit; as JSON lines whose columns have one type and no nulls.

So `datasets`, pandas, R's jsonlite and DuckDB read them without being told anything; what a row has not is empty, or 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.formats.dataset.columns import (
    ID,
    PLACE,
    SEVERAL,
    SOFT,
    SPAN,
    UNIT,
    FlatColumn,
    FlatTable,
    field_columns,
    numbers,
    slot_columns,
    strings,
    unit_columns,
)
from annotator.formats.dataset.who_coded import WhoCoded
from annotator.formats.json_text import json_text
from annotator.formats.jsonl.jsonl import in_order
from annotator.formats.names import coder_names, layer_names
from annotator.formats.soft_labels import soft_record
from annotator.formats.tables.coding_table import decisions_by_span
from annotator.formats.tables.dyads import ABOUT, NUMBERS, DyadTable
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import CodingUnit
from annotator.model.decision import Decision
from annotator.model.document import pages_between
from annotator.model.given_units import unit_numbers
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.model.soft_label import SoftLabel
from annotator.model.span import Link, Span
from annotator.model.value_forms import words_of

Row = dict[str, Any]
_A_DYAD = "A source and a target of an act a row: who does what towards whom, when."
_A_SPAN = "A span a row: a coded passage with its label, or a label of a whole document."


class FlatTables:
    """The tables of a bundle and the rows of its documents; `named`: coders by name; `soft`: with votes and chances."""

    def __init__(self, bundle: Bundle, named: bool, soft: bool = False) -> None:
        self._soft = soft
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
        self._coders = {coder.id: coder.name for coder in bundle.coders} if named else coder_names(bundle)
        self._owners = {layer.id: layer.coder for layer in bundle.layers}
        self.who_coded = WhoCoded(bundle)
        self._has_units = bundle.codebook.unit is not CodingUnit.FREE
        self._of_layers: dict[LayerId, Row] = {}
        self._of_labels: dict[LabelId, Row] = {}
        self._fields = field_columns(bundle.metadata_fields)
        self.documents = FlatTable("documents", "A document a row, with its text.", self._document_columns())
        self.spans = FlatTable("spans", _A_SPAN, self._span_columns())
        self.slots = FlatTable("slots", "A slot of an act a row, and who or what fills it.", self._slot_columns())
        has_acts = any(label.is_act for label in labels)
        self._dyads = DyadTable(bundle, named, expand=False, losses=None, as_cell=_cell) if has_acts else None
        self.dyads = FlatTable("dyads", _A_DYAD, _dyad_columns(self._dyads.header) if self._dyads else ())
        self.units = FlatTable("units", "A given unit a row, coded or not, in the order of the text.", unit_columns())
        self.all = (self.spans, self.documents, self.slots, self.dyads, self.units)
        """The first one is what is read unless another is named."""

    def rows(self, coded: CodedDocument) -> Iterator[tuple[FlatTable, list[Row]]]:
        """Yield the rows of a document, table by table: spans by place, slots by span, units as they follow."""
        yield self.documents, [self._document_row(coded)]
        ordered = in_order(coded.spans)
        if ordered:
            made_by = decisions_by_span(coded) if coded.decisions else {}
            yield self.spans, [self._span_row(span, coded, made_by.get(span.id)) for span in ordered]
        if coded.links:
            by_id = {span.id: span for span in ordered}
            place = {span.id: number for number, span in enumerate(ordered)}
            links = sorted(coded.links, key=lambda link: (place.get(link.act, len(place)), link.role, link.id))
            yield self.slots, [self._slot_row(link, by_id, coded) for link in links]
        if self._dyads is not None and ordered and (dyads := [*self._dyads.rows(coded)]):
            yield self.dyads, [_dyad_row(self._dyads.header, cells) for cells in dyads]
        if coded.units:
            yield self.units, list(_unit_rows(coded))

    def _document_columns(self) -> tuple[FlatColumn, ...]:
        return (
            ID,
            *strings(title="Its title."),
            *self._fields.values(),
            *strings(
                text="The text, with line feeds alone at the ends of lines.",
                text_sha256="SHA-256 of the text in UTF-8.",
                coders=f"Pseudonyms of all who coded it, also who found nothing, with “{SEVERAL}” between.",
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
            "coders": SEVERAL.join(sorted(self._coders.get(one, one) for one in self.who_coded.of(coded))),
            "metadata": json_text(dict(document.metadata)),
        }

    def _span_columns(self) -> tuple[FlatColumn, ...]:
        return (
            ID,
            SPAN,
            *strings(
                layer="Whose pass over the texts it stands in: gold, or a coder’s, by pseudonym.",
                layer_kind="gold, coder or suggestions.",
                coder="Pseudonym of the coder; empty for gold.",
                label="Id of the label in codebook.json.",
                label_name="Name of the label.",
            ),
            *PLACE,
            *strings(
                extents="All pieces of the span as “start stop;start stop”; empty for a label of the whole document.",
                quote="The words, with … between pieces.",
                note="The coder’s note.",
            ),
            FlatColumn("doubt", "bool", "Whether the coder marked it as in doubt."),
            *numbers(page="Page on which it begins; 0 where the source has none.", last_page="Page on which it ends."),
            *strings(actor="Name of the registered actor that the passage mentions.", actor_id="Its id."),
            *strings(decision_rule="Of gold: how it came about.", decision_reason="The reason that was given for it."),
            *(UNIT if self._has_units else ()),
            *(SOFT if self._soft else ()),
            *(
                FlatColumn(
                    f"attr_{id}", "string", f"Attribute “{name}”; several values stand with “{SEVERAL}” between."
                )
                for id, name in self._attributes.items()
            ),
        )

    def _span_row(self, span: Span, coded: CodedDocument, decision: Decision | None) -> Row:
        extents, attributes = span.extents, span.attributes
        start, stop = (extents[0][0], extents[-1][1]) if extents else (0, 0)
        first, last = (pages_between(coded.pages, start, stop) if coded.pages and extents else None) or (0, 0)
        row = {
            "document_id": span.document,
            "span_id": span.id,
            **(self._of_layers.get(span.layer) or self._layer_cells(span.layer)),
            **(self._of_labels.get(span.label) or self._label_cells(span.label)),
            "start": start,
            "stop": stop,
            "extents": ";".join([f"{one} {other}" for one, other in extents]),
            "quote": span.quote,
            "note": span.note,
            "doubt": span.doubt,
            "page": first,
            "last_page": last,
            "actor": self._actors.get(span.actor, "") if span.actor else "",
            "actor_id": span.actor or "",
            "decision_rule": decision.rule.value if decision is not None else "",
            "decision_reason": decision.reason if decision is not None else "",
        }
        if self._has_units:
            row["unit"], row["last_unit"] = unit_numbers(coded.units, extents) or (0, 0)
        if self._soft:
            row |= self._soft_cells(coded.soft.get(span.id))
        row |= self._no_values
        for id, value in attributes.items() if attributes else ():
            if id in self._attributes:
                row[f"attr_{id}"] = _cell(value)
        return row

    def _soft_cells(self, soft: SoftLabel | None) -> Row:
        said = {} if soft is None else soft_record(soft, lambda layer: self._layers.get(layer, layer))
        return {column.name: json_text(said[column.name]) if column.name in said else "" for column in SOFT}

    def _layer_cells(self, layer: LayerId) -> Row:
        """Return the cells of a layer, which are the same in all its rows; not to be changed."""
        owner = self._owners.get(layer)
        found = self._of_layers[layer] = {
            "layer": self._layers.get(layer, layer),
            "layer_kind": self._kinds.get(layer, "coder"),
            "coder": self._coders.get(owner, "") if owner is not None else "",
        }
        return found

    def _label_cells(self, label: LabelId) -> Row:
        """Return the cells of a label, likewise."""
        found = self._of_labels[label] = {"label": label, "label_name": self._names.get(label, label)}
        return found

    def _slot_columns(self) -> tuple[FlatColumn, ...]:
        return (
            *slot_columns(),
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


_NO_DATES = {"date": "document_date", "decision_time": "decided_on"}
"""What columns of the dyad table are called here: pandas, and so mlcroissant, makes dates of columns by their names."""


def _dyad_columns(header: Sequence[str]) -> tuple[FlatColumn, ...]:
    return tuple(
        FlatColumn(
            _NO_DATES.get(name, name),
            "int64" if name in NUMBERS else "bool" if name == "doubt" else "string",
            ABOUT.get(name) or f"As coded: {name.removeprefix('source_').removeprefix('target_')}.",
        )
        for name in header
    )


def _dyad_row(header: Sequence[str], cells: Sequence[Any]) -> Row:
    row = dict(zip((_NO_DATES.get(name, name) for name in header), cells, strict=True))
    return row | {name: row[name] or 0 for name in NUMBERS} | {"doubt": row["doubt"] == "1"}


def _unit_rows(coded: CodedDocument) -> Iterator[Row]:
    text = coded.document.text
    for number, (start, stop) in enumerate(coded.units, 1):
        yield {
            "document_id": coded.document.id,
            "unit": number,
            "start": start,
            "stop": stop,
            "quote": text[start:stop],
        }


def _cell(value: Any) -> str:
    """Return a value in words, several with a bar between; what is neither as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return _FLAGS[value]
    if isinstance(value, int | float) or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return SEVERAL.join(words_of(value))
    return json_text(value)


_FLAGS = {flag: SEVERAL.join(words_of(flag)) for flag in (False, True)}
