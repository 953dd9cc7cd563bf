"""What the user decides of a table of codings."""

from enum import StrEnum

from pydantic import Field

from annotator.formats.format import Options


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
