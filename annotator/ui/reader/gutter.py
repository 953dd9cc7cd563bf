"""The gutter before the text: the numbers of paragraphs, and where the pages of the source begin."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.shaping import ShapedPiece

BEFORE = 26
"""How far before the text the numbers end: rails stand between."""
_TICK = 8


def paint_gutter(painter: QPainter, piece: ShapedPiece, clip: QRect, pages: Sequence[int], metrics: Metrics) -> None:
    """Paint what stands before a piece, as far as it meets `clip`. `pages`: where each page after the first begins."""
    style = metrics.style
    painter.setFont(metrics.small_font)
    painter.setPen(QColor(style.secondary))
    first = piece.lines[0]
    said: set[int] = set()
    for start, name in pages_in(piece, pages):
        line = piece.lines[piece.line_at(start)]
        if line.top not in said:
            _say(painter, piece, line.top + line.baseline, name, metrics)
            x = piece.width + BEFORE - _TICK if piece.right_to_left else -BEFORE
            painter.fillRect(QRect(x, line.top, _TICK, 1), QColor(style.secondary))
        said.add(line.top)
    shown = first.top <= clip.bottom() and first.top + first.text_height > clip.top()
    if piece.begins_paragraph and not piece.is_blank and shown and first.top not in said:
        _say(painter, piece, first.top + first.baseline, str(piece.paragraph), metrics)


def pages_in(piece: ShapedPiece, pages: Sequence[int]) -> list[tuple[int, str]]:
    """Return where pages begin in a piece, and what is said of each."""
    stop = piece.stop + piece.ends_paragraph
    numbers = range(bisect_left(pages, piece.start), bisect_left(pages, stop))
    return [(min(pages[number], piece.stop), f"p. {number + 2}") for number in numbers]


def _say(painter: QPainter, piece: ShapedPiece, baseline: int, words: str, metrics: Metrics) -> None:
    x = piece.width + BEFORE if piece.right_to_left else -BEFORE - metrics.small_width(words)
    painter.drawText(QPointF(x, baseline), words)
