"""Directed dyads per year, out: how often a state did something towards another in a year, for merging.

A line a layer, year, pair of states, label and force. The states are those of the actors on the date of the text (the
President of France is France), each once whatever entries it has (see `coded_states.py`), with its number in the
Correlates of War project (ccode1, ccode2: the names that the R package peacesciencer gives them) and the code of
ISO 3166-1. What is in no line is counted: acts without a year, and parties that are no state. Cells are as in
`csv_text`; by its ending the file may be Parquet.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pydantic import Field

from annotator.acts.acts import Act, acts_of
from annotator.acts.coded_states import CodedState, CodedStates, number_of
from annotator.acts.cow_system import is_member
from annotator.acts.dyads import GROUPS, Dyad, Side, date_of, dyads_of
from annotator.acts.known_actors import KnownActors
from annotator.formats.format import Format, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Part, place_of
from annotator.formats.names import coder_names, layer_names
from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.formats.tables.dyads import DyadOptions
from annotator.formats.tables.parquet import parquet_bytes
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId

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
NO_PARTY = Loss(
    "1 pair of parties is left out, since one of them is not said, or not in the register",
    "{n} pairs of parties are left out, since one of them is not said, or not in the register",
)
A_GROUP = Loss(
    "1 pair of parties is left out, since one of them is a group; its members can stand for it (--expand-groups)",
    "{n} pairs of parties are left out, since one of them is a group; its members can stand for it (--expand-groups)",
)
NO_STATE = Loss(
    "1 pair of parties is left out, since one of them is of no state, or of several",
    "{n} pairs of parties are left out, since one of them is of no state, or of several",
)
NO_NUMBER = Loss(
    "1 pair of states has a line without a number, since the Correlates of War do not count a state then",
    "{n} pairs of states have a line without a number, since the Correlates of War do not count a state then",
)
WITHIN = Loss(
    "1 pair of parties is left out, since both are of one state",
    "{n} pairs of parties are left out, since both are of one state",
)


class DyadYearOptions(DyadOptions):
    """Whether groups stand for themselves, and whether nothing is counted too."""

    zeros: bool = Field(
        default=False,
        title="Lines with 0 acts too",
        description="For each pair of states and label of a layer, in each year of which it has a coded document.",
    )


class _What(NamedTuple):
    """What was done, and how strongly."""

    label: str
    force: str
    rank: int
    levels: int


class _YearLine(NamedTuple):
    """What a line is about."""

    layer: LayerId
    year: int
    source: CodedState
    target: CodedState
    what: _What


class _Tally(NamedTuple):
    acts: int
    documents: int
    last: str


def pieces(bundle: Bundle, run: WritingRun[DyadYearOptions]) -> Iterator[Piece]:
    """Yield the table once all documents are counted."""
    counting, is_parquet = _Counting(bundle, run), run.name.lower().endswith(".parquet")
    header = "".join(csv_texts([COLUMNS]))
    yield Piece(b"", shown=header) if is_parquet else Piece(run.own.mark + header)
    for coded in bundle.documents:
        counting.add(coded)
    if is_parquet:
        yield Piece(parquet_bytes(COLUMNS, NUMBERS, counting.rows(), run.name), shown="")
    else:
        yield from map(Piece, csv_texts(map(_guarded, counting.rows())))


class _Counting:
    def __init__(self, bundle: Bundle, run: WritingRun[DyadYearOptions]) -> None:
        self._book, self._own, self._losses = bundle.codebook, run.own, run.losses
        self._known = KnownActors(bundle.actors)
        self._states = CodedStates(bundle.actors, self._known)
        self._names = {str(label.id): label.name for label in bundle.codebook.labels}
        self._layers = layer_names(bundle, run.names)
        coders = {coder.id: coder.name for coder in bundle.coders} if run.names else coder_names(bundle)
        self._coders = {one.id: coders.get(one.coder, "") for one in bundle.layers if one.coder is not None}
        self._entries: dict[CodedState, dict[int, Actor]] = {}
        self._years: dict[LayerId, set[int]] = {}
        self._found: dict[_YearLine, _Tally] = {}

    def add(self, coded: CodedDocument) -> None:
        """Count the acts of a document, each once between two states."""
        acts = acts_of(self._book, sorted(coded.spans, key=lambda span: span.id), coded.links)
        known = {act.span.id for act in acts}
        day = date_of(coded.document.metadata)
        for span in coded.spans:
            if span.id not in known:
                self._losses.add(NOT_ACTS, place_of(span, coded.document))
            if day:
                self._years.setdefault(span.layer, set()).add(int(day[:4]))
        if not day:
            for act in acts:
                self._losses.add(NO_YEAR, place_of(act.span, coded.document))
            return
        dyads = dyads_of(acts, coded.document.metadata, self._known, self._own.expand_groups)
        lines = {(line, dyad.act.span.id) for dyad in dyads if (line := self._line(dyad, day, coded)) is not None}
        for line, _ in sorted(lines, key=lambda found: (self._order(found[0]), found[1])):
            tally = self._found.get(line, _Tally(0, 0, ""))
            self._found[line] = _Tally(tally.acts + 1, tally.documents + (tally.last != coded.document.id),
                                       coded.document.id)  # fmt: skip

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the lines in the order of layers, years, pairs of states and labels."""
        lines = {**dict.fromkeys(self._zeros() if self._own.zeros else (), _Tally(0, 0, "")), **self._found}
        for line in sorted(lines, key=lambda line: (self._layers.get(line.layer, line.layer), *self._order(line))):
            yield [
                line.year,
                *self._state_cells(line.source, line.year),
                *self._state_cells(line.target, line.year),
                line.what.label,
                self._names.get(line.what.label, ""),
                line.what.force,
                line.what.rank or None,
                line.what.levels or None,
                lines[line].acts,
                lines[line].documents,
                self._layers.get(line.layer, line.layer),
                self._coders.get(line.layer, ""),
            ]

    def _zeros(self) -> Iterator[_YearLine]:
        """Yield what is or could be counted: pairs and labels of a layer, in years of which it has coded documents."""
        for layer, years in self._years.items():
            mine = [line for line in self._found if line.layer == layer]
            pairs, whats = {(line.source, line.target) for line in mine}, {line.what for line in mine}
            for year, pair, what in product(years, pairs, whats):
                if all(state.number is None or is_member(state.number, year) for state in pair):
                    yield _YearLine(layer, year, *pair, what)

    def _line(self, dyad: Dyad, day: str, coded: CodedDocument) -> _YearLine | None:
        names = f"{dyad.source.name or '–'} and {dyad.target.name or '–'} in “{coded.document.title}”"
        source, target = (self._state(side, day) for side in (dyad.source, dyad.target))
        for found in (source, target):
            if isinstance(found, Loss):
                self._losses.add(found, names)
                return None
        if source == target:
            self._losses.add(WITHIN, names)
            return None
        assert isinstance(source, CodedState) and isinstance(target, CodedState), "losses are returned above"
        if any(self._lacks_number(state, int(day[:4])) for state in (source, target)):
            self._losses.tell(NO_NUMBER, f"{names}, {day[:4]}")
        return _YearLine(dyad.act.span.layer, int(day[:4]), source, target, _what(dyad.act))

    def _state(self, side: Side, day: str) -> CodedState | Loss:
        """Return the state as which a party is counted, or why it is none."""
        if side.actor is None:
            return NO_PARTY
        found = self._states.find(side.actor, day)
        if found is None:
            states = self._known.states_of(side.actor, day)
            if len(states) == 1:
                return _uncoded(states[0])
            return A_GROUP if side.actor.kind in GROUPS else NO_STATE
        state, entry = found
        entries = self._entries.setdefault(state, {})
        year = int(day[:4])
        entries[year] = min(entries.get(year, entry), entry, key=_completeness)
        return state

    def _lacks_number(self, state: CodedState, year: int) -> bool:
        return state.number is None and number_of(self._entries[state][year]) is not None

    def _state_cells(self, state: CodedState, year: int) -> list[Cell]:
        """Return the cells of a state: named as its fullest entry of the year is, or of the nearest year."""
        entries = self._entries[state]
        entry = entries[min(entries, key=lambda other: (abs(other - year), other))]
        abbreviation = entry.codes.get("cow_abb", "") if state.number is not None else ""
        return [state.number, state.iso3, abbreviation, entry.name]

    def _order(self, line: _YearLine) -> tuple[object, ...]:
        codes = [code for state in (line.source, line.target) for code in (state.number or 0, state.iso3)]
        return line.year, *codes, line.what.label, line.what.rank, line.what.force, line.layer


def _completeness(entry: Actor) -> tuple[object, ...]:
    return not entry.codes.get("iso3"), not entry.codes.get("cow"), entry.name, entry.id


def _uncoded(state: Actor) -> Loss:
    """Return the loss of one state, so that each is listed."""
    name = state.name.replace("{", "{{").replace("}", "}}")
    why = f"since {name} has no ISO code, and no number of the Correlates of War in its year"
    return Loss(f"1 pair of parties is left out, {why}", f"{{n}} pairs of parties are left out, {why}")


def _what(act: Act) -> _What:
    return _What(act.label.id, *_force(act))


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
        options=DyadYearOptions,
        says={Part.TEXTS: TEXTS, Part.METADATA: None, Part.ATTRIBUTES: VALUES, Part.LINKS: PARTIES},
    ),
)
