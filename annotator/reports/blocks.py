"""A report as a neutral document: what it says, apart from the file that it is written to.

Any text may stand anywhere; line feeds are line breaks in paragraphs and cells. Whoever writes a report numbers its
tables and plots, in their order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from annotator.model.errors import Bug
from annotator.model.wording import word_list
from annotator.reports.drawing import Drawing


class Style(StrEnum):
    """How a run of a paragraph is set."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    CODE = "code"


class Align(StrEnum):
    """Where the cells of a column stand: words begin at the same edge, numbers end at it."""

    WORDS = "words"
    MIDDLE = "middle"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph that is set in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `level`: 1 for a part of the report, 2 and 3 for what is in it."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise Bug(f"a heading has the level 1, 2 or 3, not {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with bullets."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    align: Align = Align.WORDS


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `span`: over how many columns; `note`: the number of the table's note on it, from 0."""

    text: str
    span: int = 1
    note: int | None = None


Row = tuple[Cell, ...]
_SMALL = 10
"""So many rows of a table stay on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table. The first cell of a row is its head; a row of one cell over all columns names the group that follows.

    `header`: rows of heads of columns. `notes`: sentences under the table, which cells refer to. Raises `Bug` where a
    row does not fill the columns or refers to a note that is not there.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in (*self.header, *self.rows):
            if any(cell.span < 1 for cell in row) or sum(cell.span for cell in row) != len(self.columns):
                raise Bug(f"a row of the table “{self.caption}” does not fill its {len(self.columns)} columns")
            if any(cell.note is not None and not 0 <= cell.note < len(self.notes) for cell in row):
                raise Bug(f"a cell of the table “{self.caption}” refers to a note that it does not have")

    def is_group(self, row: Row) -> bool:
        """Whether a row names the group of rows that follows."""
        return len(row) == 1 and len(self.columns) > 1

    def keeps_next(self, number: int) -> bool:
        """Whether a row, by its number from 0, stays on the page of the next: no row is left alone at either end.

        The name of a group does, and each row of a small table.
        """
        last = len(self.rows) - 1
        if number >= last:
            return False
        return last < _SMALL or number in (0, last - 1) or self.is_group(self.rows[number])


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture. `alternative`: what it shows, in words, where the drawing's own summary is not enough.

    `narrow`: the same for a page as narrow as a telephone's, on which the letters of a shrunk one could not be read.
    """

    drawing: Drawing
    caption: str = ""
    alternative: str = ""
    narrow: Drawing | None = None

    @property
    def said(self) -> str:
        """What it shows, for those who cannot see it."""
        return self.alternative or self.drawing.summary or self.caption


Block = Heading | Paragraph | Listing | TableBlock | Plot


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `subtitle`: project, date, whatever identifies it; `language`: of its words (BCP 47).

    `authors`: names, as they are spoken.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "en"
    authors: tuple[str, ...] = ()

    @property
    def byline(self) -> str:
        """The authors in a line, empty without any."""
        return word_list(self.authors) if self.authors else ""


def paragraph(*parts: str | Run) -> Paragraph:
    """Return a paragraph of plain texts and runs: `paragraph("B was ", emphasis("1,000"), ".")`."""
    return Paragraph(tuple(part if isinstance(part, Run) else Run(part) for part in parts))


def emphasis(text: str) -> Run:
    """Return a run to be emphasised."""
    return Run(text, Style.EMPHASIS)


def code(text: str) -> Run:
    """Return a run of what is typed or shown as it stands."""
    return Run(text, Style.CODE)


def listing(*items: str | Paragraph) -> Listing:
    """Return a list of texts and paragraphs."""
    return Listing(tuple(item if isinstance(item, Paragraph) else paragraph(item) for item in items))


def row(*cells: str | Cell) -> Row:
    """Return a row of texts and cells."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)


def mark_of(note: int) -> str:
    """Return the mark of a note by its number from 0: a, b, … z, aa, ab …"""
    mark = ""
    note += 1
    while note:
        note, letter = divmod(note - 1, 26)
        mark = chr(ord("a") + letter) + mark
    return mark


def numbered(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, int]]:
    """Yield each block with its number: tables and plots are counted from 1, each kind by itself; others have 0."""
    tables, plots = count(1), count(1)
    for block in blocks:
        yield block, next(tables) if isinstance(block, TableBlock) else next(plots) if isinstance(block, Plot) else 0


def placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """Yield each cell of a row with the number of its first column."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span
