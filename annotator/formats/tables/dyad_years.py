"""Directed dyads per year, out: how often a state did something towards another in a year, for merging.

A line a layer, year, pair of states, label and force. The states are those of the actors on the date of the text (the
President of France is France), with the numbers of the Correlates of War project (ccode1, ccode2: the names that the R
package peacesciencer gives them) and the codes of ISO 3166-1. What is in no line is counted: acts without a year, and
parties that are no state. Cells are as in `csv_text`; by its ending the file may be Parquet.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotator.acts.acts import Act, acts_of
from annotator.acts.dyads import Dyad, Side, date_of, dyads_of
from annotator.acts.known_actors import KnownActors
from annotator.formats.format import Format, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.csv_text import MARK, csv_texts, guarded
from annotator.formats.tables.dyads import DyadOptions
from annotator.formats.tables.parquet import parquet_bytes
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import ActorId, LayerId

SIDES = ("1", "2")
COLUMNS = (
    "year",
    *(f"{name}{side}" for side in SIDES for name in ("ccode", "iso3_", "cow_abb", "state")),
    *("label", "label_name", "force", "force_rank", "force_levels", "acts", "documents", "layer", "coder"),
)
NUMBERS = frozenset({"year", "ccode1", "ccode2", "force_rank", "force_levels", "acts", "documents"})

NOT_ACTS = Loss("1 span is left out, since it is no act", "{n} spans are left out, since they are no acts")
NO_YEAR = Loss(
    "1 act is left out, since its document has no date", "{n} acts are left out, since their documents have no dates"
)
NO_STATE = Loss(
    "1 pair of parties is left out, since one of them is no state",
    "{n} pairs of parties are left out, since one of them is no state",
)
WITHIN = Loss(
    "1 pair of parties is left out, since both are of one state",
    "{n} pairs of parties are left out, since both are of one state",
)


class _YearLine(NamedTuple):
    """What a line is about."""

    layer: LayerId
    year: int
    source: ActorId
    target: ActorId
    label: str
    force: str
    rank: int
    levels: int


class _Tally(NamedTuple):
    acts: int
    documents: int
    last: str


def pieces(bundle: Bundle, run: WritingRun[DyadOptions]) -> Iterator[Piece]:
    """Yield the table once all documents are counted."""
    counting, is_parquet = _Counting(bundle, run), run.name.lower().endswith(".parquet")
    header = "".join(csv_texts([COLUMNS]))
    yield Piece(b"", shown=header) if is_parquet else Piece(MARK + header)
    for coded in bundle.documents:
        counting.add(coded)
    if is_parquet:
        yield Piece(parquet_bytes(COLUMNS, NUMBERS, counting.rows(), run.name), shown="")
    else:
        yield from map(Piece, csv_texts(map(_guarded, counting.rows())))


class _Counting:
    def __init__(self, bundle: Bundle, run: WritingRun[DyadOptions]) -> None:
        self._book, self._expand, self._losses = bundle.codebook, run.own.expand_groups, run.losses
        self._known = KnownActors(bundle.actors)
        self._names = {str(label.id): label.name for label in bundle.codebook.labels}
        self._layers = layer_names(bundle, run.names)
        coders = {coder.id: coder.name for coder in bundle.coders} if run.names else coder_names(bundle)
        self._coders = {one.id: coders.get(one.coder, "") for one in bundle.layers if one.coder is not None}
        self._states: dict[ActorId, Actor] = {}
        self._found: dict[_YearLine, _Tally] = {}

    def add(self, coded: CodedDocument) -> None:
        """Count the acts of a document, each once between two states."""
        acts = acts_of(self._book, sorted(coded.spans, key=lambda span: span.id), coded.links)
        known = {act.span.id for act in acts}
        for span in coded.spans:
            if span.id not in known:
                self._losses.add(NOT_ACTS, place_of(span, coded.document))
        day = date_of(coded.document.metadata)
        if not day:
            for act in acts:
                self._losses.add(NO_YEAR, place_of(act.span, coded.document))
            return
        dyads = dyads_of(acts, coded.document.metadata, self._known, self._expand)
        lines = {(line, dyad.act.span.id) for dyad in dyads if (line := self._line(dyad, day, coded)) is not None}
        for line, _ in sorted(lines):
            self._count(line, coded.document.id)

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the lines in the order of layers, years, pairs of states and labels."""
        lines = sorted(self._found, key=lambda line: (self._layers.get(line.layer, line.layer), *self._order(line)))
        for line in lines:
            tally = self._found[line]
            yield [
                line.year,
                *_state_cells(self._states[line.source]),
                *_state_cells(self._states[line.target]),
                line.label,
                self._names.get(line.label, ""),
                line.force,
                line.rank or None,
                line.levels or None,
                tally.acts,
                tally.documents,
                self._layers.get(line.layer, line.layer),
                self._coders.get(line.layer, ""),
            ]

    def _line(self, dyad: Dyad, day: str, coded: CodedDocument) -> _YearLine | None:
        source, target = self._state(dyad.source, day), self._state(dyad.target, day)
        if source is None or target is None or source == target:
            loss = NO_STATE if source is None or target is None else WITHIN
            names = f"{dyad.source.name or '–'} and {dyad.target.name or '–'}"
            self._losses.add(loss, f"{names} in “{coded.document.title}”")
            return None
        force, rank, levels = _force(dyad.act)
        return _YearLine(dyad.act.span.layer, int(day[:4]), source, target, dyad.act.label.id, force, rank, levels)

    def _state(self, side: Side, day: str) -> ActorId | None:
        """Return the state that a party is or belongs to, where it has a number or a code by which it is merged."""
        state = self._known.state_of(side.actor, day) if side.actor is not None else None
        if state is None or not (state.codes.get("cow") or state.codes.get("iso3")):
            return None
        self._states[state.id] = state
        return state.id

    def _count(self, line: _YearLine, document: str) -> None:
        tally = self._found.get(line, _Tally(0, 0, ""))
        self._found[line] = _Tally(tally.acts + 1, tally.documents + (tally.last != document), document)

    def _order(self, line: _YearLine) -> tuple[object, ...]:
        source, target = self._states[line.source], self._states[line.target]
        return line.year, source.name, source.id, target.name, target.id, line.label, line.rank, line.force


def _state_cells(state: Actor) -> list[Cell]:
    number = state.codes.get("cow", "")
    is_number = number.isascii() and number.isdecimal()
    return [
        int(number) if is_number else None, state.codes.get("iso3", ""), state.codes.get("cow_abb", ""), state.name
    ]  # fmt: skip


def _force(act: Act) -> tuple[str, int, int]:
    """Return the force of an act, its rank from 1 and how many there are; nothing and 0 where there is none."""
    if act.force is None:
        return "", 0, 0
    value = str(act.span.attributes.get(act.force.id, ""))
    rank = act.force.values.index(value) + 1 if value in act.force.values else 0
    return value, rank, len(act.force.values)


def _guarded(row: list[Cell]) -> list[Cell]:
    return [guarded(cell) if isinstance(cell, str) else cell for cell in row]


TEXTS = Loss(
    "The text of 1 document and its metadata, but for the year, are left out",
    "The texts of {n} documents and their metadata, but for the year, are left out",
    Part.TEXTS,
)
VALUES = Loss(
    "The attributes of 1 span, but for its force, are left out",
    "The attributes of {n} spans, but for their forces, are left out",
    Part.ATTRIBUTES,
)
PARTIES = Loss(
    "1 party in a slot is counted alone, as a state, where it is one",
    "{n} parties in slots are counted alone, as states, where they are some",
    Part.LINKS,
)

FORMAT = Format(
    name="dyad-years",
    title="Directed dyads per year, for merging (CSV or Parquet)",
    extensions=(".csv", ".parquet"),
    writer=Writer(
        pieces=pieces,
        carries=frozenset({Part.LAYERS, Part.CODERS, Part.OVERLAPS, Part.GAPS, Part.DOCUMENT_LABELS}),
        about="how often a state did something towards another in a year: by label and force, with COW and ISO codes.",
        leaves_out="all that is not counted: texts, places, parties that are no states, acts without a date.",
        options=DyadOptions,
        says={Part.TEXTS: TEXTS, Part.METADATA: None, Part.ATTRIBUTES: VALUES, Part.LINKS: PARTIES},
    ),
)
