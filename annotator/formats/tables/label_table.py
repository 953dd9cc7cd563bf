"""The table of labels, a line a document, layer and label: how many passages have it, and how long they are.

A label on the whole document has a line of its own with its attributes; a document without any has one that is empty
but for what is known of it, so that no document is missing where lines are counted.
"""

from collections.abc import Iterator

from annotator.formats.losses import LINK, Loss, Losses, Part, place_of
from annotator.formats.tables.coding_table import (
    ATTRIBUTE,
    CANDIDATES,
    FIELD,
    NO_GOLD,
    AsText,
    Cell,
    CodingTable,
    decisions_by_span,
    field_cells,
    value_cell,
)
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Span, tidy

COLUMNS = ("document_id", "document", "layer", "coder", "label", "label_name", "of", "spans", "characters")
OF_SPAN = ("span_id", "note", "doubt")
IDS = ("layer_id", "layer_kind", "coder_id", "text_sha256", "split")
DOCUMENT, PASSAGES = "document", "passages"

PLACES = Loss(
    "1 passage is counted alone, without its place, its words and what is said of it",
    "{n} passages are counted alone, without their places, their words and what is said of them",
)
MENTION = Loss(
    "1 actor that a label on a document names is left out",
    "{n} actors that labels on documents name are left out",
    Part.MENTIONS,
)


class LabelTable:
    """`as_text`: how a text is written."""

    def __init__(self, bundle: Bundle, named: bool, as_text: AsText, is_typed: bool = False) -> None:
        self._spans, self._as_text = CodingTable(bundle, named, as_text, is_typed), as_text
        self.attributes, self.fields = self._spans.attributes, bundle.metadata_fields
        attributes = (f"{ATTRIBUTE}{one}" for one in self.attributes)
        self.header = [*COLUMNS, *OF_SPAN, *attributes, *(f"{FIELD}{one}" for one in self.fields), *IDS]
        self.numbers = frozenset({"spans", "characters"})

    def rows(self, coded: CodedDocument) -> Iterator[list[Cell]]:
        """Yield the rows of a document: of each layer, in the order of the codebook's ids."""
        as_text, document = self._as_text, coded.document
        front: list[Cell] = [as_text(document.id), as_text(document.title)]
        fields = field_cells(document.metadata, self.fields, as_text, self._spans.is_typed)
        back: list[Cell] = [as_text(document.text_sha256), as_text(coded.split)]
        by_label: dict[tuple[LayerId, LabelId], list[Span]] = {}
        for span in coded.spans:
            by_label.setdefault((span.layer, span.label), []).append(span)
        if not by_label:
            empty: list[Cell] = [""] * (7 + len(OF_SPAN) + len(self.attributes))
            yield [*front, *empty, *fields, "", "", "", *back]
        for (layer, label), spans in sorted(by_label.items(), key=lambda one: one[0]):
            name, coder, ids = self._spans.layer_cells(layer)
            for row in self._of_label(spans):
                yield [*front, name, coder, *self._spans.label_cells(label), *row, *fields, *ids, *back]

    def _of_label(self, spans: list[Span]) -> Iterator[list[Cell]]:
        passages = [span for span in spans if span.extents]
        if passages:
            covered = tidy(extent for span in passages for extent in span.extents)
            length = sum(stop - start for start, stop in covered)
            yield [PASSAGES, len(passages), length, *[""] * (len(OF_SPAN) + len(self.attributes))]
        for span in sorted((span for span in spans if not span.extents), key=lambda one: one.id):
            said: list[Cell] = [self._as_text(span.id), self._as_text(span.note), 1 if span.doubt else 0]
            values = (span.attributes.get(one) for one in self.attributes)
            cells = (
                "" if value is None else value_cell(value, self._as_text, self._spans.is_typed) for value in values
            )
            yield [DOCUMENT, None, None, *said, *cells]

    def account(self, coded: CodedDocument, losses: Losses, has_slots: bool) -> None:
        """Count what the rows of a document leave out."""
        said = {decision.id for decision in decisions_by_span(coded).values()}
        for decision in coded.decisions:
            losses.add(CANDIDATES if decision.id in said else NO_GOLD, f"in “{coded.document.title}”")
        for span in coded.spans:
            if span.extents:
                losses.add(PLACES, place_of(span, coded.document))
            elif span.actor:
                losses.add(MENTION, place_of(span, coded.document))
        self._spans.account_attributes([one for one in coded.spans if not one.extents], coded, losses)
        for _ in coded.links:
            losses.add(LINK, f"in “{coded.document.title}”")
