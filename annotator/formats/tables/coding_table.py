"""The table of spans, a line a span: its columns, and what stands in them, for whatever kind of file.

The columns of a project follow from its codebook and its documents: `attr_<id>` for each attribute, `role_<id>` with
the parties of an act, `meta_<field>` with what is known of the document. The last ones, with ids, are there for the way
back, by which a row is known again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.acts.acts import filling_of
from annotator.formats.json_text import json_text
from annotator.formats.losses import SLOT_VALUES, Loss, Losses, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.csv_text import value_text
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Attribute, Codebook, CodingUnit
from annotator.model.codebook_version import known_by_number
from annotator.model.decision import Decision
from annotator.model.document import pages_between
from annotator.model.given_units import unit_numbers
from annotator.model.ids import ActorId, CodebookVersionId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span

CODES = ("iso3", "cow")
COLUMNS = (
    *("document_id", "document", "layer", "coder", "span_id", "label", "label_name", "start", "stop"),
    *("page", "last_page", "extents", "quote", "note", "doubt"),
    *("actor", "actor_kind", *(f"actor_{code}" for code in CODES), "decision_rule", "decision_reason"),
)
IDS = (
    *(
        "actor_id",
        "layer_id",
        "layer_kind",
        "coder_id",
        "codebook_version",
        "codebook_version_id",
        "text_sha256",
        "split",
    ),
)
UNITS = ("unit", "last_unit")
"""Where units are given: the numbers of the first and the last that a span holds, from 1. They stand last."""
NUMBERS = frozenset({"start", "stop", "page", "last_page", "codebook_version", *UNITS})
ATTRIBUTE, ROLE, FIELD = "attr_", "role_", "meta_"
JOIN = " | "
"""Stands between the parties of one role."""

CANDIDATES = Loss(
    "The candidates of 1 decision are left out", "The candidates of {n} decisions are left out", Part.DECISIONS
)
NO_GOLD = Loss(
    "1 decision that no span came of is left out", "{n} decisions that no span came of are left out", Part.DECISIONS
)
UNKNOWN = Loss(
    "1 value of an attribute that is not in the codebook is left out",
    "{n} values of attributes that are not in the codebook are left out",
    Part.ATTRIBUTES,
)
MISFIT = Loss(
    "1 value that its attribute cannot have stands there as its text alone",
    "{n} values that their attributes cannot have stand there as their texts alone",
    Part.ATTRIBUTES,
)
WORDLESS = Loss(
    "1 party without words is left out: neither a passage nor an actor nor a value",
    "{n} parties without words are left out: neither passages nor actors nor values",
    Part.LINKS,
)
UNKNOWN_ROLE = Loss(
    "1 link with a role that is not in the codebook is left out",
    "{n} links with roles that are not in the codebook are left out",
    Part.LINKS,
)

Cell = str | int | float | None
AsText = Callable[[str], str]


class CodingTable:
    """`as_text`: how a text is written, which in CSV may need an apostrophe in front. `is_typed`: cells have types."""

    def __init__(self, bundle: Bundle, named: bool, as_text: AsText, is_typed: bool = False) -> None:
        self.is_typed = is_typed
        self._book, self._as_text, self._number_of = bundle.codebook, as_text, bundle.number_of
        labels = bundle.codebook.labels
        self.attributes = tuple(dict.fromkeys(part.id for label in labels for part in label.attributes))
        self.roles = tuple(dict.fromkeys(part.id for label in labels for part in label.roles))
        self.fields = bundle.metadata_fields
        self.header = [
            *COLUMNS,
            *(f"{ATTRIBUTE}{attribute}" for attribute in self.attributes),
            *(f"{ROLE}{role}" for role in self.roles),
            *(f"{FIELD}{field}" for field in self.fields),
            *IDS,
            *(UNITS if bundle.codebook.unit is not CodingUnit.FREE else ()),
        ]
        self._numbers_units = bundle.codebook.unit is not CodingUnit.FREE
        self.numbers = NUMBERS
        self._actors: Mapping[ActorId, Actor] = {actor.id: actor for actor in bundle.actors}
        self._names = {label.id: as_text(label.name) for label in labels}
        self._of_layers = _layer_cells(bundle, named, as_text)
        self._mentioned: dict[ActorId | None, tuple[list[Cell], Cell]] = {None: ([""] * (2 + len(CODES)), "")}
        self._parts: dict[tuple[str, str], Attribute | None] = {}
        self._of_labels: dict[LabelId, tuple[Cell, Cell]] = {}
        self._versions: dict[CodebookVersionId, tuple[Cell, Cell]] = {}
        self._no_roles: list[Cell] = [""] * len(self.roles)
        self._no_values: list[Cell] = [""] * len(self.attributes)

    def rows(self, coded: CodedDocument) -> Iterator[list[Cell]]:
        """Yield a row for each span of a document, by their places in the text."""
        document, as_text = coded.document, self._as_text
        made_by = decisions_by_span(coded)
        parties = self._parties(coded) if coded.links else {}
        front: tuple[Cell, Cell] = (as_text(document.id), as_text(document.title))
        fields = field_cells(document.metadata, self.fields, as_text, self.is_typed)
        pages, sha256, split = coded.pages, as_text(document.text_sha256), as_text(coded.split)
        for span in sorted(coded.spans, key=_order):
            layer, coder, of_layer = self.layer_cells(span.layer)
            mentioned, actor = self._mention(span.actor)
            decision = made_by.get(span.id) if made_by else None
            yield [
                *front,
                layer,
                coder,
                as_text(span.id),
                *self.label_cells(span.label),
                *_place_cells(span.extents, pages),
                as_text(span.quote),
                as_text(span.note) if span.note else "",
                1 if span.doubt else 0,
                *mentioned,
                *(("", "") if decision is None else (decision.rule.value, as_text(decision.reason))),
                *(self._attribute_cells(span.attributes) if span.attributes else self._no_values),
                *(parties.get(span.id, self._no_roles) if parties else self._no_roles),
                *fields,
                actor,
                *of_layer,
                *self._version(span.codebook_version),
                sha256,
                split,
                *((unit_numbers(coded.units, span.extents) or ("", "")) if self._numbers_units else ()),
            ]

    def party(self, link: Link, spans: Mapping[SpanId, Span]) -> str:
        """Return who fills a slot, in words; none where it is a label on a whole document."""
        filling = filling_of(link, spans.get(link.span) if link.span else None)
        if filling.actor is not None:
            return self.actor_name(filling.actor)
        return filling.quote or filling.value or ""

    def actor_name(self, actor: ActorId) -> str:
        """Return what an actor is called, by the id where it is not registered."""
        return self._actors[actor].name if actor in self._actors else actor

    def account(self, coded: CodedDocument, losses: Losses, has_slots: bool) -> None:
        """Count what the rows of a document leave out; `has_slots`: whether links stand in a table of their own."""
        place = f"“{coded.document.title}”"
        said = {decision.id for decision in decisions_by_span(coded).values()}
        for decision in coded.decisions:
            losses.add(CANDIDATES if decision.id in said else NO_GOLD, f"in {place}")
        self.account_attributes(coded.spans, coded, losses)
        if has_slots:
            return
        for link in coded.links:
            if link.attributes:
                losses.add(SLOT_VALUES, f"in {place}")
        spans = {span.id: span for span in coded.spans}
        for link in coded.links:
            if link.role not in self.roles:
                losses.add(UNKNOWN_ROLE, f"a {link.role} in {place}")
            elif not self.party(link, spans):
                losses.add(WORDLESS, f"a {link.role} in {place}")

    def account_attributes(self, spans: Iterable[Span], coded: CodedDocument, losses: Losses) -> None:
        """Count values of spans that have no column, or would come back otherwise."""
        for span in spans:
            for attribute, value in span.attributes.items():
                if attribute not in self.attributes:
                    losses.add(UNKNOWN, f"{attribute} of {place_of(span, coded.document)}")
                elif not self._comes_back(span.label, attribute, value):
                    losses.add(MISFIT, f"{attribute} of {place_of(span, coded.document)}")

    def _comes_back(self, label: LabelId, attribute: str, value: AttributeValue) -> bool:
        key = label, attribute
        if key not in self._parts:
            self._parts[key] = attribute_of(self._book, label, attribute)
        part, text = self._parts[key], value_text(value)
        back = text if part is None else part.value_type.of_cell(text)
        return type(back) is type(value) and back == value

    def _parties(self, coded: CodedDocument) -> dict[SpanId, list[Cell]]:
        spans = {span.id: span for span in coded.spans}
        named: dict[SpanId, dict[str, list[str]]] = {}
        for link in sorted(coded.links, key=lambda link: link.id):
            if party := self.party(link, spans):
                named.setdefault(link.act, {}).setdefault(link.role, []).append(party)
        as_text = self._as_text
        return {
            act: [as_text(JOIN.join(of_roles.get(role, ()))) for role in self.roles] for act, of_roles in named.items()
        }

    def label_cells(self, label: LabelId) -> tuple[Cell, Cell]:
        """Return a label's id and its name."""
        if (found := self._of_labels.get(label)) is None:
            found = self._of_labels[label] = (self._as_text(label), self._names.get(label, ""))
        return found

    def _attribute_cells(self, values: Mapping[str, AttributeValue]) -> list[Cell]:
        as_text, is_typed = self._as_text, self.is_typed
        return [value_cell(values[one], as_text, is_typed) if one in values else "" for one in self.attributes]

    def _mention(self, actor: ActorId | None) -> tuple[list[Cell], Cell]:
        if (found := self._mentioned.get(actor)) is None:
            assert actor is not None
            known, as_text = self._actors.get(actor), self._as_text
            codes = [known.codes.get(code, "") if known else "" for code in CODES]
            kind = known.kind.value if known else ""
            found = [as_text(self.actor_name(actor)), kind, *map(as_text, codes)], as_text(actor)
            self._mentioned[actor] = found
        return found

    def layer_cells(self, layer: LayerId) -> tuple[Cell, Cell, list[Cell]]:
        """Return a layer's name, its coder's, and the cells with their ids."""
        if (found := self._of_layers.get(layer)) is None:
            cell = self._as_text(layer)
            found = self._of_layers[layer] = (cell, "", [cell, "", ""])
        return found

    def _version(self, version: CodebookVersionId) -> tuple[Cell, Cell]:
        if (found := self._versions.get(version)) is None:
            number = self._number_of(version)
            id = "" if version == known_by_number(number) else self._as_text(version)
            found = self._versions[version] = (number or None, id)
        return found


def _layer_cells(bundle: Bundle, named: bool, as_text: AsText) -> dict[LayerId, tuple[Cell, Cell, list[Cell]]]:
    """Return of each layer its name, its coder's, and the cells with their ids."""
    names = layer_names(bundle, named)
    coders = {coder.id: coder.name for coder in bundle.coders} if named else coder_names(bundle)
    return {
        layer.id: (
            as_text(names[layer.id]),
            as_text(coders.get(layer.coder, "")) if layer.coder is not None else "",
            [as_text(layer.id), layer.kind.value, as_text(layer.coder or "")],
        )
        for layer in bundle.layers
    }


def _order(span: Span) -> tuple[int, int, str, str]:
    extents = span.extents
    return (extents[0][0], -extents[-1][1], span.label, span.id) if extents else (0, 0, span.label, span.id)


def _place_cells(extents: Sequence[Extent], pages: Sequence[int]) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    """Return start, stop, the first and the last page, and the extents, empty where there is none."""
    if not extents:
        return None, None, None, None, ""
    start, stop = extents[0][0], extents[-1][1]
    first, last = (pages_between(pages, start, stop) if pages else None) or (None, None)
    return start, stop, first, last, f"{start} {stop}" if len(extents) == 1 else extents_cell(extents)


def extents_cell(extents: Iterable[Extent]) -> str:
    """Return extents as a cell: start and stop of each, with semicolons between."""
    return ";".join([f"{start} {stop}" for start, stop in extents])


def value_cell(value: AttributeValue, as_text: AsText, is_typed: bool = False) -> Cell:
    """Return a value of an attribute as a cell; an empty text is one that is empty once its apostrophe is off.

    `is_typed`: numbers and flags as numbers.
    """
    if is_typed and isinstance(value, int | float):
        return int(value) if isinstance(value, bool) else value
    text = value_text(value)
    if not text:
        return "'"
    return text if isinstance(value, float) else as_text(text)


def field_cells(
    metadata: Mapping[str, Any], fields: Sequence[str], as_text: AsText, is_typed: bool = False
) -> list[Cell]:
    """Return what a document says in these fields: texts and numbers as they are, others as JSON."""
    return [_field_cell(metadata.get(field), as_text, is_typed) for field in fields]


def _field_cell(value: Any, as_text: AsText, is_typed: bool) -> Cell:
    if value is None:
        return ""
    if is_typed and isinstance(value, int | float) and abs(value) < float("inf"):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, float):
        return json_text(value)
    return as_text(
        value if isinstance(value, str) else value_text(value) if isinstance(value, int) else json_text(value)
    )


def attribute_of(book: Codebook, label: LabelId, attribute: str) -> Attribute | None:
    """Return the attribute of a label, or of another one that has it."""
    own = book.get(label)
    found = own.attribute(attribute) if own is not None else None
    return found or next((one for each in book.labels if (one := each.attribute(attribute)) is not None), None)


def decisions_by_span(coded: CodedDocument) -> dict[SpanId, Decision]:
    """Return the decision that each span of a document came of, of several the last one by id."""
    if not coded.decisions:
        return {}
    known = {span.id for span in coded.spans}
    decisions = sorted(coded.decisions, key=lambda decision: decision.id)
    return {span: decision for decision in decisions for span in decision.gold if span in known}
