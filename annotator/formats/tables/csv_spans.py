"""CSV, a line a span, for spreadsheets and statistics, and back.

    gold.csv                    a line a span (`coding_table`), or a document and label (`label_table`)
    gold.documents-table.csv    a line a document, with its text
    gold.slots-table.csv        a line a party of an act
    gold.tables.json            codebook, layers, coders and actors

The files are UTF-8. For Excel the first begins with a byte order mark, without which it is taken for a legacy encoding.
Cells are as `csv_text` has them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.json_text import json_text
from annotator.formats.tables.beside import SLOTS, document_row, documents_header, facts_of, slot_rows
from annotator.formats.tables.carried import BRINGS, CARRIES, count_what_is_not_beside
from annotator.formats.tables.coding_table import Cell, CodingTable
from annotator.formats.tables.columns import CodingColumns
from annotator.formats.tables.csv_text import csv_cell, csv_lines, csv_texts
from annotator.formats.tables.label_table import LabelTable
from annotator.formats.tables.options import CsvTableOptions, RowsAre
from annotator.model.bundle import Bundle
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.look import FileLook

DOCUMENTS_FILE, SLOTS_FILE, FACTS_FILE = ".documents-table.csv", ".slots-table.csv", ".tables.json"


def pieces(bundle: Bundle, run: WritingRun[CsvTableOptions]) -> Iterator[Piece]:
    """Yield the names of the columns, then the lines of each document, and what belongs to it."""
    stem, beside, of_spans = run.name.removesuffix(".csv"), run.own.beside, run.own.rows is RowsAre.SPANS
    spans = CodingTable(bundle, run.names, csv_cell)
    table = spans if of_spans else LabelTable(bundle, run.names, csv_cell)
    yield from (Piece(run.own.mark + text) for text in csv_texts([table.header]))
    if beside:
        yield from (Piece(text, stem + DOCUMENTS_FILE) for text in csv_texts([documents_header(bundle)]))
    slots_header = [list(SLOTS)]
    for coded in bundle.documents:
        table.account(coded, run.losses, beside)
        yield from map(Piece, csv_lines(table.rows(coded)))
        if not beside:
            count_what_is_not_beside(coded, run.losses)
            continue
        yield from _lines([document_row(coded, bundle, csv_cell)], stem + DOCUMENTS_FILE)
        if coded.links and of_spans:
            yield from _lines([*slots_header, *slot_rows(coded, spans, csv_cell)], stem + SLOTS_FILE)
            slots_header = []
    if beside:
        yield Piece(json_text(facts_of(bundle, run.names), indent=2) + "\n", stem + FACTS_FILE)


def _lines(rows: Iterable[Sequence[Cell]], file: str = "") -> Iterator[Piece]:
    return (Piece(text, file) for text in csv_lines(rows))


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a file is a table of codings: ours, or one whose columns say so."""
    return (
        path.is_file() and not look.sheets and (table_marks.is_of_our_spans(look) or table_marks.is_plainly_coded(look))
    )


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a table of codings; raises `BadFile`."""
    from annotator.formats.tables.csv_reading import read_csv  # noqa: PLC0415  (only once a table is read)

    return read_csv(path, options, (DOCUMENTS_FILE, SLOTS_FILE, FACTS_FILE))


def columns(path: Path, options: ReadOptions) -> CodingColumns | None:
    """Return what the columns of a table mean, None of one of ours; raises `BadFile`."""
    from annotator.formats.tables.csv_reading import csv_columns  # noqa: PLC0415  (only once a table is read)

    return csv_columns(path, options)


FORMAT = Format(
    name="csv",
    title="Table of codings (CSV)",
    extensions=(".csv", ".tsv", ".tab"),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=BRINGS,
        columns=columns,
        about="our own table as it was; others by what their columns mean: [Tables](formats-tables.md)",
        companions=(DOCUMENTS_FILE, SLOTS_FILE, FACTS_FILE),
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIES,
        about="a span a line with its document, place, quote, attributes, roles and decision; texts, slots and the"
        " codebook in tables beside.",
        leaves_out="decisions that no span came of, candidates.",
        options=CsvTableOptions,
    ),
)
