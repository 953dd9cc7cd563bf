"""Coding stripes: a bracket in the margin for each mark of a piece, with its word where it begins.

A bracket reaches over the lines that its mark meets. Brackets stand side by side where they would touch, those that
come from further up nearest to the text, and the words of a line stand after the last of its brackets.
"""

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import STRIPES_APART, Stripe
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark, reading_order
from annotator.ui.reader.words import says_again, word_of

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
        found.append(_stripe(piece, mark, x, first, last, metrics))
    _say_words(found, piece.width + STRIPES_WIDTH, metrics)
    return found


def goes_on_here(piece: ShapedPiece, mark: Mark, metrics: Metrics) -> bool:
    """Whether a mark that began further up says its word again where a piece begins."""
    if piece.above is None or piece.is_blank:
        return False
    return says_again(mark.start, piece.above, piece.start, metrics.said_again)


def _stripe(piece: ShapedPiece, mark: Mark, x: int, first: int, last: int, metrics: Metrics) -> Stripe:
    top_line, bottom_line = piece.lines[first], piece.lines[last]
    inset = max(2, round((top_line.text_height - top_line.ascent - top_line.descent) / 2))
    begins = mark.start >= top_line.start
    word = ""
    if begins or (first == 0 and goes_on_here(piece, mark, metrics)):
        word = word_of(mark.label, mark.doubt, not begins)
    bottom = bottom_line.top + bottom_line.text_height - inset
    # A mark that ends with the line feed ends with the line that the feed closes.
    ends = mark.stop <= bottom_line.stop + piece.is_last_of_paragraph(last)
    return Stripe(mark, x, top_line.top + inset, bottom, begins, ends, word)


def _say_words(stripes: list[Stripe], right: int, metrics: Metrics) -> None:
    """Place the words of a line after the last of its brackets, and say how many there is no room for."""
    by_top: dict[int, list[Stripe]] = {}
    for stripe in stripes:
        if stripe.word:
            by_top.setdefault(stripe.top, []).append(stripe)
    for top, group in by_top.items():
        beside = [stripe.x for stripe in stripes if stripe.top <= top < stripe.bottom]
        left = max(beside) + _WORD_GAP
        group.sort(key=lambda stripe: stripe.x)
        for number, stripe in enumerate(group):
            rest = len(group) - number
            more = metrics.chip_width(f"+{rest - 1}") if rest > 1 else 0
            if left + metrics.chip_width(stripe.word) + more > right:
                stripe.word, stripe.word_left, stripe.word_width = f"+{rest}", left, metrics.chip_width(f"+{rest}")
                for silent in group[number + 1 :]:
                    silent.word = ""
                break
            stripe.word_left, stripe.word_width = left, metrics.chip_width(stripe.word)
            left += stripe.word_width + 2
