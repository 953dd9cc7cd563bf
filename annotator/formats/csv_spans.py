"""CSV, out: a line a span, for spreadsheets and statistics.

Attributes have a column each, attr_<id>, and roles likewise, role_<id> with the parties of an act. The file is
UTF-8 with a byte-order mark, without which Excel takes it for a legacy encoding.
"""

from collections.abc import Iterator
from pathlib import Path

from annotator.acts.acts import Filling, filling_of
from annotator.formats.csv_text import CsvFile, csv_value, guarded
from annotator.formats.format import Format, WriteOptions, Written
from annotator.formats.losses import Loss, Losses, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.staging import staged
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.decision import Decision
from annotator.model.errors import BadFile
from annotator.model.span import Span

COLUMNS = (
    *("document_id", "document", "layer", "coder", "span_id", "label", "start", "stop", "extents", "quote"),
    *("note", "doubt", "actor", "decision_rule", "decision_reason"),
)

TEXTS = Loss("The text and metadata of 1 document are left out", "The texts and metadata of {n} documents are left out")
CANDIDATES = Loss("The candidates of 1 decision are left out", "The candidates of {n} decisions are left out")
NO_GOLD = Loss("1 decision that no span came of is left out", "{n} decisions that no span came of are left out")
UNKNOWN = Loss(
    "1 value of an attribute that is not in the codebook is left out",
    "{n} values of attributes that are not in the codebook are left out",
)
UNKNOWN_ROLE = Loss(
    "1 link with a role that is not in the codebook is left out",
    "{n} links with roles that are not in the codebook are left out",
)


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    """Write `out`."""
    if out.is_dir():
        raise BadFile(str(out), "it is a folder", f"name a file in it, for example {out / 'gold.csv'}")
    losses, table = Losses(), _Table(bundle, options.names)
    with staged(out.parent) as staging:
        with staging.open(out.name) as file:
            lines = CsvFile(file, out.name, table.header)
            for number, coded in enumerate(bundle.documents, 1):
                _account(coded, table, losses)
                lines.add(table.rows(coded))
                options.advance(number)
        return Written(staging.names, losses.sentences())


def losses_of(bundle: Bundle) -> tuple[str, ...]:
    """Return what a line a span cannot carry of a bundle."""
    losses, table = Losses(), _Table(bundle, named=False)
    for coded in bundle.documents:
        _account(coded, table, losses)
    return losses.sentences()


class _Table:
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
        made_by = {span: decision for decision in coded.decisions for span in decision.gold}
        spans = {span.id: span for span in coded.spans}
        parties: dict[tuple[str, str], list[str]] = {}
        for link in sorted(coded.links, key=lambda link: link.id):
            filling = filling_of(link, spans.get(link.span) if link.span else None)
            parties.setdefault((link.act, link.role), []).append(self._party(filling))
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
            ";".join(f"{start} {stop}" for start, stop in span.extents),
            guarded(span.quote),
            guarded(span.note),
            "1" if span.doubt else "0",
            guarded(self._actors.get(span.actor, span.actor) if span.actor else ""),
            "" if decision is None else decision.rule.value,
            "" if decision is None else guarded(decision.reason),
        ]

    def _party(self, filling: Filling) -> str:
        if filling.actor is not None:
            return self._actors.get(filling.actor, filling.actor)
        return filling.quote or filling.value or ""


def _account(coded: CodedDocument, table: _Table, losses: Losses) -> None:
    place = f"“{coded.document.title}”"
    losses.add(TEXTS, place)
    for decision in coded.decisions:
        losses.add(CANDIDATES if decision.gold else NO_GOLD, f"in {place}")
    for span in coded.spans:
        for attribute in span.attributes:
            if attribute not in table.attributes:
                losses.add(UNKNOWN, f"{attribute} of {place_of(span, coded.document)}")
    for link in coded.links:
        if link.role not in table.roles:
            losses.add(UNKNOWN_ROLE, f"a {link.role} in {place}")


FORMAT = Format(name="csv", title="CSV, a line a span", extensions=(".csv",), losses=losses_of, write=write)
