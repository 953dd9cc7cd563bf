"""Confusion matrix: what one coder called what the other called something else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.reports.drawing import Anchor, At, ColourRole, Drawing, OnShade, Rect, Shade, Shape, Words
from annotator.reports.plots.heads import ColumnHeads, column_heads, row_heads
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
    widest_of,
    words,
)
from annotator.reports.text_width import text_width

_SPACE = 2.0
_LARGEST, _SMALLEST = 52.0, 32.0
_TITLE = 20.0
_SUM, _SHADE = "Sum", "Shade: share of the row"
_SUMS = 8.0
"""Between the cells and their sums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusionPlot:
    """Counts by category. `counts[i][j]`: units that `rows` put in category i and `columns` in category j.

    `rows`, `columns`: names of the coders (or “each coder”, “any other”). Counts may be weighted sums.
    """

    categories: tuple[str, ...]
    counts: Sequence[Sequence[float]]
    rows: str
    columns: str


def confusion(data: ConfusionPlot, *, width: float = WIDTH) -> Drawing:
    """Return the matrix with its sums; cell (i, j): row i, column j. The shade is the share of the row.

    It is as wide as its cells need, also where that is more than `width` or less.
    """
    if not any(map(any, data.counts)):
        return nothing("The two have no unit in common, so nothing can be compared.", width)
    size = len(data.categories)
    grid = _grid(data, width)
    shapes: list[Shape] = [*_heads(data, grid)]
    for i, row in enumerate(data.counts):
        for j, count in enumerate(row):
            shapes += _cell((i, j), count, sum(row), grid)
    shapes += _sums(data, grid)
    foot = grid.bottom + 2 * SIZE + GAP
    shapes.append(words(_SHADE, grid.left, foot + 8, size=SMALL, colour=ColourRole.SECONDARY))
    heads, remark = size * grid.pitch + grid.columns.beyond, text_width(_SHADE, SMALL)
    return Drawing(
        width=max(grid.right, grid.left + heads, grid.left + remark) + MARGIN,
        height=foot + 24,
        shapes=tuple(shapes),
        summary=_summary(data),
        tips={(i, j): _tip(data, i, j) for i in range(size) for j in range(size)},
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells stand: from (`left`, `top`) to `bottom`; their sums end at `right`."""

    left: float
    top: float
    bottom: float
    right: float
    cell: float
    names: float
    columns: ColumnHeads

    @property
    def pitch(self) -> float:
        return self.cell + _SPACE


def _grid(data: ConfusionPlot, width: float) -> _Grid:
    size = len(data.categories)
    names = widest_of((*data.categories, _SUM), SIZE, width * 0.3)
    sums = widest_of((count_text(sum(row)) for row in (*data.counts, map(sum, data.counts))), SMALL, width)
    left = MARGIN + names + GAP
    cell = max(_SMALLEST, min(_LARGEST, (width - left - MARGIN - 2 * _SUMS - sums) / size - _SPACE))
    columns = column_heads(data.categories, cell)
    top, extent = MARGIN + _TITLE + columns.height, size * (cell + _SPACE)
    return _Grid(left, top, top + extent, left + extent + _SUMS + sums, cell, names, columns)


def _heads(data: ConfusionPlot, grid: _Grid) -> Iterator[Words]:
    title = f"Rows: {data.rows} · columns: {data.columns}"
    yield words(
        title, MARGIN, MARGIN + 8, size=SMALL, colour=ColourRole.SECONDARY, widest=max(grid.right, 140) - MARGIN
    )
    yield from grid.columns.words(grid.left, grid.top, grid.cell, grid.pitch)
    yield from row_heads(data.categories, grid.left - GAP, grid.top, grid.pitch, grid.cell, grid.names)


def _sums(data: ConfusionPlot, grid: _Grid) -> Iterator[Words]:
    quiet, half = ColourRole.SECONDARY, grid.cell / 2
    below = grid.bottom + SIZE
    totals = [(sum(row), grid.top + i * grid.pitch + half) for i, row in enumerate(data.counts)]
    for count, middle in (*totals, (sum(map(sum, data.counts)), below)):
        yield words(count_text(count), grid.right, middle, size=SMALL, anchor=Anchor.RIGHT, colour=quiet)
    for j in range(len(data.categories)):
        total = sum(row[j] for row in data.counts)
        shown, size = fitting(count_text(total), total, grid.cell)
        x = grid.left + j * grid.pitch + half
        yield words(shown, x, below, size=min(size, SMALL), anchor=Anchor.MIDDLE, colour=quiet)
    yield words(_SUM, grid.left - GAP, below, size=SMALL, anchor=Anchor.RIGHT, colour=quiet)


def _cell(at: At, count: float, total: float, grid: _Grid) -> Iterator[Shape]:
    cell = grid.cell
    left, top = grid.left + at[1] * grid.pitch, grid.top + at[0] * grid.pitch
    if not count:
        yield Rect(left=left + 0.5, top=top + 0.5, width=cell - 1, height=cell - 1, edge=ColourRole.HAIRLINE, at=at)
        return
    share = count / total
    yield Rect(left=left, top=top, width=cell, height=cell, fill=Shade(share), at=at)
    shown, size = fitting(count_text(count), count, cell, bold=at[0] == at[1])
    yield Words(
        text=shown,
        x=left + cell / 2,
        y=top + cell / 2 + size * RULE_ABOVE,
        size=size,
        anchor=Anchor.MIDDLE,
        colour=OnShade(share),
        bold=at[0] == at[1],
        at=at,
    )


def _tip(data: ConfusionPlot, i: int, j: int) -> str:
    row, column = data.categories[i], data.categories[j]
    total = sum(data.counts[i])
    share = f", {data.counts[i][j] / total:.0%} of {count_text(total)}" if total else ""
    return f"{data.rows}: {row}; {data.columns}: {column}: {count_text(data.counts[i][j])}{share}"


def _summary(data: ConfusionPlot) -> str:
    same = sum(row[i] for i, row in enumerate(data.counts))
    total = sum(map(sum, data.counts))
    off = [(-count, i, j) for i, row in enumerate(data.counts) for j, count in enumerate(row) if i != j and count]
    often = "; ".join(
        f"{data.categories[i]} against {data.categories[j]}: {count_text(-count)}" for count, i, j in sorted(off)[:3]
    )
    ending = f" The most frequent differences: {often}." if often else " There are no differences."
    return (
        f"Confusion matrix of {data.rows} (rows) and {data.columns} (columns): the same category in {count_text(same)} "
        f"of {count_text(total)} units.{ending}"
    )
