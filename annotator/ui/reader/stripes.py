"""Coding stripes: a bracket in the margin for each mark of a piece, with its word where it begins.

A bracket reaches over the lines that its mark meets. Brackets stand side by side where they would touch, those that
come from further up nearest to the text, and the words of a line stand after the last of its brackets.
"""

from annotator.ui.reader.metrics import CONTINUED, DOUBT, Metrics
from annotator.ui.reader.rows import STRIPES_APART, Stripe
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark, reading_order

STRIPES_WIDTH = 196
"""The room beside the text, in pixels."""
_FIRST = 14
_WORD_GAP = 6
_MOST = 8


def stripes_of(piece: ShapedPiece, metrics: Metrics) -> list[Stripe]:
    """Return the brackets of a piece whose lines are in place."""
    lines: dict[str, list[int]] = {}
    marks: dict[str, Mark] = {}
    for number, line in enumerate(piece.lines):
        for placed in line.placed:
            lines.setdefault(placed.mark.id, []).append(number)
            marks[placed.mark.id] = placed.mark
    ends: list[int] = []
    found: list[Stripe] = []
    for mark in sorted(marks.values(), key=reading_order):
        first, last = lines[mark.id][0], lines[mark.id][-1]
        column = next((at for at, end in enumerate(ends) if end < first), len(ends))
        if column == len(ends):
            ends.append(last)
        ends[column] = last
        x = piece.width + _FIRST + min(column, _MOST) * STRIPES_APART
        found.append(_stripe(piece, mark, x, first, last))
    _say_words(found, piece.width + STRIPES_WIDTH, metrics)
    return found


def _stripe(piece: ShapedPiece, mark: Mark, x: int, first: int, last: int) -> Stripe:
    top_line, bottom_line = piece.lines[first], piece.lines[last]
    inset = max(2, round((top_line.text_height - top_line.ascent - top_line.descent) / 2))
    begins = mark.start >= top_line.start
    word = ""
    if begins or (first == 0 and piece.begins_paragraph and not piece.is_blank):
        word = ("" if begins else CONTINUED) + mark.label + (DOUBT if mark.doubt else "")
    bottom = bottom_line.top + bottom_line.text_height - inset
    return Stripe(mark, x, top_line.top + inset, bottom, begins, mark.stop <= bottom_line.stop, word)


def _say_words(stripes: list[Stripe], right: int, metrics: Metrics) -> None:
    by_top: dict[int, list[Stripe]] = {}
    for stripe in stripes:
        if stripe.word:
            by_top.setdefault(stripe.top, []).append(stripe)
    for top, group in by_top.items():
        beside = [stripe.x for stripe in stripes if stripe.top <= top < stripe.bottom]
        left = max(beside) + _WORD_GAP
        for stripe in sorted(group, key=lambda stripe: stripe.x):
            width = metrics.chip_width(stripe.word)
            if left + width > right:
                stripe.word = ""
                continue
            stripe.word_left, stripe.word_width = left, width
            left += width + 2
