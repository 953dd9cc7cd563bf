"""Counts by row and column: what their plots share, and the table with its totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from annotator.reports.drawing import Anchor, At, ColourRole, Drawing, OnShade, Rect, Shade, Shape, Words
from annotator.reports.plots.heads import row_heads
from annotator.reports.plots.parts import (
    GAP,
    MARGIN,
    RULE_ABOVE,
    SIZE,
    SMALL,
    WIDTH,
    count_text,
    fitting,
    nothing,
    value_text,
    widest_of,
)
from annotator.reports.text_width import cut, text_width, wrapped

_SPACE, _HIGH = 2.0, 30.0
_LARGEST, _SMALLEST = 84.0, 46.0
_HEAD_LINE, _MOST_LINES = 14.0, 3
_ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPlot:
    """Counts by row and column, or by row alone (`columns` empty). `values[i][j]`: of row i and column j.

    `by_row`, `by_column`: what rows and columns are, in a word. `unit`: what is counted, in the plural; `digits`: so
    many stand after the point. `colours`: of columns that have one, by their number. A passage that says several things
    is in each of their cells, and once in a total.
    """

    rows: Sequence[str]
    columns: Sequence[str] = ()
    values: Sequence[Sequence[float]] = ()
    row_totals: Sequence[float]
    column_totals: Sequence[float] = ()
    total: float
    by_row: str
    by_column: str = ""
    unit: str = "passages"
    digits: int = 0
    colours: dict[int, str] = field(default_factory=dict)

    def value(self, at: At) -> float:
        """Return the number of a cell; the place behind the last row or column is that of the totals."""
        row, column = at
        if row == len(self.rows):
            return self.total if column == len(self.columns) else self.column_totals[column]
        return self.row_totals[row] if column == len(self.columns) else self.values[row][column]

    def text(self, number: float) -> str:
        """Return a number as it is shown."""
        return value_text(number, self.digits) if self.digits else count_text(number)

    def said(self, at: At) -> str:
        """Return a cell in words: “Appeal, 2023: 12 passages”."""
        row, column = at
        names = [self.rows[row]] if row < len(self.rows) else []
        names += [self.columns[column]] if column < len(self.columns) else []
        number = self.text(self.value(at))
        unit = self.unit.removesuffix("s") if number == "1" else self.unit
        return f"{', '.join(names) or 'All'}: {number} {unit}"

    @property
    def places(self) -> list[At]:
        """All cells with their totals, by row and column."""
        across = len(self.columns) + 1
        return [(row, column) for row in range(len(self.rows) + 1) for column in range(across)]

    @property
    def most(self) -> float:
        """The largest number of a cell, or of a row where there are no columns."""
        return max((max(row, default=0) for row in self.values), default=0) if self.columns else max(self.row_totals)

    @property
    def summary(self) -> str:
        """The whole in words."""
        by = self.by_row + (f" and {self.by_column}" if self.columns else "")
        fullest = max(self.places[: -len(self.columns) - 1], key=self._inner, default=None)
        most = f" The most: {self.said(fullest)}." if fullest is not None else ""
        return f"{self.text(self.total)} {self.unit} by {by}.{most}"

    def _inner(self, at: At) -> float:
        return self.value(at) if not self.columns or at[1] < len(self.columns) else -1


def counts(data: CountPlot, *, width: float = WIDTH) -> Drawing:
    """Return the table; cell (i, j): row i and column j, the places behind the last ones are totals.

    The shade goes by the root of the share of the largest number. It is as wide as its cells need.
    """
    if not data.rows:
        return nothing("Nothing is found that could be counted.", width)
    grid = _grid(data, width)
    shapes: list[Shape] = list(_heads(data, grid))
    for at in data.places:
        shapes += _cell(data, at, grid)
    across = grid.left + (len(data.columns) + 1) * grid.pitch + GAP
    return Drawing(
        width=across + MARGIN,
        height=grid.top + (len(data.rows) + 1) * (_HIGH + _SPACE) + MARGIN,
        shapes=tuple(shapes),
        summary=data.summary,
        tips={at: data.said(at) for at in data.places},
    )


@dataclass(frozen=True, slots=True)
class _CountGrid:
    """Where the cells stand, from (`left`, `top`) on."""

    left: float
    top: float
    cell: float
    names: float
    heads: Sequence[Sequence[str]]

    @property
    def pitch(self) -> float:
        return self.cell + _SPACE


def _grid(data: CountPlot, width: float) -> _CountGrid:
    names = widest_of(data.rows, SIZE, width * 0.34)
    left = MARGIN + max(names, text_width(_ALL, SIZE)) + GAP
    widest = widest_of((data.text(data.value(at)) for at in data.places), SIZE, _LARGEST, bold=True) + 12
    room = (width - left - MARGIN - GAP) / (len(data.columns) + 1) - _SPACE
    cell = max(_SMALLEST, widest, min(_LARGEST, room))
    heads = [_lines(name, cell) for name in (*data.columns, _ALL if data.columns else "")]
    high = max(map(len, heads)) * _HEAD_LINE
    return _CountGrid(left, MARGIN + high + GAP, cell, names, heads)


def _lines(name: str, cell: float) -> list[str]:
    """Return the head of a column on a few lines, upright; what does not fit is cut."""
    lines = list(wrapped(name, SMALL, cell))
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return [cut(line, SMALL, cell) for line in lines]


def _heads(data: CountPlot, grid: _CountGrid) -> Iterator[Words]:
    for column, lines in enumerate(grid.heads):
        middle = grid.left + column * grid.pitch + grid.cell / 2
        whole = data.columns[column] if column < len(data.columns) else ""
        for back, line in enumerate(reversed(lines)):
            baseline = grid.top - GAP - back * _HEAD_LINE
            whole = whole if "…" in line else ""
            yield Words(text=line, x=middle, y=baseline, size=SMALL, anchor=Anchor.MIDDLE, whole=whole)
    yield from row_heads([*data.rows, _ALL], grid.left - GAP, grid.top, _HIGH + _SPACE, _HIGH, max(grid.names, 24))


def _cell(data: CountPlot, at: At, grid: _CountGrid) -> Iterator[Shape]:
    number, cell = data.value(at), grid.cell
    is_total = at[0] == len(data.rows) or (bool(data.columns) and at[1] == len(data.columns))
    left, top = grid.left + at[1] * grid.pitch, grid.top + at[0] * (_HIGH + _SPACE)
    if is_total:
        yield Rect(left=left, top=top, width=cell, height=_HIGH, at=at)
    elif not number:
        yield Rect(left=left + 0.5, top=top + 0.5, width=cell - 1, height=_HIGH - 1, edge=ColourRole.HAIRLINE, at=at)
        return
    share = sqrt(number / data.most) * 0.65 if data.most and not is_total else 0.0
    if not is_total:
        yield Rect(left=left, top=top, width=cell, height=_HIGH, fill=Shade(share), at=at, radius=2)
    shown, size = fitting(data.text(number), number, cell, bold=is_total)
    yield Words(
        text=shown,
        x=left + cell / 2,
        y=top + _HIGH / 2 + size * RULE_ABOVE,
        size=size,
        anchor=Anchor.MIDDLE,
        colour=ColourRole.INK if is_total else OnShade(share),
        bold=is_total,
        at=at,
    )
