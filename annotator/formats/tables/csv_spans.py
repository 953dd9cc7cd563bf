"""CSV, out: a line a span, for spreadsheets and statistics.

Attributes have a column each, attr_<id>, and roles likewise, role_<id> with the parties of an act. The file is
UTF-8 with a byte-order mark, without which Excel takes it for a legacy encoding.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotator.acts.acts import filling_of
from annotator.formats.format import Format, Options, Piece, Writer, WritingRun
from annotator.formats.losses import EVERYTHING, OF_THE_PROJECT, Loss, Losses, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.csv_text import MARK, csv_texts, csv_value, guarded
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.decision import Decision
from annotator.model.document import pages_between
from annotator.model.ids import SpanId
from annotator.model.span import Link, Span

COLUMNS = (
    *("document_id", "document", "layer", "coder", "span_id", "label", "start", "stop", "page", "last_page", "extents"),
    *("quote", "note", "doubt", "actor", "decision_rule", "decision_reason"),
)

TEXTS = Loss("The text and metadata of 1 document are left out", "The texts and metadata of {n} documents are left out")
CANDIDATES = Loss("The candidates of 1 decision are left out", "The candidates of {n} decisions are left out")
NO_GOLD = Loss("1 decision that no span came of is left out", "{n} decisions that no span came of are left out")
ACTOR = Loss(
    "1 actor of the register is left out, but for its name where it stands in a line",
    "{n} actors of the register are left out, but for their names where they stand in a line",
)
UNKNOWN = Loss(
    "1 value of an attribute that is not in the codebook is left out",
    "{n} values of attributes that are not in the codebook are left out",
)
WORDLESS = Loss(
    "1 party without words is left out: neither a passage nor an actor nor a value",
    "{n} parties without words are left out: neither passages nor actors nor values",
)
UNKNOWN_ROLE = Loss(
    "1 link with a role that is not in the codebook is left out",
    "{n} links with roles that are not in the codebook are left out",
)


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the names of the columns, then the lines of each document."""
    table = _SpanTable(bundle, run.names)
    yield from (Piece(MARK + text) for text in csv_texts([table.header]))
    for coded in bundle.documents:
        _account(coded, table, run.losses)
        yield from map(Piece, csv_texts(table.rows(coded)))


class _SpanTable:
    """The columns, and what stands in them."""

    def __init__(self, bundle: Bundle, named: bool) -> None:
        labels = bundle.codebook.labels
        self.attributes = tuple(dict.fromkeys(part.id for label in labels for part in label.attributes))
        self.roles = tuple(dict.fromkeys(part.id for label in labels for part in label.roles))
        self.header = [
            *COLUMNS,
            *(f"attr_{attribute}" for attribute in self.attributes),
            *(f"role_{role}" for role in self.roles),
        ]
        self._actors = {actor.id: actor.name for actor in bundle.actors}
        self._layers = layer_names(bundle, named)
        coders = {coder.id: coder.name for coder in bundle.coders} if named else coder_names(bundle)
        self._coders = {layer.id: coders.get(layer.coder, "") for layer in bundle.layers if layer.coder is not None}

    def rows(self, coded: CodedDocument) -> Iterator[list[str]]:
        """Yield a row for each span of a document, by their places in the text."""
        made_by = decisions_by_span(coded)
        spans = {span.id: span for span in coded.spans}
        parties: dict[tuple[str, str], list[str]] = {}
        for link in sorted(coded.links, key=lambda link: link.id):
            if party := self.party(link, spans):
                parties.setdefault((link.act, link.role), []).append(party)
        for span in sorted(coded.spans, key=lambda span: (span.start, -span.stop, span.label, span.id)):
            yield [
                *self._fixed(span, coded, made_by.get(span.id)),
                *(csv_value(span.attributes.get(attribute, "")) for attribute in self.attributes),
                *(guarded(" | ".join(parties.get((span.id, role), []))) for role in self.roles),
            ]

    def _fixed(self, span: Span, coded: CodedDocument, decision: Decision | None) -> list[str]:
        texts = (
            *(coded.document.id, coded.document.title, self._layers.get(span.layer, span.layer)),
            *(self._coders.get(span.layer, ""), span.id, span.label),
        )
        return [
            *(guarded(text) for text in texts),
            str(span.start) if span.extents else "",
            str(span.stop) if span.extents else "",
            *page_cells(span, coded.pages),
            ";".join(f"{start} {stop}" for start, stop in span.extents),
            guarded(span.quote),
            guarded(span.note),
            "1" if span.doubt else "0",
            guarded(self._actors.get(span.actor, span.actor) if span.actor else ""),
            "" if decision is None else decision.rule.value,
            "" if decision is None else guarded(decision.reason),
        ]

    def party(self, link: Link, spans: Mapping[SpanId, Span]) -> str:
        """Return who fills a slot, in words; none where it is a label on a whole document."""
        filling = filling_of(link, spans.get(link.span) if link.span else None)
        if filling.actor is not None:
            return self._actors.get(filling.actor, filling.actor)
        return filling.quote or filling.value or ""


def page_cells(span: Span, pages: Sequence[int]) -> tuple[str, str]:
    """Return the first and the last page of a span as cells, empty where the source has none."""
    found = pages_between(pages, span.start, span.stop) if span.extents else None
    return (str(found[0]), str(found[1])) if found is not None else ("", "")


def decisions_by_span(coded: CodedDocument) -> dict[SpanId, Decision]:
    """Return the decision that each span of a document came of, of several the last one by id."""
    known = {span.id for span in coded.spans}
    decisions = sorted(coded.decisions, key=lambda decision: decision.id)
    return {span: decision for decision in decisions for span in decision.gold if span in known}


def _account(coded: CodedDocument, table: _SpanTable, losses: Losses) -> None:
    place = f"“{coded.document.title}”"
    said = {decision.id for decision in decisions_by_span(coded).values()}
    for decision in coded.decisions:
        losses.add(CANDIDATES if decision.id in said else NO_GOLD, f"in {place}")
    for span in coded.spans:
        for attribute in span.attributes:
            if attribute not in table.attributes:
                losses.add(UNKNOWN, f"{attribute} of {place_of(span, coded.document)}")
    spans = {span.id: span for span in coded.spans}
    for link in coded.links:
        if link.role not in table.roles:
            losses.add(UNKNOWN_ROLE, f"a {link.role} in {place}")
        elif not table.party(link, spans):
            losses.add(WORDLESS, f"a {link.role} in {place}")


FORMAT = Format(
    name="csv",
    title="CSV, a line a span",
    extensions=(".csv",),
    writer=Writer(
        pieces=pieces,
        carries=EVERYTHING
        - OF_THE_PROJECT
        - {
            *(Part.TEXTS, Part.METADATA, Part.PAGES, Part.MOVES, Part.UNITS),
            *(Part.ASSIGNMENTS, Part.CODEBOOK, Part.ACTORS),
        },
        about="a span a line with its document, place, quote, attributes, roles and decision.",
        leaves_out="the texts themselves, metadata, decisions that no span came of.",
        options=Options,
        says={Part.TEXTS: TEXTS, Part.METADATA: None, Part.ACTORS: ACTOR},
    ),
)
