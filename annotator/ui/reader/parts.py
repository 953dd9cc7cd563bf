"""The parts of the active act, framed where they stand in the text, each with its role's name. No lines lead to them.

A part of several lines has corner marks at its ends instead of a frame.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.model.span import Extent
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import lines_met
from annotator.ui.reader.shaping import ShapedPiece

_OUTSIDE = 2.0
_RADIUS = 3.0
_LINE = 1.25
_CORNER = 6.0
_NAME_INSET = 6
_NAME_PADDING = 2
_APART = 4


@dataclass(frozen=True, slots=True)
class PartMark:
    """A part of the active mark: its role's name and the words that it stands in."""

    role: str
    extents: tuple[Extent, ...]


class Frame(NamedTuple):
    """A frame around words of one line, relative to the column and the window.

    `opens`, `closes`: whether the part begins and ends here; one that does not do both has corner marks only.
    """

    line: tuple[int, int]
    box: QRectF
    opens: bool
    closes: bool
    leftwards: bool


def frames_of(visible: Iterable[tuple[ShapedPiece, int]], part: PartMark, metrics: Metrics) -> list[Frame]:
    """Return the frames of a part on the lines in view, in the order of the text."""
    return [
        frame
        for extent in part.extents
        for piece, y in visible
        for number in lines_met(piece, [extent])
        for frame in _on_line(piece, y, number, extent, metrics)
    ]


def _on_line(piece: ShapedPiece, y: int, number: int, extent: Extent, metrics: Metrics) -> Iterator[Frame]:
    line, ranges = piece.lines[number], [one for one in piece.ranges(number, *extent) if one[1] > one[0]]
    if not ranges:
        return
    base = y + line.top + line.baseline
    top, bottom = base - metrics.ascender - _OUTSIDE, base + metrics.descender + 1
    first, last = (-1, 0) if piece.right_to_left else (0, -1)
    opens, closes = extent.start >= line.start, extent.stop <= line.stop
    for at, (left, right) in enumerate(ranges):
        box = QRectF(left - _OUTSIDE, top, right - left + 2 * _OUTSIDE, bottom - top)
        own_opens = opens and at == first % len(ranges)
        own_closes = closes and at == last % len(ranges)
        whole = opens and closes
        yield Frame((piece.number, number), box, own_opens or whole, own_closes or whole, piece.right_to_left)


def paint_parts(
    painter: QPainter,
    visible: Sequence[tuple[ShapedPiece, int]],
    parts: Sequence[PartMark],
    metrics: Metrics,
    key: str,
) -> None:
    """Paint the frames of all parts, and on top of them their names; the painter stands at the column's left."""
    framed = [(part, frames_of(visible, part, metrics)) for part in parts]
    colour = QColor(metrics.style.word_colour(key))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, _LINE))
    for _, frames in framed:
        for frame in frames:
            painter.drawPath(outline(frame))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(metrics.role_font)
    painter.setPen(colour)
    for box, name in name_places([(part.role, frames) for part, frames in framed if frames], metrics):
        painter.fillRect(box, QColor(metrics.style.paper))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def outline(frame: Frame) -> QPainterPath:
    """Return a frame's line: all around, or corners where the part begins or ends."""
    path, box = QPainterPath(), frame.box
    if frame.opens and frame.closes:
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        return path
    for at_end in (False, True):
        if frame.closes if at_end else frame.opens:
            _add_corners(path, box, at_right=at_end != frame.leftwards)
    return path


def _add_corners(path: QPainterPath, box: QRectF, at_right: bool) -> None:
    x, inward = (box.right(), -_CORNER) if at_right else (box.left(), _CORNER)
    path.moveTo(QPointF(x + inward, box.top()))
    path.lineTo(QPointF(x, box.top()))
    path.lineTo(QPointF(x, box.bottom()))
    path.lineTo(QPointF(x + inward, box.bottom()))


def name_places(named: Iterable[tuple[str, Sequence[Frame]]], metrics: Metrics) -> Iterator[tuple[QRectF, str]]:
    """Yield where the names of roles stand: across a frame’s upper edge; those of one place share it."""
    groups: dict[tuple[tuple[int, int], float], tuple[Frame, list[str]]] = {}
    for role, frames in named:
        first = next((frame for frame in frames if frame.opens), frames[0])
        begin = first.box.right() if first.leftwards else first.box.left()
        groups.setdefault((first.line, begin), (first, []))[1].append(role)
    ends: dict[tuple[int, int], float] = {}
    for (line, begin), (frame, roles) in sorted(groups.items(), key=lambda one: one[0]):
        name = ", ".join(dict.fromkeys(roles))
        width, height = metrics.role_width(name) + 2 * _NAME_PADDING, metrics.role_height() - 2
        left = begin - _NAME_INSET - width if frame.leftwards else begin + _NAME_INSET
        left = max(left, ends.get(line, left))
        ends[line] = left + width + _APART
        yield QRectF(round(left), round(frame.box.top() - height + 4), width, height), name
