"""Excel workbooks, a line a span, out and back: the tables that CSV has in files of their own, a sheet each.

Cells have types here, so that texts stand as they are: none is taken for a number or a day, and one that looks like a
formula is marked as a text (“quote prefix”), for the day on which somebody edits it. A cell has at most 32,767 UTF-16
units (ISO/IEC 29500-1 says nothing of it; Excel's limit) and a sheet 1,048,576 rows: longer texts are cut into several
cells of a sheet of their own, longer tables into several sheets.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from annotator.formats.format import Format, FormatReader, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.tables.beside import SLOTS, document_row, documents_header, facts_of, slot_rows
from annotator.formats.tables.carried import BRINGS, CARRIES, count_what_is_not_beside
from annotator.formats.tables.coding_table import Cell, CodingTable
from annotator.formats.tables.columns import CodingColumns
from annotator.formats.tables.csv_text import csv_texts
from annotator.formats.tables.label_table import LabelTable
from annotator.formats.tables.options import RowsAre, TableOptions
from annotator.model.bundle import Bundle
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.look import FileLook

SPANS, LABELS, DOCUMENTS, SLOTS_SHEET, FACTS = "spans", "labels", "documents", "slots", "annotator"


def pieces(bundle: Bundle, run: WritingRun[TableOptions]) -> Iterator[Piece]:
    """Yield what is shown of the workbook, and at the end the workbook."""
    from annotator.formats.tables.sheets import Sheets  # noqa: PLC0415  (XlsxWriter, for those who want a workbook)

    beside, of_spans = run.own.beside, run.own.rows is RowsAre.SPANS
    spans = CodingTable(bundle, run.names, str, is_typed=True)
    table = spans if of_spans else LabelTable(bundle, run.names, str, is_typed=True)
    yield Piece(b"", shown=partial(_as_csv, [table.header]))
    with Sheets() as book:
        rows = book.sheet(SPANS if of_spans else LABELS, table.header)
        documents = book.sheet(DOCUMENTS, documents_header(bundle)) if beside else None
        slots = book.sheet(SLOTS_SHEET, list(SLOTS)) if beside and of_spans else None
        for coded in bundle.documents:
            table.account(coded, run.losses, beside)
            of_document = list(table.rows(coded))
            yield Piece(b"", shown=partial(_as_csv, of_document))
            rows.write(of_document)
            if documents is None:
                count_what_is_not_beside(coded, run.losses)
                continue
            documents.write([document_row(coded, bundle, str)])
            if slots is not None:
                slots.write(slot_rows(coded, spans, str))
        if beside:
            book.keep(FACTS, facts_of(bundle, run.names))
        yield from (Piece(data, shown="") for data in book.chunks())


def _as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    return "".join(csv_texts(rows))


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether a workbook has a table of codings: one of ours, or one whose columns say so."""
    if path.suffix.lower() not in (".xlsx", ".xlsm") or not look.sheets:
        return False
    sheets = (FileLook.at_rows(look.name, rows) for rows in look.sheet_rows)
    return is_ours(look) or any(map(table_marks.is_plainly_coded, sheets))


def is_ours(look: FileLook) -> bool:
    """Whether a workbook is one that this program wrote."""
    return table_marks.is_of_our_spans(FileLook.at_rows(look.name, look.rows)) and look.sheets[:1] in (
        [SPANS],
        [LABELS],
    )


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a workbook with codings; raises `BadFile`."""
    from annotator.formats.tables.xlsx_reading import read_xlsx  # noqa: PLC0415  (only once a workbook is read)

    return read_xlsx(path, options)


def columns(path: Path, options: ReadOptions) -> CodingColumns | None:
    """Return what the columns of a workbook mean, None of one of ours; raises `BadFile`."""
    from annotator.formats.tables.xlsx_reading import xlsx_columns  # noqa: PLC0415  (only once a workbook is read)

    return xlsx_columns(path, options)


FORMAT = Format(
    name="xlsx",
    title="Table of codings (Excel)",
    extensions=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=BRINGS,
        columns=columns,
        about="the same as a workbook; of others the first sheet that has codings: [Tables](formats-tables.md)",
    ),
    writer=Writer(
        pieces=pieces,
        carries=CARRIES,
        about="the same as CSV in one workbook: a sheet for spans, documents with their texts, and slots.",
        leaves_out="decisions that no span came of, candidates.",
        options=TableOptions,
    ),
)
