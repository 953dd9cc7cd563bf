"""A table of numbers as a picture: rows with their names, columns with upright words above, what each row comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor

from annotator.acts.label_counts import METADATA
from annotator.acts.series import APART, NOBODY, OTHERS, Matrix
from annotator.ui.pictures.layout import (
    GAP,
    HEAD,
    MARGIN,
    At,
    Box,
    Face,
    Measure,
    TextLine,
    centred,
    heading,
    heading_width,
    line,
    number,
    pieces,
    wrapped,
)

CELL_WIDTH, WIDEST_CELL, CELL_HEIGHT = 54, 84, 32
SPACE = 4
"""Between two cells; the ring around the one at hand fits in."""
BREAK = 12
"""Before what stands for no name."""
WIDEST_ROW_HEAD = 230
WIDEST = 880
"""Cells are as wide as the words above them as long as a table is no wider than this."""
HEAD_LINES, HEAD_PITCH = 3, 14
TOTAL_WIDTH = 52


@dataclass(frozen=True, slots=True)
class TableWords:
    """How a table is called: the whole, its rows, its columns, what it counts, and a row that says nothing."""

    title: str = "Speaker by addressee"
    rows: str = "speaker ↓"
    columns: str = "addressee →"
    counted: str = "acts"
    nobody: str = "nobody named"

    def name_of(self, party: str) -> str:
        """Return how a row or a column is called in the picture."""
        return {NOBODY: self.nobody, OTHERS: "all others"}.get(party, party)


ACTS = TableWords()


def words_of_labels(by: str) -> TableWords:
    """Return how a table of labels is called; `by`: what has a row, as the choices say it."""
    what = by.removeprefix(METADATA)
    return TableWords(f"Labels by {what}", f"{what} ↓", "label →", "in all", "not said")


@dataclass(frozen=True, slots=True)
class TableHead:
    """The words of a column or a row. `whole`: the name before what has no room was left out."""

    whole: str
    lines: tuple[TextLine, ...]

    def has(self, x: float, y: float) -> bool:
        """Whether a point is on it."""
        return any(one.has(x, y) for one in self.lines)


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """`lefts`, `tops`: where columns and rows begin. `numbers`: of the pairs with acts; `totals`: of the rows."""

    matrix: Matrix
    words: TableWords
    title: tuple[TextLine, ...]
    axes: tuple[TextLine, ...]
    rows: tuple[TableHead, ...]
    columns: tuple[TableHead, ...]
    totals: tuple[TextLine, ...]
    numbers: Mapping[At, TextLine]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    cell: float
    width: float
    height: float

    def count(self, at: At) -> int:
        """Return the number of acts of a cell."""
        return self.matrix.count(self.matrix.sources[at[0]], self.matrix.targets[at[1]])

    def is_tinted(self, at: At) -> bool:
        """Whether a cell's ground says its number: all others together would outshine every pair."""
        names = self.matrix.sources[at[0]], self.matrix.targets[at[1]]
        return at in self.numbers and OTHERS not in names

    def box(self, at: At) -> Box:
        """Return the rectangle of a cell."""
        return Box(self.lefts[at[1]], self.tops[at[0]], self.cell, CELL_HEIGHT)

    def hit(self, x: float, y: float) -> At | None:
        """Return the cell at a point, None between and beside the cells."""
        row = next((at for at, top in enumerate(self.tops) if top <= y < top + CELL_HEIGHT), None)
        column = next((at for at, left in enumerate(self.lefts) if left <= x < left + self.cell), None)
        return None if row is None or column is None else (row, column)

    def head(self, x: float, y: float) -> str:
        """Return the whole name whose head is at a point, an empty text for none."""
        heads: Iterable[TableHead] = (*self.rows, *self.columns)
        return next((each.whole for each in heads if each.has(x, y)), "")


def lay_out_matrix(matrix: Matrix, caption: str, measure: Measure, words: TableWords = ACTS) -> MatrixLayout:
    """Return where the parts of a table stand; without a caption it has no heading of its own."""
    names = [_row_lines(measure, words.name_of(name)) for name in matrix.sources]
    axes = [line(measure, text, 0, 0, Face.SMALL) for text in (words.rows, words.columns)]
    # Whole pixels, so that the edges of the cells are sharp.
    left = MARGIN + ceil(max(each.width for each in (*(part for name in names for part in name), *axes))) + GAP
    cell = _cell(matrix, words, WIDEST - left - TOTAL_WIDTH - MARGIN, measure)
    top = (HEAD if caption else MARGIN) + HEAD_PITCH * (HEAD_LINES + 1) + GAP
    lefts = _starts(matrix.targets, left, cell + SPACE)
    tops = _starts(matrix.sources, top, CELL_HEIGHT + SPACE)
    rows = tuple(_row(each, left - GAP, start) for each, start in zip(names, tops, strict=True))
    right = (lefts[-1] + cell if lefts else left) + SPACE
    width = max(right + TOTAL_WIDTH + MARGIN, heading_width(measure, words.title, caption) if caption else 0)
    speaker, addressee = axes
    shown = [
        _at(speaker, left - GAP - speaker.width, top - GAP),
        _at(addressee, left, top - GAP - HEAD_PITCH * HEAD_LINES),
        centred(measure, words.counted, Box(right, top - GAP - 11, TOTAL_WIDTH, 13), Face.SMALL),
    ]
    return MatrixLayout(
        matrix=matrix,
        words=words,
        title=heading(measure, words.title, caption, width) if caption else (),
        axes=tuple(shown),
        rows=rows,
        columns=tuple(
            _column(measure, words.name_of(name), start, top - GAP, cell)
            for name, start in zip(matrix.targets, lefts, strict=True)
        ),
        totals=tuple(
            centred(measure, number(matrix.made(name)), Box(right, start, TOTAL_WIDTH, CELL_HEIGHT), Face.STRONG)
            for name, start in zip(matrix.sources, tops, strict=True)
        ),
        numbers=_numbers(matrix, lefts, tops, cell, measure),
        lefts=lefts,
        tops=tops,
        cell=cell,
        width=width,
        height=(tops[-1] + CELL_HEIGHT if tops else top) + MARGIN,
    )


def _cell(matrix: Matrix, words: TableWords, room: float, measure: Measure) -> float:
    """Return the width of a cell: its numbers have room, and the words above it where there is some."""
    least = max(CELL_WIDTH, ceil(measure.width(number(matrix.most), Face.WORDS) + 12))
    heads = (piece.strip() for name in matrix.targets for piece in pieces(words.name_of(name)))
    wish = ceil(max((measure.width(piece, Face.SMALL) for piece in heads), default=0)) + 2
    shared = floor(room / max(1, len(matrix.targets))) - SPACE - BREAK
    return float(max(least, min(wish, WIDEST_CELL, shared)))


def _starts(names: tuple[str, ...], first: float, pitch: float) -> tuple[float, ...]:
    """Return where rows or columns begin, those that stand for no name after a break."""
    apart = next((at for at, name in enumerate(names) if name in APART), 0)
    steps = [pitch + (BREAK if apart and at == apart else 0) for at in range(1, len(names))]
    return tuple(accumulate(steps, initial=first))[: len(names)]


def _column(measure: Measure, name: str, left: float, baseline: float, cell: float) -> TableHead:
    lines = wrapped(measure, name, cell + SPACE - 2, HEAD_LINES)
    found = []
    for at, text in enumerate(lines):
        width = measure.width(text, Face.SMALL)
        down = baseline - (len(lines) - 1 - at) * HEAD_PITCH
        found.append(TextLine(text, name, left + (cell - width) / 2, down, width, Face.SMALL))
    return TableHead(" ".join(name.split()), tuple(found))


def _row_lines(measure: Measure, name: str) -> tuple[TextLine, ...]:
    """Return a name on one line, in smaller letters on two where one does not hold it."""
    one = line(measure, name, 0, 0, Face.WORDS, WIDEST_ROW_HEAD)
    if one.text == one.whole:
        return (one,)
    parts = wrapped(measure, name, WIDEST_ROW_HEAD, 2)
    return tuple(TextLine(text, one.whole, 0, 0, measure.width(text, Face.SMALL), Face.SMALL) for text in parts)


def _row(lines: tuple[TextLine, ...], right: float, top: float) -> TableHead:
    """Put the lines of a name to the right edge of the heads, in the middle of a row."""
    first = top + CELL_HEIGHT / 2 + 5 - (len(lines) - 1) * HEAD_PITCH / 2
    shown = (_at(one, right - one.width, first + number * HEAD_PITCH) for number, one in enumerate(lines))
    return TableHead(lines[0].whole, tuple(shown))


def _numbers(
    matrix: Matrix, lefts: tuple[float, ...], tops: tuple[float, ...], cell: float, measure: Measure
) -> dict[At, TextLine]:
    rows = {name: at for at, name in enumerate(matrix.sources)}
    columns = {name: at for at, name in enumerate(matrix.targets)}
    found = {}
    for (source, target), acts in matrix.cells.items():
        at = (rows[source], columns[target])
        box = Box(lefts[at[1]], tops[at[0]], cell, CELL_HEIGHT)
        found[at] = centred(measure, number(len(acts)), box, Face.WORDS)
    return found


def _at(found: TextLine, left: float, baseline: float) -> TextLine:
    return TextLine(found.text, found.whole, left, baseline, found.width, found.face)
