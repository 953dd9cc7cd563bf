"""Counts as bars: one a row, or a group for each row with a bar a column, in the column's colour where it has one."""

from collections.abc import Iterator

from annotator.reports.drawing import Anchor, At, Colour, ColourRole, Drawing, Rect, Shade, Shape, Stroke
from annotator.reports.plots.counts import CountPlot
from annotator.reports.plots.parts import GAP, MARGIN, SIZE, SMALL, WIDTH, nothing, widest_of, words

_PITCH, _BAR, _BETWEEN, _HEAD = 20.0, 12.0, 8.0, 28.0
_GROUND = 0.75
"""How much of the accent a bar has whose column has no colour."""


def count_bars(data: CountPlot, *, width: float = WIDTH) -> Drawing:
    """Return the bars, of which those that are 0 are left out; cell (i, j) as in the table."""
    if not data.rows:
        return nothing("Nothing is found that could be counted.", width)
    names = widest_of(data.rows, SIZE, width * 0.3, bold=bool(data.columns))
    columns = widest_of(data.columns, SMALL, width * 0.2)
    said = widest_of((data.text(data.value(at)) for at in data.places), SMALL, width * 0.2)
    left = MARGIN + names + GAP + (columns + GAP if data.columns else 0)
    right = max(width - MARGIN - said - GAP, left + 40)
    scale = (right - left) / (data.most or 1)
    shapes: list[Shape] = [
        words(data.unit.capitalize(), left, MARGIN + 6, size=SMALL, colour=ColourRole.SECONDARY),
    ]
    top = _HEAD
    for row, name in enumerate(data.rows):
        cells = _cells(data, row)
        start = left - GAP - (columns + GAP if data.columns else 0)
        shapes.append(
            words(
                name,
                start,
                top + _PITCH / 2,
                anchor=Anchor.RIGHT,
                bold=bool(data.columns),
                widest=names,
            )
        )
        for at in cells:
            shapes += _bar(data, at, left, top, scale, (start + 3, width, columns))
            top += _PITCH
        top += _BETWEEN if data.columns else 0
    shapes.append(Stroke(x1=left, y1=_HEAD - 4, x2=left, y2=top, colour=ColourRole.SECONDARY, width=0.75))
    places = [at for row in range(len(data.rows)) for at in _cells(data, row)]
    return Drawing(
        width=width,
        height=top + MARGIN,
        shapes=tuple(shapes),
        summary=data.summary,
        tips={at: data.said(at) for at in places},
    )


def _cells(data: CountPlot, row: int) -> list[At]:
    if not data.columns:
        return [(row, 0)]
    return [(row, column) for column in range(len(data.columns)) if data.values[row][column]]


def _bar(
    data: CountPlot, at: At, left: float, top: float, scale: float, room: tuple[float, float, float]
) -> Iterator[Shape]:
    start, width, columns = room
    middle, number = top + _PITCH / 2, data.value(at)
    yield Rect(left=start, top=top, width=width - start, height=_PITCH, at=at)
    if data.columns:
        name = data.columns[at[1]]
        yield words(
            name,
            left - GAP,
            middle,
            size=SMALL,
            anchor=Anchor.RIGHT,
            colour=ColourRole.SECONDARY,
            widest=columns,
        )
    colour: Colour = data.colours.get(at[1], Shade(_GROUND)) if data.columns else Shade(_GROUND)
    if number:
        long = max(number * scale, 1)
        yield Rect(left=left, top=middle - _BAR / 2, width=long, height=_BAR, fill=colour)
    yield words(data.text(number), left + number * scale + 6, middle, size=SMALL)
