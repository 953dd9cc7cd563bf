"""Forest plot: values with their intervals on one axis, row by row, in groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.wording import counted, undefined_because
from annotator.reports.drawing import Anchor, ColourRole, Drawing, Polyline, Rect, Shape, Stroke
from annotator.reports.plots.axis import Axis
from annotator.reports.plots.parts import GAP, MARGIN, SMALL, WIDTH, nothing, value_text, widest_of, words

_PITCH = 24.0
_GROUP = 13 / 12
"""Of a row's height: room for the name of a group."""
_MARK, _CIRCLE = 7.0, 6.0
_HEAD = 24.0
_FOOT = 28.0
_ROOMY = 480.0
"""From this width on there is room for the notes."""
_LOWEST = -1.0
"""Where the axis ends at the latest: alpha may be lower, and an arrow then says so."""
_LIMITS = (0.667, 0.8)
"""Krippendorff, K. (2004). Content Analysis, 2nd ed., p. 241: tentative conclusions at 0.667, reliance at 0.800."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestRow:
    """A value with its interval. `value` is None where `undefined` says why; `low`, `high`: None for no interval.

    `group`: the heading under which it stands, "" for none; rows of one group follow each other. `note`: a few words
    beside the name, such as “n = 212”. `others`: further values of the row, drawn as open circles. `digits`: of what is
    written beside it.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    undefined: str = ""
    group: str = ""
    note: str = ""
    others: tuple[float, ...] = ()
    digits: int = 3

    @property
    def said(self) -> str:
        """The value with its interval: “0.812 [0.774, 0.846]”, or “undefined”."""
        if self.value is None:
            return "undefined"
        shown = value_text(self.value, self.digits)
        if self.low is None or self.high is None:
            return shown
        return f"{shown} [{value_text(self.low, self.digits)}, {value_text(self.high, self.digits)}]"


def forest(
    rows: Sequence[ForestRow], *, width: float = WIDTH, thresholds: bool = True, pitch: float = _PITCH
) -> Drawing:
    """Return the plot; cell (i, 0): the i-th row.

    `thresholds`: Krippendorff's customary limits 0.667 and 0.8 too; `pitch`: from one row to the next.
    """
    if not rows:
        return nothing("No coefficient was chosen, so there is nothing to compare.", width)
    places, bottom = _places(rows, pitch)
    names = widest_of((row.name for row in rows), 12, width * 0.34) + GAP
    notes = widest_of((row.note for row in rows), SMALL, width * 0.16) if width >= _ROOMY else 0
    left = MARGIN + names + (notes + 2 * GAP if notes else GAP)
    right = width - MARGIN - widest_of((row.said for row in rows), 12, width * 0.3) - 2 * GAP
    axis = Axis.over(_range(rows), left, right)
    shapes: list[Shape] = [*_grid(axis, bottom, thresholds)]
    group = ""
    for number, (row, middle) in enumerate(zip(rows, places, strict=True)):
        if row.group != group and (group := row.group):
            shapes.append(words(group, MARGIN, middle - pitch, size=SMALL, bold=True, colour=ColourRole.SECONDARY))
        shapes.append(Rect(left=0, top=middle - pitch / 2, width=width, height=pitch, at=(number, 0)))
        shapes.append(words(row.name, MARGIN, middle, widest=names - GAP))
        if row.note and notes:
            shapes.append(_note(row.note, left - GAP, middle, notes))
        shapes += _mark(row, axis, middle)
        colour = ColourRole.INK if row.value is not None else ColourRole.SECONDARY
        shapes.append(words(row.said, width - MARGIN, middle, anchor=Anchor.RIGHT, colour=colour))
    return Drawing(
        width=width,
        height=bottom + _FOOT,
        shapes=tuple(shapes),
        summary=_summary(rows),
        tips={(number, 0): _tip(row) for number, row in enumerate(rows)},
    )


def _places(rows: Sequence[ForestRow], pitch: float) -> tuple[list[float], float]:
    """Return the middle of each row, and where the last one ends."""
    at, group = _HEAD, ""
    found: list[float] = []
    for row in rows:
        if row.group != group and (group := row.group):
            at += pitch * _GROUP if found else pitch
        found.append(at + pitch / 2)
        at += pitch
    return found, at


def _range(rows: Sequence[ForestRow]) -> tuple[float, float]:
    numbers = [number for row in rows for number in (row.value, row.low, row.high, *row.others) if number is not None]
    return max(_LOWEST, min((0.0, *numbers))), max((1.0, *numbers))


def _grid(axis: Axis, bottom: float, thresholds: bool) -> Iterator[Shape]:
    top = _HEAD - 4
    for step in axis.steps:
        edge = step in (0, 1)
        colour = ColourRole.SECONDARY if edge else ColourRole.HAIRLINE
        x = axis.x(step)
        yield Stroke(x1=x, y1=top if edge else bottom, x2=x, y2=bottom + 4, colour=colour, width=0.75)
        shown = value_text(step, 1 if step % 1 else 0)
        yield words(shown, x, bottom + 14, size=SMALL, anchor=Anchor.MIDDLE, colour=ColourRole.SECONDARY)
    yield Stroke(x1=axis.left, y1=bottom, x2=axis.right, y2=bottom, colour=ColourRole.HAIRLINE)
    if thresholds:
        close = axis.x(_LIMITS[1]) - axis.x(_LIMITS[0]) < 34
        for limit, crowded in zip(_LIMITS, (Anchor.RIGHT, Anchor.LEFT), strict=True):
            x = axis.x(limit)
            yield Stroke(x1=x, y1=top, x2=x, y2=bottom, colour=ColourRole.HAIRLINE, dashed=True)
            shown, anchor = value_text(limit), crowded if close else Anchor.MIDDLE
            yield words(shown, x, top - 8, size=SMALL, anchor=anchor, colour=ColourRole.SECONDARY)


def _note(note: str, right: float, middle: float, widest: float) -> Shape:
    return words(note, right, middle, size=SMALL, anchor=Anchor.RIGHT, colour=ColourRole.SECONDARY, widest=widest)


def _mark(row: ForestRow, axis: Axis, middle: float) -> Iterator[Shape]:
    if row.value is None:
        return
    for other in row.others:
        x = axis.x(other) - _CIRCLE / 2
        yield Rect(
            left=x,
            top=middle - _CIRCLE / 2,
            width=_CIRCLE,
            height=_CIRCLE,
            radius=_CIRCLE / 2,
            fill=ColourRole.PAPER,
            edge=ColourRole.SECONDARY,
        )
    if row.low is not None and row.high is not None:
        low, high = axis.x(row.low), axis.x(row.high)
        yield Stroke(x1=low, y1=middle, x2=high, y2=middle, colour=ColourRole.ACCENT, width=1.5)
        if row.low >= axis.low:
            yield Stroke(x1=low, y1=middle - 3, x2=low, y2=middle + 3, colour=ColourRole.ACCENT, width=1.5)
        yield Stroke(x1=high, y1=middle - 3, x2=high, y2=middle + 3, colour=ColourRole.ACCENT, width=1.5)
    if min(row.value, row.value if row.low is None else row.low) < axis.low:
        arrow = ((axis.left + 5, middle - 4), (axis.left, middle), (axis.left + 5, middle + 4))
        yield Polyline(points=arrow)
    if row.value >= axis.low:
        x = axis.x(row.value) - _MARK / 2
        yield Rect(left=x, top=middle - _MARK / 2, width=_MARK, height=_MARK, fill=ColourRole.ACCENT)


def _tip(row: ForestRow) -> str:
    name = f"{row.group}, {row.name}" if row.group else row.name
    said = undefined_because(row.undefined).rstrip(".") if row.value is None and row.undefined else row.said
    others = ", ".join(value_text(other, row.digits) for other in sorted(row.others))
    more = "; ".join(filter(None, (row.note, f"others {others}" if others else "")))
    return f"{name}: {said}" + (f" ({more})" if more else "")


def _summary(rows: Sequence[ForestRow]) -> str:
    return f"Forest plot of {counted(len(rows), 'value')}. " + "; ".join(map(_tip, rows)) + "."
