"""Coders' bias: of each label how often one of two coders gave it alone, to the left and to the right of a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Rect, Shade, Shape, Stroke
from annotator.reports.plots.parts import (
    GAP,
    MARGIN,
    SIZE,
    SMALL,
    WIDTH,
    count_text,
    nothing,
    widest_of,
    words,
)

_PITCH, _BAR, _HEAD, _BETWEEN = 22.0, 10.0, 44.0, 12.0
_PALE = Shade(0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class BiasRow:
    """A label. `first`, `second`: how often each of two coders gave it alone; `test`: what a test says of that.

    `said`: all of it as a sentence.
    """

    label: str
    first: int
    second: int
    test: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BiasGroup:
    """What belongs together: a part of the codings of two coders. `test`: of all its labels at once."""

    title: str
    first: str
    second: str
    rows: Sequence[BiasRow]
    test: str = ""


@dataclass(frozen=True, slots=True)
class _BiasLayout:
    """Where things stand: the line in the middle, what a count is wide, how wide names and tests may be."""

    middle: float
    scale: float
    names: float
    tests: float
    width: float


def bias(groups: Sequence[BiasGroup], *, why: str, width: float = WIDTH) -> Drawing:
    """Return the plot; cell (i, 0): row i of all groups, the first coder alone; (i, 1): the second. `why`: if none."""
    rows = [one for group in groups for one in group.rows]
    if not rows:
        return nothing(why, width)
    at = _laid_out(groups, rows, width)
    shapes: list[Shape] = []
    top, number = MARGIN, 0
    for group in groups:
        shapes += _head(group, top, at)
        top += _HEAD
        for one in group.rows:
            shapes += _row(one, number, top, at)
            top, number = top + _PITCH, number + 1
        x, up = at.middle, top - len(group.rows) * _PITCH
        shapes.append(Stroke(x1=x, y1=up, x2=x, y2=top, colour=ColourRole.SECONDARY, width=0.75))
        top += _BETWEEN
    tips = {(row, side): one.said for row, one in enumerate(rows) for side in (0, 1)}
    summary = " ".join(f"{group.title}: {'; '.join(one.said for one in group.rows)}." for group in groups)
    return Drawing(width=width, height=top, shapes=tuple(shapes), summary=summary, tips=tips)


def _laid_out(groups: Sequence[BiasGroup], rows: Sequence[BiasRow], width: float) -> _BiasLayout:
    names = widest_of((one.label for one in rows), SIZE, width * 0.24)
    tests = widest_of((one.test for one in rows), SMALL, width * 0.3)
    counts = widest_of((count_text(max(one.first, one.second)) for one in rows), SMALL, width * 0.1)
    left, right = MARGIN + names + 2 * GAP + counts, width - MARGIN - tests - 2 * GAP - counts
    half = max((right - left) / 2, 20.0)
    return _BiasLayout(left + half, half / max(1, *(max(one.first, one.second) for one in rows)), names, tests, width)


def _head(group: BiasGroup, top: float, at: _BiasLayout) -> Iterator[Shape]:
    room = at.width - 2 * MARGIN
    yield words(group.title, MARGIN, top + 10, bold=True, widest=room)
    y, quiet = top + 32, ColourRole.SECONDARY
    side = at.middle - MARGIN - GAP
    yield words(f"{group.first} alone", at.middle - GAP, y, size=SMALL, anchor=Anchor.RIGHT, colour=quiet, widest=side)
    other = at.width - MARGIN - at.middle - GAP
    yield words(f"{group.second} alone", at.middle + GAP, y, size=SMALL, colour=quiet, widest=other * 0.5)
    if group.test:
        yield words(group.test, at.width - MARGIN, y, size=SMALL, anchor=Anchor.RIGHT, colour=quiet, widest=other * 0.6)


def _row(one: BiasRow, number: int, top: float, at: _BiasLayout) -> Iterator[Shape]:
    middle = top + _PITCH / 2
    yield Rect(left=0, top=top, width=at.middle, height=_PITCH, at=(number, 0))
    yield Rect(left=at.middle, top=top, width=at.width - at.middle, height=_PITCH, at=(number, 1))
    yield words(one.label, MARGIN, middle, widest=at.names)
    first, second = one.first * at.scale, one.second * at.scale
    up = middle - _BAR / 2
    if first:
        yield Rect(left=at.middle - first, top=up, width=first, height=_BAR, fill=ColourRole.ACCENT)
    if second:
        yield Rect(left=at.middle, top=up, width=second, height=_BAR, fill=_PALE)
    yield words(count_text(one.first), at.middle - first - 6, middle, size=SMALL, anchor=Anchor.RIGHT)
    yield words(count_text(one.second), at.middle + second + 6, middle, size=SMALL)
    yield words(one.test, at.width - MARGIN, middle, size=SMALL, anchor=Anchor.RIGHT, widest=at.tests)
