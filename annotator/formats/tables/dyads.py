"""The directed dyad table, out: a line for each act, source and target, as CSV or Parquet, for statistics.

CodingColumns are the same for every project but for the attributes of its codebook (attr_<id>) and the schemes of its
crosswalk (<scheme>, with <scheme>_note where the scheme has nothing for the act: that is said and not hidden). Codes
are ISO 3166-1 alpha-3 and the state numbers and abbreviations of the Correlates of War project. A CSV file is UTF-8
with a byte-order mark, as in `csv_spans`, and no cell of it is changed by a program that guesses types: where a code
of a scheme would be, all of that scheme have its name in front ("CAMEO 012"), in a Parquet file too.

What many rows share (of a document, an act, an actor) is put together once: a large group makes thousands of an act.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from pydantic import Field

from annotator.acts.acts import Act, Filling, acts_of
from annotator.acts.crosswalk import codes_of, counterpart_of, schemes_of
from annotator.acts.dyads import GROUPS, JOIN, Dyad, Side, date_of, dyads_of, roles_of
from annotator.acts.known_actors import KnownActors
from annotator.formats.format import Format, Piece, Writer, WritingRun
from annotator.formats.losses import EVERYTHING, NOTE, OF_THE_PROJECT, SLOT_VALUES, Loss, Losses, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.coding_table import CANDIDATES, NO_GOLD, UNKNOWN, WORDLESS, decisions_by_span
from annotator.formats.tables.csv_text import csv_texts, csv_value, survives
from annotator.formats.tables.options import CsvOptions
from annotator.formats.tables.parquet import parquet_bytes
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.decision import Decision
from annotator.model.document import Document, pages_between
from annotator.model.ids import ActorId, AttributeId

CODES = ("iso3", "cow", "cow_abb")
SIDE = ("name", "kind", *CODES, "state", "state_iso3", "state_cow", "text", "value", "group")
COLUMNS = (
    *("document_id", "document", "date"),
    *(f"source_{part}" for part in SIDE),
    *(f"target_{part}" for part in SIDE),
    *("act", "force", "force_rank", "force_levels", "quote", "start", "stop", "page", "last_page", "doubt"),
    *("layer", "coder", "act_id", "decision_rule", "decision_reason", "decision_time", "codebook_version"),
    "split",
)
_OF_A_SIDE = {
    "name": "name of the registered actor, else the words of the text",
    "kind": "kind of actor",
    "iso3": "ISO 3166-1 alpha-3 code",
    "cow": "number in the Correlates of War project",
    "cow_abb": "abbreviation in the Correlates of War project",
    "state": "the state that it is or belongs to, on the date of the document",
    "state_iso3": "ISO code of that state",
    "state_cow": "Correlates of War number of that state",
    "text": "the words by which the text names it",
    "value": "implicit, collective, unclear, or document: whom the metadata name",
    "group": "the group for which it stands as a member",
}
ABOUT = {
    "document_id": "Id of the document.",
    "document": "Title of the document.",
    "date": "Date of the document, as ISO 8601: a day, a month or a year.",
    **{
        f"{side}_{part}": f"{side.capitalize()}: {said}."
        for side in ("source", "target")
        for part, said in _OF_A_SIDE.items()
    },
    "act": "Id of the label in the codebook.",
    "force": "Value of the force.",
    "force_rank": "Its place among the values, from 1 for the weakest.",
    "force_levels": "How many values there are.",
    "quote": "The words of the act.",
    "start": "Where it begins in the text, in code points, from 0.",
    "stop": "Where it ends, exclusive.",
    "page": "Page on which it begins.",
    "last_page": "Page on which it ends.",
    "doubt": "Whether the coder marked it as in doubt.",
    "layer": "Whose pass over the texts it stands in: gold, or a coder’s.",
    "coder": "The coder; empty for gold.",
    "act_id": "Id of the span.",
    "decision_rule": "Of gold: how it came about.",
    "decision_reason": "The reason that was given for it.",
    "decision_time": "When it was decided.",
    "codebook_version": "Number of the codebook version under which it was coded.",
    "split": "The part of the dataset.",
}
"""What stands in each of these columns, in a sentence."""
NUMBERS = frozenset({"force_rank", "force_levels", "start", "stop", "page", "last_page", "codebook_version"})

NOT_ACTS = Loss("1 span is left out, since it is no act", "{n} spans are left out, since they are no acts")
NO_ACT = Loss(
    "1 decision is left out, since its span is no act", "{n} decisions are left out, since their spans are no acts"
)
EMPTY = Loss("1 act has a required slot that is empty", "{n} acts have a required slot that is empty")
TEXTS = Loss(
    "The text of 1 document and its metadata, but for the date, are left out",
    "The texts of {n} documents and their metadata, but for the date, are left out",
)
SLOT = Loss(
    "1 party in a slot that is neither source nor target is left out",
    "{n} parties in slots that are neither source nor target are left out",
)
ACTOR = Loss(
    "1 actor of the register is left out, but for its name, kind and codes where it stands in a line",
    "{n} actors of the register are left out, but for their names, kinds and codes where they stand in a line",
)
PIECES = Loss("The gaps in 1 act in pieces are left out", "The gaps in {n} acts in pieces are left out")
UNDECIDED = "no counterpart for these attributes"
"""What stands beside an empty code where the crosswalk has no entry at all, for example where no force is coded."""
NO_MEMBERS = Loss(
    "1 group has no members in the register at the date of the text and stays whole",
    "{n} groups have no members in the register at the date of the text and stay whole",
)
NO_DATE = Loss(
    "The groups in 1 document without a date stay whole", "The groups in {n} documents without a date stay whole"
)
MOST_CODINGS = 5000
"""So many different codings are kept; with free texts among the attributes each act has its own."""
Cells = list[Any]
"""Texts and integers, None for nothing."""


class DyadOptions(CsvOptions):
    """Whether groups stand for themselves."""

    expand_groups: bool = Field(
        default=False,
        title="Put the members of groups in their place",
        description="The members on the date of each document; without a date a group stays.",
    )


def pieces(bundle: Bundle, run: WritingRun[DyadOptions]) -> Iterator[Piece]:
    """Yield the table: as Parquet where the file is called so, else as CSV, document by document."""
    if run.name.lower().endswith(".parquet"):
        table = DyadTable(bundle, run.names, run.own.expand_groups, run.losses, as_cell=_as_it_is)
        rows = (row for coded in bundle.documents for row in table.rows(coded))
        yield Piece(parquet_bytes(table.header, NUMBERS, rows, run.name))
        return
    table = DyadTable(bundle, run.names, run.own.expand_groups, run.losses, as_cell=csv_value)
    yield from (Piece(run.own.mark + text) for text in csv_texts([table.header]))
    for coded in bundle.documents:
        yield from map(Piece, csv_texts(table.rows(coded)))


class DyadTable:
    """The columns, and what stands in them.

    `named`: coders by name, else by pseudonym. `expand`: the members of groups in their place. `losses`: where it is
    counted what no column holds, if it is. `as_cell`: how a text or a value is written.
    """

    def __init__(
        self, bundle: Bundle, named: bool, expand: bool, losses: Losses | None, as_cell: Callable[[Any], Any]
    ) -> None:
        self._book, self._expand, self._as_cell = bundle.codebook, expand, as_cell
        self._losses, self._number_of = losses, bundle.number_of
        self._known = KnownActors(bundle.actors)
        layers = layer_names(bundle, named)
        self._layers = {id: as_cell(name) for id, name in layers.items()}
        coders = {coder.id: coder.name for coder in bundle.coders} if named else coder_names(bundle)
        self._coders = {one.id: as_cell(coders.get(one.coder, "")) for one in bundle.layers if one.coder is not None}
        # Each scheme with what stands in front of its codes.
        self._schemes = {scheme: _front_of(bundle.codebook, scheme) for scheme in schemes_of(bundle.codebook)}
        self._attributes = attributes_of(bundle.codebook)
        self._asked = tuple(slot_attributes_of(bundle.codebook, side) for side in (0, 1))
        self._actors: dict[tuple[ActorId, str], Cells] = {}
        self._codings: dict[tuple[str, str], tuple[Cells, Cells]] = {}
        self._whole: set[str] = set()
        self.header = [
            *COLUMNS,
            *(f"attr_{attribute}" for attribute in self._attributes),
            *(name for scheme in self._schemes for name in (column_of(scheme), f"{column_of(scheme)}_note")),
            *(f"{side}_attr_{id}" for side, ids in zip(("source", "target"), self._asked, strict=True) for id in ids),
        ]

    def rows(self, coded: CodedDocument) -> Iterator[Cells]:
        """Yield the cells of a row for each dyad of a document's acts, by their places in the text."""
        spans = sorted(coded.spans, key=lambda span: (span.start, -span.stop, span.label, span.id))
        acts, made_by = acts_of(self._book, spans, coded.links), decisions_by_span(coded)
        if self._losses is not None:
            _account(coded, acts, self._attributes, self._known, self._losses)
        document, day = coded.document, date_of(coded.document.metadata)
        of_document = [self._as_cell(document.id), self._as_cell(document.title), day]
        dyads = dyads_of(acts, document.metadata, self._known, self._expand)
        for _, of_act in groupby(dyads, key=lambda dyad: dyad.act.span.id):
            said: Cells = []
            for dyad in of_act:
                said = said or self._act(dyad.act, coded, made_by.get(dyad.act.span.id))
                both = [*self._side(dyad.source, day), *self._side(dyad.target, day)]
                yield [*of_document, *both, *said, *self._of_slots(dyad)]
                if self._expand and self._losses is not None:
                    self._note_whole(self._losses, dyad, document, day)

    def _side(self, side: Side, day: str) -> Cells:
        text = self._as_cell(side.text) if side.text else ""
        groups = self._as_cell(JOIN.join(group.name for group in side.groups)) if side.groups else ""
        known = self._actor(side.actor, day) if side.actor else [text, *[""] * 7]
        return [*known, text, side.value or "", groups]

    def _of_slots(self, dyad: Dyad) -> Iterator[Any]:
        """Yield what is said of source and target in their slots."""
        for side, ids in zip((dyad.source, dyad.target), self._asked, strict=True):
            yield from (self._as_cell(side.attributes[id]) if id in side.attributes else "" for id in ids)

    def _actor(self, actor: Actor, day: str) -> Cells:
        if (actor.id, day) not in self._actors:
            state = self._known.state_of(actor, day)
            codes = [actor.codes.get(scheme, "") for scheme in CODES]
            of_state = [state.name, *(state.codes.get(scheme, "") for scheme in ("iso3", "cow"))] if state else [""] * 3
            cells = [actor.name, actor.kind.value, *codes, *of_state]
            self._actors[actor.id, day] = [self._as_cell(cell) for cell in cells]
        return self._actors[actor.id, day]

    def _act(self, act: Act, coded: CodedDocument, decision: Decision | None) -> Cells:
        span, as_cell = act.span, self._as_cell
        first, last = (pages_between(coded.pages, span.start, span.stop) if span.extents else None) or (None, None)
        force, others = self._coding(act)
        return [
            as_cell(act.label.id),
            *force,
            as_cell(span.quote),
            span.start if span.extents else None,
            span.stop if span.extents else None,
            first,
            last,
            "1" if span.doubt else "0",
            self._layers.get(span.layer, span.layer),
            self._coders.get(span.layer, ""),
            as_cell(span.id),
            *((decision.rule.value, as_cell(decision.reason), as_cell(decision.time)) if decision else ("", "", "")),
            self._number_of(span.codebook_version) or None,
            as_cell(coded.split),
            *others,
        ]

    def _coding(self, act: Act) -> tuple[Cells, Cells]:
        """Return what depends on label and attributes alone: the force, and attributes with counterparts."""
        key = act.label.id, repr(act.span.attributes)
        if key not in self._codings:
            if len(self._codings) >= MOST_CODINGS:
                self._codings.clear()
            self._codings[key] = _force(act, self._as_cell), self._others(act)
        return self._codings[key]

    def _others(self, act: Act) -> Cells:
        as_cell, values = self._as_cell, act.span.attributes
        cells = [as_cell(values[attribute]) if attribute in values else "" for attribute in self._attributes]
        for scheme, front in self._schemes.items():
            found = counterpart_of(act.label, values, scheme)
            code = f"{front}{found.code}" if found and found.code else ""
            cells += [as_cell(code), as_cell(found.note) if found else UNDECIDED]
        return cells

    def _note_whole(self, losses: Losses, dyad: Dyad, document: Document, day: str) -> None:
        """Count a group that has no members to put in its place, once; without a date, once a document."""
        for side in (dyad.source, dyad.target):
            if side.actor is None or side.groups or side.actor.kind not in GROUPS:
                continue
            if day and self._known.members(side.actor.id, day):
                continue
            key: str = side.actor.id if day else document.id
            if key not in self._whole:
                self._whole.add(key)
                title = f"“{document.title}”"
                losses.add(*((NO_MEMBERS, f"{side.actor.name} in {title}") if day else (NO_DATE, title)))


def attributes_of(codebook: Codebook) -> tuple[AttributeId, ...]:
    """Return the attributes that have a column: all that can be said of acts, in the order of the codebook."""
    acts = [label for label in codebook.labels if label.is_act]
    return tuple(dict.fromkeys(part.id for label in acts for part in label.attributes))


def slot_attributes_of(codebook: Codebook, side: int) -> tuple[AttributeId, ...]:
    """Return what is asked of who is the source (`side` 0) or the target (1) of acts, in the codebook's order."""
    roles = (roles_of(label)[side] for label in codebook.labels if label.is_act)
    return tuple(dict.fromkeys(part.id for role in roles if role is not None for part in role.attributes))


def column_of(scheme: str) -> str:
    """Return the name of a scheme's column."""
    return "".join(char if char.isalnum() else "_" for char in scheme.lower())


def _front_of(codebook: Codebook, scheme: str) -> str:
    """Return what is put in front of a scheme's codes: nothing, or its name where one would not come back as it is."""
    return "" if all(map(survives, codes_of(codebook, scheme))) else f"{scheme} "


def _force(act: Act, as_cell: Callable[[Any], Any]) -> Cells:
    """Return the value of an act's force, its rank from 1 and how many levels there are."""
    force = act.force
    if force is None:
        return ["", None, None]
    value = act.span.attributes.get(force.id, "")
    rank = force.values.index(str(value)) + 1 if value in force.values else None
    return [as_cell(value), rank, len(force.values)]


def _as_it_is(value: Any) -> Any:
    return value


def _account(
    coded: CodedDocument, acts: Sequence[Act], attributes: Collection[str], actors: KnownActors, losses: Losses
) -> None:
    title = f"“{coded.document.title}”"
    known = {act.span.id for act in acts}
    made_by = decisions_by_span(coded)
    of_spans = {decision.id for decision in made_by.values()}
    of_acts = {decision.id for span, decision in made_by.items() if span in known}
    for decision in coded.decisions:
        other = NO_ACT if decision.id in of_spans else NO_GOLD
        losses.add(CANDIDATES if decision.id in of_acts else other, f"in {title}")
    for span in coded.spans:
        if span.id not in known:
            losses.add(NOT_ACTS, place_of(span, coded.document))
    for act in acts:
        place = place_of(act.span, coded.document)
        if act.missing:
            losses.add(EMPTY, f"{act.missing[0].name} of {place}")
        for loss, what in _unsaid(act, attributes, actors):
            losses.add(loss, f"{what} of {place}" if what else place)


def _unsaid(act: Act, known: Collection[str], actors: KnownActors) -> Iterator[tuple[Loss, str]]:
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
        else:
            yield from ((WORDLESS, role) for filling in fillings if _is_wordless(filling, actors))
            asked = act.label.role(role)
            ids = {str(one.id) for one in asked.attributes} if asked is not None else set[str]()
            yield from ((SLOT_VALUES, role) for one in fillings if set(one.link.attributes) - ids)


def _is_wordless(filling: Filling, actors: KnownActors) -> bool:
    """Whether a line has nothing to say of a party: a label on a whole document, for example."""
    return not (filling.quote or filling.value or (filling.actor and actors.get(filling.actor)))


FORMAT = Format(
    name="dyads",
    title="Directed dyads, a line an act and addressee (CSV or Parquet)",
    extensions=(".csv", ".parquet"),
    writer=Writer(
        pieces=pieces,
        carries=EVERYTHING
        - OF_THE_PROJECT
        - {*(Part.TEXTS, Part.METADATA, Part.PAGES, Part.GAPS, Part.NOTES)}
        - {Part.ASSIGNMENTS, Part.CODEBOOK, Part.ACTORS, Part.MOVES, Part.UNITS},
        about="who does what towards whom: a line an act and addressee, with actors, their codes, force and decision.",
        leaves_out="the texts, spans that are no acts, slots besides speaker and addressee, notes.",
        options=DyadOptions,
        says={Part.TEXTS: TEXTS, Part.METADATA: None, Part.NOTES: None, Part.ACTORS: ACTOR},
    ),
)
