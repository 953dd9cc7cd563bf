"""What the user decides of a table of codings."""

from enum import StrEnum

from pydantic import Field

from annotator.formats.format import Options
from annotator.formats.tables.csv_text import MARK


class CsvOptions(Options):
    """Who reads a table in CSV."""

    for_excel: bool = Field(
        default=False,
        title="For Excel",
        description="CSV begins with a byte order mark, without which Excel misreads letters; other programs take it "
        "for a part of the first column’s name.",
    )

    @property
    def mark(self) -> str:
        """What the file begins with."""
        return MARK if self.for_excel else ""


class RowsAre(StrEnum):
    """What a row is."""

    SPANS = "spans"
    DOCUMENTS = "documents"


class TableOptions(Options):
    """What a row is, and whether what has no place in one stands beside."""

    rows: RowsAre = Field(
        default=RowsAre.SPANS,
        title="A row is",
        description="A span; or a document and a label, with how often and how long.",
    )
    beside: bool = Field(
        default=True,
        title="Texts, slots and codebook beside",
        description="In tables of their own, with which the table comes in again as it is.",
    )


class CsvTableOptions(CsvOptions, TableOptions):
    """Both of it."""
