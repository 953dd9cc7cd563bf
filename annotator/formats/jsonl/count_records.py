"""The record of what was counted: what `annotator count --json` prints.

Its JSON Schema stands in schemas/count.schema.json.
"""

from pydantic import BaseModel, ConfigDict, Field

from annotator.formats.jsonl.records import ProgramRecord


class _CountRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GroupRecord(_CountRecord):
    """A row or a column. With the search of all, its own finds its passages; a cell has those of both."""

    name: str = Field(description="Empty of passages that say nothing.")
    search: str
    total: float


class TableRecord(_CountRecord):
    """Counts by row, and by column where there are some."""

    rows_by: str = Field(description="Key of what the rows are.")
    columns_by: str = Field(description="The same of the columns; of labels beside labels, how near. Empty of none.")
    measure: str = Field(description="passages, documents, words or share (per cent of the characters looked through).")
    rows: list[GroupRecord]
    columns: list[GroupRecord]
    cells: list[list[float]] = Field(description="A list for each row, a number for each column.")
    total: float


class DispersionRecord(_CountRecord):
    """How a phrase is dispersed over the parts of its group; null of a single part."""

    parts: int
    range: int = Field(description="In how many parts it is used.")
    juilland_d: float | None
    dp: float | None = Field(description="Deviation of proportions (Gries 2008).")
    dp_norm: float | None = Field(description="The same, normalised (Lijffijt and Gries 2012).")


class WordRecord(_CountRecord):
    """How often a phrase is used."""

    phrase: str
    number: int
    size: int = Field(description="How many words, or runs of as many words, the group has.")
    passages: int = Field(description="In how many passages it stands.")
    dispersion: DispersionRecord
    search: str


class WordsRecord(_CountRecord):
    """The words of a group."""

    group: str
    search: str
    phrases: int = Field(description="How many different ones are used often enough; the first of them are listed.")
    words: list[WordRecord]


class KeyRecord(_CountRecord):
    """A phrase in the group against the others."""

    phrase: str
    number: int
    size: int
    other_number: int
    other_size: int
    g2: float = Field(description="Log-likelihood of the table of two by two (Dunning 1993).")
    g2_of_use: float = Field(description="That of the phrase alone (Rayson and Garside 2000).")
    df: int
    p: float
    p_corrected: float = Field(description="By Holm, for all phrases that were compared.")
    log_ratio: float = Field(description="Binary logarithm of the ratio of shares; a 0 is taken for 0.5 (Hardie 2014).")
    difference: float | None = Field(description="%DIFF; null where the others never use it.")
    ell: float | None = Field(description="Effect size of the log-likelihood (Johnston et al. 2006).")
    search: str


class KeynessRecord(_CountRecord):
    """The keyness of a group."""

    group: str
    against: str = Field(description="rest or corpus.")
    compared: int = Field(description="How many phrases were compared; the first of them are listed.")
    words: list[KeyRecord]


class PassageCountsRecord(_CountRecord):
    """What was counted: one of a table, words and keyness."""

    program: ProgramRecord
    project: str = Field(description="Name of the project.")
    search: str
    table: TableRecord | None = None
    words: list[WordsRecord] | None = None
    keyness: KeynessRecord | None = None
