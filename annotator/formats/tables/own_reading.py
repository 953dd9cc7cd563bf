"""Our own table of spans with what stands beside it -> a bundle, as it was.

What was changed in the table since counts: a row that is gone is gone, a new one gets an id. Where a table beside is
missing, what it would say is found otherwise: labels and people by their names, texts among those of the project.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic_core import from_json

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss, Losses, Part
from annotator.formats.making import derived_id
from annotator.formats.placing import PlaceClaim, placed
from annotator.formats.tables.coding_table import ATTRIBUTE, FIELD, UNITS
from annotator.formats.tables.label_table import PASSAGES
from annotator.formats.tables.own_facts import OwnFacts
from annotator.formats.tables.own_places import claim_of, exact_place, ranges_of, unit_claim
from annotator.formats.tables.rows import EMPTY, Row, RowTable
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook_version import known_by_number
from annotator.model.document import Document, canonical, sha256_of
from annotator.model.errors import BadFile
from annotator.model.given_units import unit_problem
from annotator.model.ids import CodebookVersionId, DocumentId, LabelId, LinkId, RoleId, SpanId
from annotator.model.span import Extent, Link, SlotValue, Span, quote_of

ORIGIN = "annotator tables"
WITHOUT_TEXT = Loss(
    "1 row is left out, since the text of its document is neither beside the table nor in the project",
    "{n} rows are left out, since the texts of their documents are neither beside the table nor in the project",
)
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
UNFILLED = Loss(
    "1 party is left out, since what it names is not there",
    "{n} parties are left out, since what they name is not there",
)
_VALUES: dict[str, SlotValue] = {value: value for value in get_args(SlotValue)}


@dataclass(slots=True)
class _Coded:
    """`claims`: what rows say of the places of the spans, in their order; None of a label on the whole."""

    document: Document
    pages: tuple[int, ...] = ()
    spans: list[Span] = field(default_factory=list)
    claims: list[PlaceClaim | None] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    split: str = ""
    units: tuple[Extent, ...] = ()


class OwnReading:
    """`facts`: what the JSON beside says, None where it is missing."""

    def __init__(
        self,
        name: str,
        spans: RowTable,
        options: ReadOptions,
        documents: RowTable = EMPTY,
        slots: RowTable = EMPTY,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        self._name, self._spans, self._options = name, spans, options
        self._documents, self._slots = documents, slots
        self.losses = Losses()
        self._facts = OwnFacts(name, facts, options.coder)
        self._coded: dict[str, _Coded] = {}

    def bundle(self) -> Bundle:
        """Return it; raises `BadFile` where nothing of it has a text."""
        self._coded = {coded.document.id: coded for coded in self._of_documents()}
        self._read_spans()
        if not self._coded and self.losses.sentences():
            problem = "the texts that it speaks of are neither beside it nor in the project"
            raise BadFile(
                self._name, problem, "put the tables beside it with which it was written, or import the texts"
            )
        documents = [self._settled(coded) for coded in self._coded.values()]
        self._read_slots({str(span.id): coded for coded in self._coded.values() for span in coded.spans})
        coded = [
            CodedDocument(
                one.document, tuple(one.spans), tuple(one.links), pages=one.pages, split=one.split, units=one.units
            )
            for one in documents
        ]
        return self._facts.bundle(coded, self.losses.sentences())

    def _of_documents(self) -> Iterator[_Coded]:
        table = self._documents
        ids, titles, texts = table.getter("document_id"), table.getter("document"), table.getter("text")
        sources, positions = table.getter("source"), table.getter("position")
        pages, metadata, splits = table.getter("pages"), table.getter("metadata"), table.getter("split")
        units = table.getter("units")
        fields = {name: table.getter(FIELD + name) for name in table.named(FIELD)}
        for number, row in enumerate(table):
            text = canonical(texts(row))
            sha256 = sha256_of(text)
            id = DocumentId(ids(row) or derived_id(ORIGIN, "document", sha256))
            said = _exactly(metadata(row)) or {name: cell for name, get in fields.items() if (cell := get(row))}
            document = Document(id, titles(row), text, sha256, said, sources(row), _whole(positions(row), number))
            begins = tuple(int(one) for one in pages(row).split() if one.isdecimal())
            yield _Coded(document, begins, split=splits(row), units=self._units(units(row), document))

    def _units(self, cell: str, document: Document) -> tuple[Extent, ...]:
        """Return the units that a cell says; none, which is counted, where they do not fit the text."""
        ranges = ranges_of(cell)
        if unit_problem(ranges, len(document.text)):
            self.losses.add(UNFIT, f"“{document.title}”")
            return ()
        return tuple(Extent(start, stop) for start, stop in ranges)

    def _read_spans(self) -> None:
        table, facts = self._spans, self._facts
        names = ("document_id", "document", "text_sha256", "span_id", "label", "label_name", "start", "stop", "extents")
        more = ("quote", "note", "doubt", "of", "actor", "actor_id", "actor_kind", "codebook_version")
        get = {name: table.getter(name) for name in (*names, *more, "codebook_version_id", *UNITS)}
        layer_of = facts.layers(table)
        values_of = _Attributes(table, facts)
        for number, row in enumerate(table, 1):
            id, label = get["document_id"](row), get["label"](row)
            coded = self._coded.get(id) or self._known(get["text_sha256"](row), id, get["document"](row))
            if get["of"](row) == PASSAGES:
                self.losses.add(OF_PASSAGES, f"row {number}")
            elif coded is None:
                self.losses.add(WITHOUT_TEXT, f"row {number}")
            elif not label:
                if get["span_id"](row) or get["extents"](row):
                    self.losses.add(WITHOUT_LABEL, f"row {number}")
            else:
                label_id, layer = facts.label(label, get["label_name"](row)), layer_of(row)
                quote = get["quote"](row)
                place = claim_of(get["extents"](row), get["start"](row), get["stop"](row), quote)
                place = place or unit_claim(coded.units, [get[name](row) for name in UNITS], quote)
                own = get["span_id"](row)
                span_id = own or derived_id(ORIGIN, layer, coded.document.text_sha256, label, f"{place} {number}")
                span = Span(
                    SpanId(span_id),
                    layer,
                    coded.document.id,
                    label_id,
                    (),
                    "",
                    values_of(row, label_id),
                    get["note"](row),
                    get["doubt"](row) == "1",
                    facts.actor(get["actor_id"](row), get["actor"](row), get["actor_kind"](row)),
                    _version(get["codebook_version_id"](row), get["codebook_version"](row)),
                )
                coded.spans.append(span)
                coded.claims.append(place)

    def _known(self, sha256: str, id: str, title: str) -> _Coded | None:
        """Return the document of a span, where the project has it."""
        known = self._options.documents.find(sha256, id, title)
        if known is None:
            return None
        made = self._coded[id] = _Coded(known)
        return made

    def _settled(self, coded: _Coded) -> _Coded:
        """Give the spans of a document their places; those that have none are counted and gone."""
        text = coded.document.text
        exact = [exact_place(claim, text) for claim in coded.claims]
        if any(place is None for place in exact):
            claims = [claim for claim in coded.claims if claim is not None]
            found = placed(text, claims)
            found.count_losses(self.losses, coded.document.title)
            places = iter(found.places)
            exact = [() if claim is None else next(places).extents for claim in coded.claims]
        settled = list[Span]()
        for span, claim, place in zip(coded.spans, coded.claims, exact, strict=True):
            if claim is None:
                settled.append(span)
            elif place:
                quote = claim.quote if claim.quote and len(place) == 1 else None
                is_same = quote is not None and text.startswith(quote, place[0].start)
                settled.append(_at(span, place, quote if quote and is_same else quote_of(text, place)))
        coded.spans = list({span.id: span for span in settled}.values())
        return coded

    def _read_slots(self, by_span: Mapping[str, _Coded]) -> None:
        table, facts = self._slots, self._facts
        get = {name: table.getter(name) for name in ("link_id", "act", "role", "span_id", "actor", "actor_id", "value")}
        extents_of, quotes, values_of = table.getter("extents"), table.getter("quote"), table.getter("attributes")
        labels = {str(span.id): span.label for coded in self._coded.values() for span in coded.spans}
        for number, row in enumerate(table, 1):
            act, span, value = get["act"](row), get["span_id"](row), _VALUES.get(get["value"](row))
            coded = by_span.get(act)
            if coded is None or (span and by_span.get(span) is not coded):
                self.losses.add(UNFILLED, f"row {number} of the slots")
                continue
            actor = facts.actor(get["actor_id"](row), get["actor"](row), "")
            claim = claim_of(extents_of(row), "", "", quotes(row))
            text = coded.document.text
            place = () if claim is None else exact_place(claim, text) or placed(text, [claim]).places[0].extents
            if not (span or actor or place or value):
                self.losses.add(UNFILLED, f"row {number} of the slots")
                continue
            coded.links.append(
                Link(
                    LinkId(get["link_id"](row) or derived_id(ORIGIN, "link", act, f"{number}")),
                    SpanId(act),
                    RoleId(facts.role(labels[act], get["role"](row))),
                    SpanId(span) if span else None,
                    actor,
                    value,
                    place,
                    quote_of(text, place) if place else "",
                    _exactly(values_of(row)) or {},
                )
            )


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
                    self._known[key] = self._facts.value(label, name, self._text_of(cell))
                values[name] = self._known[key]
        return values


def _at(span: Span, extents: tuple[Extent, ...], quote: str) -> Span:
    return Span(
        span.id, span.layer, span.document, span.label, extents, quote, span.attributes, span.note, span.doubt,
        span.actor, span.codebook_version,
    )  # fmt: skip


def _exactly(cell: str) -> dict[str, Any] | None:
    try:
        found = from_json(cell) if cell else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _version(id: str, number: str) -> CodebookVersionId:
    return CodebookVersionId(id) if id else known_by_number(_whole(number, 0))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise
