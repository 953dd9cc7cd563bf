"""The matrix of sources by targets: square cells, heads at the left, and slanted ones above."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor

from annotator.acts.series import NOBODY, OTHERS, Matrix
from annotator.ui.pictures.layout import (
    GAP,
    HEAD,
    MARGIN,
    SLANT,
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
)

LEAST_CELL = 36
SPACE = 3
"""Between two cells; the ring around the one at hand fits in."""
WIDEST_ROW_HEAD, WIDEST_COLUMN_HEAD = 190, 150
HEAD_ROOM = 16
"""Above and below the slanted heads."""
SPEAKER, ADDRESSEE = "speaker ↓", "addressee →"
TITLE = "Speaker by addressee"


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """`cell`: the side of a cell; `left` and `top`: where the first one begins; `numbers`: of the pairs with acts."""

    matrix: Matrix
    title: tuple[TextLine, TextLine]
    axes: tuple[TextLine, TextLine]
    rows: tuple[TextLine, ...]
    columns: tuple[TextLine, ...]
    numbers: Mapping[At, TextLine]
    left: float
    top: float
    cell: float
    width: float
    height: float

    def count(self, at: At) -> int:
        """Return the number of acts of a cell."""
        return self.matrix.count(self.matrix.sources[at[0]], self.matrix.targets[at[1]])

    def box(self, at: At) -> Box:
        """Return the square of a cell."""
        return _square(at, self.left, self.top, self.cell)

    def hit(self, x: float, y: float) -> At | None:
        """Return the cell at a point, None between and beside the cells."""
        pitch = self.cell + SPACE
        at = (floor((y - self.top) / pitch), floor((x - self.left) / pitch))
        inside = 0 <= at[0] < len(self.rows) and 0 <= at[1] < len(self.columns)
        return at if inside and self.box(at).has(x, y) else None

    def head(self, x: float, y: float) -> str:
        """Return the whole name whose head is at a point, an empty text for none."""
        return next((each.whole for each in (*self.rows, *self.columns) if each.has(x, y)), "")


def lay_out_matrix(matrix: Matrix, caption: str, measure: Measure) -> MatrixLayout:
    """Return where the parts of a matrix stand."""
    cell = max(LEAST_CELL, ceil(measure.width(number(matrix.most), Face.WORDS) + 12))
    pitch = cell + SPACE
    names = [line(measure, name_of(name), 0, 0, Face.WORDS, WIDEST_ROW_HEAD) for name in matrix.sources]
    heads = [line(measure, name_of(name), 0, 0, Face.WORDS, WIDEST_COLUMN_HEAD) for name in matrix.targets]
    axes = [line(measure, text, 0, 0, Face.SMALL) for text in (SPEAKER, ADDRESSEE)]
    # Whole pixels, so that the edges of the cells are sharp.
    left = MARGIN + ceil(max(each.width for each in (*names, *axes))) + GAP
    rise = max((each.width for each in heads), default=0) * SLANT + HEAD_ROOM
    top = HEAD + ceil(max(rise, 44))
    rows = tuple(_at(each, left - GAP - each.width, top + at * pitch + cell / 2 + 5) for at, each in enumerate(names))
    columns = tuple(_slanted(each, left + at * pitch + cell / 2 + 2, top - GAP) for at, each in enumerate(heads))
    speaker, addressee = axes
    shown_axes = (
        _at(speaker, left - GAP - speaker.width, top - GAP),
        _at(addressee, left - GAP - addressee.width, top - GAP - 18),
    )
    ends = [left + len(columns) * pitch, *(each.right for each in columns)]
    width = max(max(ends) + MARGIN, heading_width(measure, TITLE, caption))
    return MatrixLayout(
        matrix=matrix,
        title=heading(measure, TITLE, caption, width),
        axes=shown_axes,
        rows=rows,
        columns=columns,
        numbers=_numbers(matrix, left, top, cell, measure),
        left=left,
        top=top,
        cell=cell,
        width=width,
        height=top + len(rows) * pitch + MARGIN,
    )


def name_of(party: str) -> str:
    """Return how a source or target is called in the picture."""
    return {NOBODY: "nobody named", OTHERS: "all others"}.get(party, party)


def _square(at: At, left: float, top: float, cell: float) -> Box:
    row, column = at
    return Box(left + column * (cell + SPACE), top + row * (cell + SPACE), cell, cell)


def _numbers(matrix: Matrix, left: float, top: float, cell: float, measure: Measure) -> dict[At, TextLine]:
    rows = {name: at for at, name in enumerate(matrix.sources)}
    columns = {name: at for at, name in enumerate(matrix.targets)}
    found = {}
    for (source, target), acts in matrix.cells.items():
        at = (rows[source], columns[target])
        found[at] = centred(measure, number(len(acts)), _square(at, left, top, cell), Face.WORDS)
    return found


def _at(found: TextLine, left: float, baseline: float) -> TextLine:
    return TextLine(found.text, found.whole, left, baseline, found.width, found.face)


def _slanted(found: TextLine, left: float, baseline: float) -> TextLine:
    return TextLine(found.text, found.whole, left, baseline, found.width, found.face, turned=True)
