"""A drawing as pixels, for programs that know no SVG; without Qt, and so with letters made of strokes.

Edges are smoothed: a pixel is as dark as the part of it that a shape covers. PNG as in its specification (ISO 15948).
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin

import numpy as np
import numpy.typing as npt

from annotator.reports.drawing import Anchor, Colour, Drawing, Polyline, Rect, Shape, Stroke, Words
from annotator.reports.letters import Point, letters
from annotator.reports.palette import PRINT, channels

SCALE = 2
"""Pixels of the picture for a pixel of the drawing."""
_DASH = 3.0
_PENS = {False: 0.085, True: 0.13}
"""How broad the strokes of letters are, as a part of their size: usual and bold."""
_SHARE = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}
_METRE = 96 * SCALE / 0.0254
"""Pixels to the metre."""

Segment = tuple[Point, Point]


def png(drawing: Drawing) -> bytes:
    """Return the drawing as a PNG file, `SCALE` times as large, on paper."""
    canvas = _Canvas(ceil(drawing.width * SCALE), ceil(drawing.height * SCALE))
    for shape in drawing.shapes:
        _draw(canvas, shape)
    return _file(canvas.pixels)


class _Canvas:
    """Pixels (height, width, 3) from 0 to 255, paper at first."""

    def __init__(self, width: int, height: int) -> None:
        self.pixels = np.empty((height, width, 3))
        self.pixels[:] = channels(PRINT.paper)

    def rect(self, shape: Rect, colour: Colour) -> None:
        """Fill a rectangle with its corners rounded."""
        left, top = shape.left * SCALE, shape.top * SCALE
        width, height = shape.width * SCALE, shape.height * SCALE
        box = self._box(left, top, left + width, top + height)
        if box is None:
            return
        x, y = self._middles(box)
        radius = min(shape.radius * SCALE, width / 2, height / 2)
        across = np.abs(x - left - width / 2) - width / 2 + radius
        down = np.abs(y - top - height / 2) - height / 2 + radius
        outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0)) + np.minimum(np.maximum(across, down), 0)
        self._blend(box, np.clip(0.5 - (outside - radius), 0, 1), colour)

    def strokes(self, segments: Iterable[Segment], width: float, colour: Colour) -> None:
        """Draw lines of a width with round ends."""
        half = max(width * SCALE, 1) / 2
        for (x1, y1), (x2, y2) in segments:
            box = self._box(
                *(min(x1, x2) * SCALE - half, min(y1, y2) * SCALE - half),
                *(max(x1, x2) * SCALE + half, max(y1, y2) * SCALE + half),
            )
            if box is not None:
                x, y = self._middles(box)
                away = _distance(x, y, (x1 * SCALE, y1 * SCALE), (x2 * SCALE, y2 * SCALE))
                self._blend(box, np.clip(half + 0.5 - away, 0, 1), colour)

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice] | None:
        """Return the rows and columns of pixels that are touched, None where that is outside."""
        height, width, _ = self.pixels.shape
        columns = slice(max(floor(left) - 1, 0), min(ceil(right) + 1, width))
        rows = slice(max(floor(top) - 1, 0), min(ceil(bottom) + 1, height))
        return (rows, columns) if columns.start < columns.stop and rows.start < rows.stop else None

    def _middles(self, box: tuple[slice, slice]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return x (1, width) and y (height, 1) of the middles of pixels."""
        rows, columns = box
        x = np.arange(columns.start, columns.stop, dtype=np.float64) + 0.5
        y = np.arange(rows.start, rows.stop, dtype=np.float64) + 0.5
        return x[None, :], y[:, None]

    def _blend(self, box: tuple[slice, slice], covered: npt.NDArray[np.float64], colour: Colour) -> None:
        part = self.pixels[box]
        part += covered[:, :, None] * (np.array(channels(PRINT.hex(colour)), dtype=np.float64) - part)


def _draw(canvas: _Canvas, shape: Shape) -> None:
    match shape:
        case Rect():
            if shape.fill is not None:
                canvas.rect(shape, shape.fill)
            if shape.edge is not None:
                canvas.strokes(pairwise(_around(shape)), shape.edge_width, shape.edge)
        case Stroke():
            start, end = (shape.x1, shape.y1), (shape.x2, shape.y2)
            canvas.strokes(_dashes(start, end) if shape.dashed else ((start, end),), shape.width, shape.colour)
        case Polyline():
            pairs = pairwise(shape.points)
            canvas.strokes(pairs, shape.width, shape.colour)
        case Words():
            canvas.strokes(_written(shape), shape.size * _PENS[shape.bold], shape.colour)


def _around(shape: Rect) -> tuple[Point, ...]:
    right, bottom = shape.left + shape.width, shape.top + shape.height
    return (shape.left, shape.top), (right, shape.top), (right, bottom), (shape.left, bottom), (shape.left, shape.top)


def _written(shape: Words) -> Iterator[Segment]:
    strokes, width = letters(shape.text, shape.size)
    begin = -width * _SHARE[shape.anchor]
    along, across = cos(radians(shape.turned)), sin(radians(shape.turned))
    for stroke in strokes:
        points = [
            (shape.x + (begin + x) * along - y * across, shape.y + (begin + x) * across + y * along) for x, y in stroke
        ]
        yield from pairwise(points)


def _dashes(start: Point, end: Point) -> Iterator[Segment]:
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1)
    for number in range(ceil(length / _DASH / 2)):
        shares = (2 * number * _DASH / length, min((2 * number + 1) * _DASH / length, 1))
        a, b = ((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in shares)
        yield a, b


def _distance(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], start: Point, end: Point
) -> npt.NDArray[np.float64]:
    """Return how far each point is from the nearest one of a segment."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    along = np.clip(((x - x1) * dx + (y - y1) * dy) / square, 0, 1) if square else np.zeros((1, 1))
    return np.asarray(np.hypot(x - x1 - along * dx, y - y1 - along * dy), dtype=np.float64)


def _file(pixels: npt.NDArray[np.float64]) -> bytes:
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = np.rint(pixels).astype(np.uint8).reshape(height, 3 * width)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", round(_METRE), round(_METRE), 1)),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
