"""Parquet, a line a span, out: the columns of the CSV with types of their own, for pandas, R, DuckDB and Spark.

Documents with their texts, and slots, stand in files of their own beside it. Rows are written as they come, so that a
million of them need not stand in memory.
"""

from collections.abc import Iterator

from annotator.formats.format import Format, Piece, Writer, WritingRun
from annotator.formats.json_text import json_text
from annotator.formats.tables.beside import (
    NUMBERS_OF_DOCUMENTS,
    SLOTS,
    document_row,
    documents_header,
    facts_of,
    slot_rows,
)
from annotator.formats.tables.carried import CARRIES, count_what_is_not_beside
from annotator.formats.tables.coding_table import Cell, CodingTable
from annotator.formats.tables.csv_text import csv_texts
from annotator.formats.tables.label_table import LabelTable
from annotator.formats.tables.options import RowsAre, TableOptions
from annotator.formats.tables.parquet import parquet_bytes
from annotator.model.bundle import Bundle

DOCUMENTS_FILE, SLOTS_FILE, FACTS_FILE = ".documents.parquet", ".slots.parquet", ".parquet.json"
_SHOWN = 30


def pieces(bundle: Bundle, run: WritingRun[TableOptions]) -> Iterator[Piece]:
    """Yield the files, each once it is whole."""
    stem, beside, of_spans = run.name.removesuffix(".parquet"), run.own.beside, run.own.rows is RowsAre.SPANS
    spans = CodingTable(bundle, run.names, str)
    table = spans if of_spans else LabelTable(bundle, run.names, str)
    documents: list[list[Cell]] = []
    slots: list[list[Cell]] = []
    first: list[list[Cell]] = []

    def rows() -> Iterator[list[Cell]]:
        for coded in bundle.documents:
            table.account(coded, run.losses, beside)
            if beside:
                documents.append(document_row(coded, bundle, str))
                slots.extend(slot_rows(coded, spans, str) if of_spans else ())
            else:
                count_what_is_not_beside(coded, run.losses)
            for row in table.rows(coded):
                if len(first) < _SHOWN:
                    first.append(row)
                yield row

    whole = parquet_bytes(table.header, table.numbers, rows(), run.name)
    yield Piece(whole, shown="".join(csv_texts([table.header, *first])))
    if beside:
        columns = documents_header(bundle)
        data = parquet_bytes(columns, NUMBERS_OF_DOCUMENTS, documents, run.name)
        yield Piece(data, stem + DOCUMENTS_FILE, shown="")
        if slots:
            yield Piece(parquet_bytes(SLOTS, (), slots, run.name), stem + SLOTS_FILE, shown="")
        yield Piece(json_text(facts_of(bundle, run.names), indent=2) + "\n", stem + FACTS_FILE)


FORMAT = Format(
    name="parquet",
    title="Table of codings (Parquet)",
    extensions=(".parquet",),
    writer=Writer(
        pieces=pieces,
        carries=CARRIES,
        about="the same as CSV, as Parquet files: spans, documents with their texts, slots; the codebook beside.",
        leaves_out="decisions that no span came of, candidates.",
        options=TableOptions,
    ),
)
