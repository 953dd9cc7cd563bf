"""A table of counts as a file for a spreadsheet: a line a row, its columns, and the totals of all."""

from pathlib import Path

from annotator.formats.tables.csv_text import csv_texts, guarded
from annotator.operations.atomic_files import write_whole
from annotator.operations.passages.counting import CountTable

TOTAL = "all"


def counts_csv(table: CountTable, rows: str) -> str:
    """Return the table as CSV; `rows`: what its rows are. Names are guarded against being run as formulas."""
    lines: list[list[str | int | float | None]] = [
        [guarded(rows), *(guarded(column.name) for column in table.columns), TOTAL]
    ]
    for row in table.rows:
        values = [table.value(row, column) for column in table.columns]
        lines.append([guarded(row.name), *map(_plain, (*values, table.row_totals[row]))])
    totals = [table.column_totals[column] for column in table.columns]
    lines.append([TOTAL, *map(_plain, (*totals, table.total))])
    return "".join(csv_texts(lines))


def write_counts(table: CountTable, rows: str, path: Path) -> None:
    """Write the table to a file, in place of what is there; raises `BadFile`."""
    write_whole(path, counts_csv(table, rows))


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
