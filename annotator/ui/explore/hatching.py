"""A label's cue as lines on a surface, so that bars are told apart without their colour: pure numbers, no Qt.

The lines end at the edges by arithmetic and not by clipping, which drawings in SVG do not carry everywhere.
"""

from collections.abc import Iterator
from itertools import count, pairwise

from annotator.model.codebook import Cue
from annotator.ui.pictures.layout import Box

Stroke = tuple[float, float, float, float]
"""From x, y to x, y."""
_STEP = 6.0
_DOT = 2.0


def strokes(cue: Cue, box: Box) -> Iterator[Stroke]:
    """Yield the lines that are left free of colour in the surface of a label; none where its bar is solid."""
    if cue is Cue.DOUBLE:
        yield from _rising(box, _STEP)
    elif cue is Cue.THICK:
        yield from _falling(box, 2 * _STEP)
    elif cue is Cue.DASHED:
        yield from _level(box, _STEP)
    elif cue is Cue.DOTTED:
        yield from _dots(box, _STEP)
    elif cue is Cue.WAVY:
        yield from _waves(box, _STEP)


def _rising(box: Box, step: float) -> Iterator[Stroke]:
    """Yield diagonals from the lower left to the upper right."""
    for at in _steps(step, box.width + box.height):
        # Where the line x + y = at enters and leaves, from the lower edge and the left one.
        first, last = max(0.0, at - box.height), min(at, box.width)
        if last - first > 1:
            yield (box.left + first, box.bottom - (at - first), box.left + last, box.bottom - (at - last))


def _falling(box: Box, step: float) -> Iterator[Stroke]:
    for left, top, right, bottom in _rising(box, step):
        yield (box.left + box.right - left, top, box.left + box.right - right, bottom)


def _level(box: Box, step: float) -> Iterator[Stroke]:
    for at in _steps(step, box.height):
        yield (box.left, box.bottom - at, box.right, box.bottom - at)


def _dots(box: Box, step: float) -> Iterator[Stroke]:
    for down in _steps(step, box.height):
        for along in _steps(step, box.width):
            yield (
                box.left + along - _DOT / 2,
                box.bottom - down,
                min(box.right, box.left + along + _DOT / 2),
                box.bottom - down,
            )


def _waves(box: Box, step: float) -> Iterator[Stroke]:
    places = [0.0, *_steps(step / 2, box.width), box.width]
    for down in _steps(step, box.height - 2):
        for number, (one, other) in enumerate(pairwise(places)):
            rise = (0.0, 2.0) if number % 2 else (2.0, 0.0)
            yield (box.left + one, box.bottom - down - rise[0], box.left + other, box.bottom - down - rise[1])


def _steps(step: float, end: float) -> Iterator[float]:
    for number in count(1):
        if number * step >= end:
            return
        yield number * step
