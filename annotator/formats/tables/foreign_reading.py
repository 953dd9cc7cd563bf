"""Somebody else's table of codings -> a bundle, by what its columns mean.

A row is a passage where it has places or a quote, else a label on its document. The text of a document is in the table,
in the project, or the rows together are it. Quotes are compared; offsets that count from one, or include the last
character, are noticed by them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.formats.tables.columns import (
    ATTRIBUTE,
    TARGETS,
    CodingColumns,
    kind_of_table,
    proposed_columns,
    seen,
)
from annotator.formats.tables.label_cells import LabelCells
from annotator.formats.tables.rows import Row, RowTable
from annotator.model.bundle import Bundle
from annotator.model.cell_values import number_of_cell
from annotator.model.errors import BadFile, NeedsColumns
from annotator.model.ids import LayerId
from annotator.readers.field_map import FieldMap
from annotator.readers.field_proposals import sentence
from annotator.readers.foreign import coding_names as target
from annotator.readers.foreign.coded_cells import whole
from annotator.readers.known_maps import known_map
from annotator.readers.source import tidy_title
from annotator.readers.table import telling_rows

ORIGIN = "table"
BETWEEN_UNITS = "\n"
WITHOUT_TEXT = Loss(
    "1 row is left out, since the text of its document is neither in the table nor in the project",
    "{n} rows are left out, since the texts of their documents are neither in the table nor in the project",
)
BY_QUOTE = Loss(
    "1 passage has no place in the table and was found by its words",
    "{n} passages have no places in the table and were found by their words",
)
TWICE = Loss(
    "1 passage has no place in the table, and its words stand there several times; it was put at one, in doubt",
    "{n} passages have no places in the table, and their words stand there several times; each was put at one, in"
    " doubt",
)
NOT_THERE = Loss(
    "1 passage is left out, since its words are not in the text",
    "{n} passages are left out, since their words are not in the texts",
)
UNLABELLED = Loss(
    "1 row has no label, and brings its text alone", "{n} rows have no label, and bring their texts alone"
)
SHIFTED = "The places count from {first}{last}, as the quotes show, and were converted."


@dataclass(slots=True)
class _DocumentRows:
    """The rows of a document with their numbers. `is_rebuilt`: whether they together are its text."""

    title: str
    key: str
    text: str
    rows: list[tuple[int, Row]] = field(default_factory=list)
    is_rebuilt: bool = False
    is_known: bool = False


def columns_of(name: str, table: RowTable, options: ReadOptions) -> tuple[CodingColumns, str]:
    """Return what columns mean: as said, as before, or as proposed; and how that is said in a sentence."""
    rows = telling_rows(iter(table), len(table.columns))
    fields = seen(table, rows)
    if not fields:
        raise BadFile(name, "the table has no rows under its header", "nothing was imported from it")
    kind = kind_of_table(fields)
    if options.goes is not None:
        said = proposed_columns(table, rows, fields)
        for column, to in options.goes.pairs:
            said = FieldMap((*(pair for pair in said.pairs if pair[0] != column), (column, to)))
        return CodingColumns(fields, _once(said, options.goes), kind), ""
    remembered = known_map(kind, options.known)
    goes = remembered if remembered is not None else proposed_columns(table, rows, fields)
    why = "as when a table of this kind was imported before" if remembered is not None else "by their names and values"
    return CodingColumns(fields, goes, kind), sentence(goes, why)


def _once(goes: FieldMap, said: FieldMap) -> FieldMap:
    """Take what was only proposed for a place away, where the user says what goes there."""
    wanted = {to for _, to in said.pairs} & {target.TEXT, target.UNIT, target.QUOTE, target.START, target.STOP}
    wanted |= {to for _, to in said.pairs} & {target.LABEL, target.DOCUMENT, target.CODER, target.LENGTH, target.ID}
    if wanted & {target.TEXT, target.UNIT}:
        wanted |= {target.TEXT, target.UNIT}
    named = dict(said.pairs)
    kept = ((one, to) if one in named or to not in wanted else (one, ATTRIBUTE) for one, to in goes.pairs)
    return FieldMap(tuple(kept))


def read_foreign(name: str, stem: str, table: RowTable, options: ReadOptions) -> Bundle:
    """Return the codings of a table; raises `BadFile`, `NeedsColumns` where it is not known what columns mean."""
    columns, said = columns_of(name, table, options)
    if columns.problem:
        named = ", ".join(f"“{one.name[:40]}”" for one in columns.fields[:20])
        goes = " ".join(f"--map {to}=COLUMN" for to in columns.lacks)
        say = f"say what they mean ({goes}), or take each row as a text (--format {_as_texts(name)}): {named}"
        raise _needs(name, columns, columns.problem, say)
    bundle = _ForeignReading(stem, table, columns, options).bundle((said,) if said else ())
    if not bundle.documents:
        problem = "the texts of its documents are neither in it nor in the project"
        remedy = "say which column has them (--map text=COLUMN)"
        raise _needs(name, columns, problem, remedy, "import the texts first")
    return bundle


def _as_texts(name: str) -> str:
    """Return the reader that takes the rows of a file as documents."""
    return "table" if name.lower().endswith((".csv", ".tsv", ".tab", ".txt")) else "workbook"


def _needs(name: str, columns: CodingColumns, problem: str, remedy: str, otherwise: str = "") -> NeedsColumns:
    fields = tuple((one.name, one.examples) for one in columns.fields)
    return NeedsColumns(name, problem, remedy, fields, columns.goes.pairs, otherwise)


class _ForeignReading:
    def __init__(self, stem: str, table: RowTable, columns: CodingColumns, options: ReadOptions) -> None:
        self._table, self._columns, self._options = table, columns, options
        self._maker = BundleMaker(stem, ORIGIN)
        self._labels = LabelCells(self._maker.codes)
        self._without: Counter[str] = Counter()
        self._get = {one: table.getter(next(iter(columns.of(one)), "")) for one in TARGETS}
        self._label_cells = [(name, table.getter(name)) for name in columns.of(target.LABEL)]
        self._notes = [table.getter(name) for name in columns.of(target.NOTE)]
        self._attributes = {name: table.getter(name) for name in columns.of(ATTRIBUTE)}
        self._numbers = {name for name, cell in self._attributes.items() if all(map(_is_number, map(cell, table)))}
        self._metadata = {to: table.getter(name) for name, to in columns.metadata.items()}
        self._has_places = bool(columns.of(target.START) and (columns.of(target.STOP) or columns.of(target.LENGTH)))
        self._has_quotes = bool(columns.of(target.QUOTE))

    def bundle(self, notices: tuple[str, ...]) -> Bundle:
        documents = list(self._documents().values())
        shift = self._shift(documents)
        for one in documents:
            self._take(one, shift)
        rebuilt = sum(one.is_rebuilt for one in documents)
        if rebuilt:
            notices += (f"The rows of each document, a line each, are its text: {rebuilt:,} rebuilt.",)
        if shift != (0, 0):
            includes = shift[1] > shift[0]
            notices += (SHIFTED.format(first=-shift[0], last=", the last character included" if includes else ""),)
        return replace(self._maker.bundle(self._labels.shown, notices=notices), without_text=self._without)

    def _documents(self) -> dict[str, _DocumentRows]:
        found: dict[str, _DocumentRows] = {}
        missing: dict[str, None] = {}
        for number, row in enumerate(self._table, 1):
            if not any(cell.strip() for cell in row):
                continue
            key, text = self._get[target.DOCUMENT](row).strip(), self._get[target.TEXT](row)
            place = f"{key}\0{text}" if text.strip() else key
            if place not in found and place not in missing:
                made = self._document(key, text, number)
                if made is None:
                    missing[place] = None
                else:
                    found[place] = made
                    found.setdefault(key, made) if key else None
            if place in missing:
                self._without[key] += 1
                self._maker.losses.add(WITHOUT_TEXT, f"“{key}”, row {number}" if key else f"row {number}")
            else:
                found[place].rows.append((number, row))
        each = {id(one): one for one in found.values() if one.rows}
        return {str(number): one for number, one in enumerate(each.values())}

    def _document(self, key: str, text: str, number: int) -> _DocumentRows | None:
        title = tidy_title(key) or f"{self._maker.name} {number}"
        if text.strip():
            return _DocumentRows(title, key, text)
        if self._columns.of(target.UNIT):
            return _DocumentRows(tidy_title(key) or self._maker.name, key, "", is_rebuilt=True)
        known = self._options.documents.find(key)
        return None if known is None else _DocumentRows(known.title, key, known.text, is_known=True)

    def _shift(self, documents: Sequence[_DocumentRows]) -> tuple[int, int]:
        """Return what is to be added to starts and stops so that most quotes are the text."""
        some = [(one.text, row) for one in documents[:50] for _, row in one.rows[:50] if not one.is_rebuilt]
        said = [
            (text, place, quote) for text, row in some if (place := self._range(row)) and (quote := self._quote(row))
        ]
        shifts = [(0, 0), *product((0, -1), (0, 1, -1))][:7]
        fits = {
            (first, last): sum(
                text[max(0, start + first) : stop + last] == quote for text, (start, stop), quote in said
            )
            for first, last in shifts
        }
        best = max(fits, key=lambda one: (fits[one], one == (0, 0)), default=(0, 0))
        return best if fits.get(best, 0) > 2 * fits.get((0, 0), 0) else (0, 0)

    def _take(self, one: _DocumentRows, shift: tuple[int, int]) -> None:
        units = [self._get[target.UNIT](row) for _, row in one.rows] if one.is_rebuilt else []
        raw = BETWEEN_UNITS.join(units) if one.is_rebuilt else one.text
        metadata = {} if one.is_known else self._metadata_of(one.rows)
        made = self._maker.document(one.title, raw, key=one.key, metadata=metadata)
        at, seen_quotes = 0, dict[tuple[str, str], int]()
        for (number, row), unit in zip(one.rows, units or [""] * len(one.rows), strict=True):
            layer = self._layer(row)
            claim: PlaceClaim | None = None
            is_doubtful = False
            if one.is_rebuilt:
                claim, at = PlaceClaim(((at, at + len(unit)),), None), at + len(unit) + len(BETWEEN_UNITS)
            elif (place := self._range(row)) is not None:
                claim = PlaceClaim(((place[0] + shift[0], place[1] + shift[1]),), self._quote(row) or None)
            elif quote := self._quote(row):
                found = list(_found(quote, one.text))
                if not found:
                    self._maker.losses.add(NOT_THERE, f"“{quote[:40]}” in “{one.title}”, row {number}")
                    continue
                key = self._label_cells[0][1](row), f"{layer} {quote}"
                nth = seen_quotes[key] = seen_quotes.get(key, -1) + 1
                self._maker.losses.add(BY_QUOTE if len(found) == 1 else TWICE, f"“{quote[:40]}” in “{one.title}”")
                claim, is_doubtful = PlaceClaim((found[min(nth, len(found) - 1)],), quote), len(found) > 1
            self._code(made, row, number, layer, claim, is_doubtful)

    def _code(
        self, made: DocumentMaker, row: Row, number: int, layer: LayerId, claim: PlaceClaim | None, doubt: bool
    ) -> None:
        labels = [
            label for name, cell in self._label_cells for label in self._labels.of(cell(row), name, claim is not None)
        ]
        if not labels:
            self._maker.losses.add(UNLABELLED, f"row {number}")
        note = "\n".join(filter(None, (cell(row).strip() for cell in self._notes)))
        said = {name: value for name, cell in self._attributes.items() if (value := cell(row).strip())}
        typed = {name: number_of_cell(one) if name in self._numbers else one for name, one in said.items()}
        own = self._get[target.ID](row).strip()
        for label in labels:
            values = {str(self._maker.codes.attribute(label, name, value)): value for name, value in typed.items()}
            id = own if len(labels) == 1 or not own else f"{own} {label}"
            made.span(id, layer, label, claim, values, note, doubt)

    def _layer(self, row: Row) -> LayerId:
        who = " ".join(self._get[target.CODER](row).split())
        return self._maker.layer_of(who) if who else self._maker.unsaid_layer()

    def _metadata_of(self, rows: Sequence[tuple[int, Row]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for to, cell in self._metadata.items():
            if value := next((said for _, row in rows if (said := cell(row).strip())), ""):
                found[to] = value
        return found

    def _quote(self, row: Row) -> str:
        return self._get[target.QUOTE](row)

    def _range(self, row: Row) -> tuple[int, int] | None:
        if not self._has_places:
            return None
        start, stop = whole(self._get[target.START](row)), whole(self._get[target.STOP](row))
        length = whole(self._get[target.LENGTH](row))
        if start is not None and stop is None and length is not None:
            stop = start + length
        return None if start is None or stop is None else (start, stop)


def _found(quote: str, text: str) -> Iterator[tuple[int, int]]:
    words = quote.split()
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        yield from (match.span() for match in pattern.finditer(text))


def _is_number(cell: str) -> bool:
    """Whether a cell is a number that is written as numbers are, or empty: 007 is a code."""
    bare = cell.strip()
    return not bare or (str(number_of_cell(bare)) == bare and not isinstance(number_of_cell(bare), str))
