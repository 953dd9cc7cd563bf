"""The directed dyad table, out: a line for each act, source and target, as CSV or Parquet, for statistics.

Columns are the same for every project but for the attributes of its codebook (attr_<id>) and the schemes of its
crosswalk (<scheme>, with <scheme>_note where the scheme has nothing for the act: that is said and not hidden). Codes
are ISO 3166-1 alpha-3 and the state numbers and abbreviations of the Correlates of War project. A CSV file is UTF-8
with a byte-order mark, as in `csv_spans`.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.acts.acts import Act, acts_of
from annotator.acts.crosswalk import counterpart_of, schemes_of
from annotator.acts.dyads import Dyad, Side, date_of, dyads_of, roles_of
from annotator.formats.csv_spans import CANDIDATES, NO_GOLD, UNKNOWN
from annotator.formats.csv_text import csv_line, csv_value
from annotator.formats.format import Format, WriteOptions, Written
from annotator.formats.losses import NOTE, Loss, Losses, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.parquet import parquet_bytes
from annotator.formats.staging import staged, utf8
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import AttributeKind, Codebook
from annotator.model.decision import Decision
from annotator.model.errors import BadFile
from annotator.model.ids import AttributeId, SpanId

SIDE = ("name", "kind", "iso3", "cow", "cow_abb", "text", "value", "group")
COLUMNS = (
    *("document_id", "document", "date"),
    *(f"source_{part}" for part in SIDE),
    *(f"target_{part}" for part in SIDE),
    *("act", "force", "force_rank", "force_levels", "quote", "start", "stop", "doubt"),
    *("layer", "coder", "act_id", "decision_rule", "decision_reason", "decision_time", "codebook_version"),
)
NUMBERS = frozenset({"force_rank", "force_levels", "start", "stop", "codebook_version"})

NOT_ACTS = Loss("1 span is left out, since it is no act", "{n} spans are left out, since they are no acts")
EMPTY = Loss("1 act has a required slot that is empty", "{n} acts have a required slot that is empty")
TEXTS = Loss(
    "The text of 1 document and its metadata, but for the date, are left out",
    "The texts of {n} documents and their metadata, but for the date, are left out",
)
SLOT = Loss(
    "1 party in a slot that is neither source nor target is left out",
    "{n} parties in slots that are neither source nor target are left out",
)
PIECES = Loss("The gaps in 1 act in pieces are left out", "The gaps in {n} acts in pieces are left out")
UNDECIDED = "no counterpart for these attributes"
"""What stands beside an empty code where the crosswalk has no entry at all, for example where no force is coded."""
Row = dict[str, Any]


def write(bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    """Write `out`: Parquet where it is called so, else CSV."""
    if out.is_dir():
        raise BadFile(str(out), "it is a folder", f"name a file in it, for example {out / 'dyads.csv'}")
    losses, table = Losses(), _Table(bundle, options)
    with staged(out.parent) as staging:
        with staging.open(out.name) as file:
            rows = _accounted(bundle, table, losses, options)
            if out.suffix.lower() == ".parquet":
                file.write(parquet_bytes(table.header, NUMBERS, list(rows), out.name))
            else:
                file.write(utf8("\ufeff" + csv_line(table.header), out.name))
                for row in rows:
                    file.write(utf8(csv_line([_cell(row[name]) for name in table.header]), out.name))
        return Written(staging.names, losses.sentences())


def losses_of(bundle: Bundle) -> tuple[str, ...]:
    """Return what a line a dyad cannot carry of a bundle, and what is missing in it."""
    losses = Losses()
    for coded in bundle.documents:
        _account(coded, bundle, losses)
    return losses.sentences()


def _accounted(bundle: Bundle, table: "_Table", losses: Losses, options: WriteOptions) -> Iterator[Row]:
    for number, coded in enumerate(bundle.documents, 1):
        _account(coded, bundle, losses)
        yield from table.rows(coded)
        options.advance(number)


class _Table:
    """The columns, and what stands in them."""

    def __init__(self, bundle: Bundle, options: WriteOptions) -> None:
        self._book, self._expand = bundle.codebook, options.expand_groups
        self._register = {actor.id: actor for actor in bundle.actors}
        self._layers = layer_names(bundle, options.names)
        coders = {coder.id: coder.name for coder in bundle.coders} if options.names else coder_names(bundle)
        self._coders = {layer.id: coders.get(layer.coder, "") for layer in bundle.layers if layer.coder is not None}
        self._schemes = schemes_of(bundle.codebook)
        self._attributes = attributes_of(bundle.codebook)
        self.header = [
            *COLUMNS,
            *(f"attr_{attribute}" for attribute in self._attributes),
            *(name for scheme in self._schemes for name in (column_of(scheme), f"{column_of(scheme)}_note")),
        ]

    def rows(self, coded: CodedDocument) -> Iterator[Row]:
        """Yield a row for each dyad of a document, by the places of the acts in the text."""
        made_by = {span: decision for decision in coded.decisions for span in decision.gold}
        spans = sorted(coded.spans, key=lambda span: (span.start, -span.stop, span.label, span.id))
        acts = acts_of(self._book, spans, coded.links)
        for dyad in dyads_of(acts, coded.document.metadata, self._register, self._expand):
            yield self._row(dyad, coded, made_by)

    def _row(self, dyad: Dyad, coded: CodedDocument, made_by: Mapping[SpanId, Decision]) -> Row:
        span, label = dyad.act.span, dyad.act.label
        decision = made_by.get(span.id)
        row: Row = {
            "document_id": coded.document.id,
            "document": coded.document.title,
            "date": date_of(coded.document.metadata),
            **_side("source", dyad.source),
            **_side("target", dyad.target),
            "act": label.id,
            **_force(dyad),
            "quote": span.quote,
            "start": span.start if span.extents else None,
            "stop": span.stop if span.extents else None,
            "doubt": span.doubt,
            "layer": self._layers.get(span.layer, span.layer),
            "coder": self._coders.get(span.layer, ""),
            "act_id": span.id,
            "decision_rule": decision.rule.value if decision else "",
            "decision_reason": decision.reason if decision else "",
            "decision_time": decision.time if decision else "",
            "codebook_version": span.codebook_version or None,
        }
        for attribute in self._attributes:
            row[f"attr_{attribute}"] = span.attributes.get(attribute, "")
        for scheme in self._schemes:
            found, name = counterpart_of(label, span.attributes, scheme), column_of(scheme)
            row |= {name: found.code if found else "", f"{name}_note": found.note if found else UNDECIDED}
        return row


def attributes_of(codebook: Codebook) -> tuple[AttributeId, ...]:
    """Return the attributes that have a column: all that can be said of acts, in the order of the codebook."""
    acts = [label for label in codebook.labels if label.is_act]
    return tuple(dict.fromkeys(part.id for label in acts for part in label.attributes))


def column_of(scheme: str) -> str:
    """Return the name of a scheme's column."""
    return "".join(char if char.isalnum() else "_" for char in scheme.lower())


def _side(which: str, side: Side) -> Row:
    codes = side.actor.codes if side.actor else {}
    values = (
        *(side.name, side.actor.kind.value if side.actor else ""),
        *(codes.get(scheme, "") for scheme in ("iso3", "cow", "cow_abb")),
        *(side.text, side.value or "", side.group.name if side.group else ""),
    )
    return {f"{which}_{part}": value for part, value in zip(SIDE, values, strict=True)}


def _force(dyad: Dyad) -> Row:
    """Return the first ordinal attribute of the act: its value, its rank from 1 and how many levels there are."""
    ordinal = next((one for one in dyad.act.label.attributes if one.kind is AttributeKind.ORDINAL), None)
    value = dyad.act.span.attributes.get(ordinal.id, "") if ordinal else ""
    known = ordinal is not None and value in ordinal.values
    return {
        "force": value,
        "force_rank": ordinal.values.index(str(value)) + 1 if ordinal and known else None,
        "force_levels": len(ordinal.values) if ordinal else None,
    }


def _cell(value: Any) -> str:
    return "" if value is None else csv_value(value)


def _account(coded: CodedDocument, bundle: Bundle, losses: Losses) -> None:
    title = f"“{coded.document.title}”"
    losses.add(TEXTS, title)
    for decision in coded.decisions:
        losses.add(CANDIDATES if decision.gold else NO_GOLD, f"in {title}")
    acts = acts_of(bundle.codebook, coded.spans, coded.links)
    known, known_attributes = {act.span.id for act in acts}, attributes_of(bundle.codebook)
    for span in coded.spans:
        if span.id not in known:
            losses.add(NOT_ACTS, place_of(span, coded.document))
    for act in acts:
        place = place_of(act.span, coded.document)
        if act.missing:
            losses.add(EMPTY, f"{act.missing[0].name.lower()} of {place}")
        for loss, what in _unsaid(act, known_attributes):
            losses.add(loss, f"{what} of {place}" if what else place)


def _unsaid(act: Act, known: Collection[str]) -> Iterator[tuple[Loss, str]]:
    """Yield what a line a dyad has no column for, each with what it is of the act."""
    if act.span.note:
        yield NOTE, ""
    if len(act.span.extents) > 1:
        yield PIECES, ""
    for attribute in act.span.attributes:
        if attribute not in known:
            yield UNKNOWN, attribute
    sides = {role.id for role in roles_of(act.label) if role is not None}
    for role, fillings in act.fillings.items():
        if role not in sides:
            yield from ((SLOT, role) for _ in fillings)


FORMAT = Format(
    name="dyads",
    title="Directed dyads, a line an act and addressee (CSV or Parquet)",
    extensions=(".csv", ".parquet"),
    losses=losses_of,
    write=write,
)
