"""The rows of our own tables -> documents and spans, each row by itself: what it says, and what of it is left out."""

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, NamedTuple

from pydantic_core import from_json

from annotator.formats.losses import Loss, Losses, Part
from annotator.formats.making import derived_id
from annotator.formats.placing import PlaceClaim, placed
from annotator.formats.tables.coding_table import ATTRIBUTE, FIELD
from annotator.formats.tables.label_table import PASSAGES
from annotator.formats.tables.own_facts import ORIGIN, OwnFacts
from annotator.formats.tables.own_places import claim_of, exact_place, ranges_of, unit_claim
from annotator.formats.tables.rows import Row, RowTable
from annotator.model.codebook_version import known_by_number
from annotator.model.document import Document, canonical, sha256_of
from annotator.model.given_units import unit_problem
from annotator.model.ids import ActorId, CodebookVersionId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Link, Span, quote_of

WITHOUT_LABEL = Loss("1 row without a label is left out", "{n} rows without a label are left out")
OF_PASSAGES = Loss(
    "1 row that counts passages is left out, since it does not say where they are",
    "{n} rows that count passages are left out, since they do not say where they are",
)
UNFIT = Loss(
    "The units of 1 document are left out, since they do not fit its text",
    "The units of {n} documents are left out, since they do not fit their texts",
    Part.UNITS,
)
_MOST_KNOWN = 10_000


@dataclass(slots=True)
class OwnCoded:
    """`said`: the spans without their places, which are there once these are settled.

    `claims`: what rows say of their places, in their order; None of a label on the whole.
    """

    document: Document
    pages: tuple[int, ...] = ()
    said: "list[_OwnSpanSaid]" = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    claims: list[PlaceClaim | None] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    split: str = ""
    units: tuple[Extent, ...] = ()
    labels: dict[str, LabelId] = field(default_factory=dict)
    """Of the spans that have a place, by their ids."""

    def exact_places(self) -> list[tuple[Extent, ...] | None]:
        """Return the places of claims that are exactly right, None of those that are to be looked for."""
        text = self.document.text
        return [exact_place(claim, text) for claim in self.claims]

    def places(self, losses: Losses) -> list[tuple[Extent, ...]]:
        """Return the places of all claims; what is to be told of them is counted."""
        exact = self.exact_places()
        claims = [claim for claim in self.claims if claim is not None]
        found = placed(self.document.text, claims) if None in exact else None
        if found is None:
            return [place for place in exact if place is not None]
        found.count_losses(losses, self.document.title)
        places = iter(found.places)
        return [() if claim is None else next(places).extents for claim in self.claims]

    def settle(self, losses: Losses) -> None:
        """Give the spans their places; those that have none are counted and gone."""
        text, document, settled = self.document.text, self.document.id, dict[SpanId, Span]()
        for said, claim, place in zip(self.said, self.claims, self.places(losses), strict=True):
            if claim is None:
                settled[said.id] = said.at(document, (), "")
            elif place:
                quote = claim.quote if claim.quote and len(place) == 1 else None
                is_same = quote is not None and text.startswith(quote, place[0].start)
                settled[said.id] = said.at(document, place, quote if quote and is_same else quote_of(text, place))
        self.spans = list(settled.values())
        self.labels = {span.id: span.label for span in self.spans}


class OwnDocuments:
    """Reads the rows of the table of documents."""

    def __init__(self, table: RowTable) -> None:
        names = ("document_id", "document", "text", "source", "position", "pages", "metadata", "split", "units")
        self._get = {name: table.getter(name) for name in names}
        self._fields = {name: table.getter(FIELD + name) for name in table.named(FIELD)}

    def read(self, row: Row, number: int, losses: Losses) -> OwnCoded:
        """Return the document of a row; `number`: of the row, from 0."""
        get = self._get
        text = canonical(get["text"](row))
        sha256 = sha256_of(text)
        id = DocumentId(get["document_id"](row) or derived_id(ORIGIN, "document", sha256))
        said = exactly(get["metadata"](row)) or {name: cell for name, of in self._fields.items() if (cell := of(row))}
        position = _whole(get["position"](row), number)
        document = Document(id, get["document"](row), text, sha256, said, get["source"](row), position)
        begins = tuple(int(one) for one in get["pages"](row).split() if one.isdecimal())
        units = self._units(get["units"](row), document, losses)
        return OwnCoded(document, begins, split=get["split"](row), units=units)

    def _units(self, cell: str, document: Document, losses: Losses) -> tuple[Extent, ...]:
        """Return the units that a cell says; none, which is counted, where they do not fit the text."""
        ranges = ranges_of(cell)
        if unit_problem(ranges, len(document.text)):
            losses.add(UNFIT, f"“{document.title}”")
            return ()
        return tuple(Extent(start, stop) for start, stop in ranges)


class _OwnSpanSaid(NamedTuple):
    """A span as a row says it, but for its place."""

    id: SpanId
    layer: LayerId
    label: LabelId
    attributes: dict[str, Any]
    note: str
    doubt: bool
    actor: ActorId | None
    version: CodebookVersionId

    def at(self, document: DocumentId, place: tuple[Extent, ...], quote: str) -> Span:
        """Return the span at its place."""
        id, layer, label, attributes, note, doubt, actor, version = self
        return Span(id, layer, document, label, place, quote, attributes, note, doubt, actor, version)


class _SpanCells(NamedTuple):
    """The cells of a row of spans that are the same in all projects, in any table."""

    document_id: str
    document: str
    text_sha256: str
    span_id: str
    label: str
    label_name: str
    start: str
    stop: str
    extents: str
    quote: str
    note: str
    doubt: str
    of: str
    actor: str
    actor_id: str
    actor_kind: str
    codebook_version: str
    codebook_version_id: str
    unit: str
    last_unit: str
    layer_id: str
    layer: str
    layer_kind: str
    coder_id: str
    coder: str


_CELLS, _SAID = partial(tuple.__new__, _SpanCells), partial(tuple.__new__, _OwnSpanSaid)


class OwnSpans:
    """Reads the rows of the table of spans."""

    def __init__(self, table: RowTable, facts: OwnFacts) -> None:
        self._pick, self._facts, self._values_of = table.picker(_SpanCells._fields), facts, _Attributes(table, facts)
        self._has_values = bool(table.named(ATTRIBUTE))

    def cells(self, row: Row) -> _SpanCells:
        """Return the cells of a row by their names."""
        return _CELLS(self._pick(row))

    def read(
        self, row: Row, said: _SpanCells, number: int, coded: OwnCoded | None, losses: Losses, is_learning: bool = False
    ) -> None:
        """Add the span of a row to its document. `said`: its cells; `number`: of the row, from 1.

        `is_learning`: only what it names becomes known, and of a document that is there the claim is added.
        """
        # In the order of `_SpanCells`: taken apart at once they cost half of what they cost by their names.
        (_, _, _, span_id, label_cell, name, start, stop, extents, quote, note, doubt, of, *said_of) = said
        if of == PASSAGES:
            losses.add(OF_PASSAGES, f"row {number}")
            return
        if not label_cell:
            if span_id or extents:
                losses.add(WITHOUT_LABEL, f"row {number}")
            return
        actor_name, actor_id, kind, version, version_id, unit, last_unit, *layer_said = said_of
        facts = self._facts
        label, layer = facts.label(label_cell, name), facts.layer(*layer_said)
        values = self._values_of(row, label) if self._has_values else {}
        actor = facts.actor(actor_id, actor_name, kind) if actor_id or actor_name else None
        if coded is None:
            return
        place = claim_of(extents, start, stop, quote) or unit_claim(coded.units, (unit, last_unit), quote)
        coded.claims.append(place)
        if is_learning:
            return
        id = span_id or derived_id(ORIGIN, layer, coded.document.text_sha256, label_cell, f"{place} {number}")
        known = _version(version_id, version)
        coded.said.append(_SAID((id, layer, label, values, note, doubt == "1", actor, known)))


class _Attributes:
    """Reads the attributes of a row: each value once, since most are said again and again."""

    def __init__(self, table: RowTable, facts: OwnFacts) -> None:
        self._columns, self._facts, self._text_of = table.named(ATTRIBUTE), facts, table.text_of
        self._known: dict[tuple[str, str, str], Any] = {}

    def __call__(self, row: Row, label: LabelId) -> dict[str, Any]:
        values = {}
        for name, cell_of in self._columns.items():
            if cell := cell_of(row):
                key = label, name, cell
                if key not in self._known:
                    if len(self._known) > _MOST_KNOWN:
                        self._known.clear()
                    self._known[key] = self._facts.value(label, name, self._text_of(cell))
                values[name] = self._known[key]
        return values


def exactly(cell: str) -> dict[str, Any] | None:
    """Return the JSON object that a cell is, None where it is none."""
    try:
        found = from_json(cell) if cell else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@lru_cache(maxsize=1_000)
def _version(id: str, number: str) -> CodebookVersionId:
    return CodebookVersionId(id) if id else known_by_number(_whole(number, 0))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise
