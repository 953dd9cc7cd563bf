"""What belongs to a table of spans and has no place in it: documents with their texts, slots, codebook and people."""

from collections.abc import Iterator
from typing import Any

from annotator.formats.json_text import json_text
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.coding_table import FIELD, AsText, Cell, CodingTable, extents_cell, field_cells
from annotator.model import program_version
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.span import Link

SCHEMA_VERSION = 1
DOCUMENTS = ("document_id", "document", "text_sha256", "characters", "source", "position", "pages", "split", "units")
SLOTS = (
    *(
        "document_id",
        "link_id",
        "act",
        "role",
        "span_id",
        "actor",
        "actor_id",
        "value",
        "extents",
        "quote",
        "attributes",
    ),
)
METADATA, TEXT = "metadata", "text"
NUMBERS_OF_DOCUMENTS = frozenset({"characters", "position"})


def documents_header(bundle: Bundle) -> list[str]:
    """Return the columns of the table of documents."""
    return [*DOCUMENTS, *(f"{FIELD}{field}" for field in bundle.metadata_fields), METADATA, TEXT]


def document_row(coded: CodedDocument, bundle: Bundle, as_text: AsText) -> list[Cell]:
    """Return the row of a document; what is known of it stands there once more as JSON, exactly."""
    document = coded.document
    return [
        as_text(document.id),
        as_text(document.title),
        as_text(document.text_sha256),
        len(document.text),
        as_text(document.source),
        document.position,
        as_text(" ".join(map(str, coded.pages))),
        as_text(coded.split),
        extents_cell(coded.units),
        *field_cells(document.metadata, bundle.metadata_fields, as_text),
        as_text(json_text(dict(document.metadata))) if document.metadata else "",
        as_text(document.text),
    ]


def slot_rows(coded: CodedDocument, table: CodingTable, as_text: AsText) -> Iterator[list[Cell]]:
    """Yield a row for each party of an act."""
    document = as_text(coded.document.id)
    for link in sorted(coded.links, key=lambda link: (link.act, link.role, link.id)):
        yield [document, *_slot(link, table, as_text)]


def _slot(link: Link, table: CodingTable, as_text: AsText) -> list[Cell]:
    return [
        as_text(link.id),
        as_text(link.act),
        as_text(link.role),
        as_text(link.span or ""),
        as_text(table.actor_name(link.actor)) if link.actor else "",
        as_text(link.actor or ""),
        link.value or "",
        extents_cell(link.extents),
        as_text(link.quote),
        as_text(json_text(dict(sorted(link.attributes.items())))) if link.attributes else "",
    ]


def facts_of(bundle: Bundle, named: bool) -> dict[str, Any]:
    """Return codebook, layers, coders and actors as a JSON object; coders without their names unless `named`."""
    coders, layers = coder_names(bundle), layer_names(bundle, named)
    return {
        "name": bundle.name,
        "schema_version": SCHEMA_VERSION,
        "program": program_version.OURS,
        "codebook_version": bundle.codebook_version,
        "codebook_version_id": bundle.codebook_id,
        "version_numbers": dict(sorted(bundle.version_numbers.items())),
        "coders": [
            {**coder.model_dump(mode="json"), "name": coder.name if named else coders[coder.id]}
            for coder in sorted(bundle.coders, key=lambda coder: coder.id)
        ],
        "layers": [
            {**layer.model_dump(mode="json"), "name": layers[layer.id], "whole": layer.id in bundle.held}
            for layer in sorted(bundle.layers, key=lambda layer: layer.id)
        ],
        "actors": [actor.model_dump(mode="json") for actor in sorted(bundle.actors, key=lambda actor: actor.id)],
        "codebook": bundle.codebook.model_dump(mode="json", exclude_defaults=True),
    }
