"""Where the small sentences of acts stand in the margin: beside the line where the act begins, or continuing below.

To the right of a paragraph; to the left of one that runs to the left, if there is room. No two of them overlap: of a
piece whose margin is full the last one counts those that follow. They are worked out per piece, from its lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.acts.sentence import ARROW
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import STRIPES_APART, Stripe
from annotator.ui.reader.shaping import Line, ShapedPiece
from annotator.ui.reader.spanindex import Mark, reading_order

WANTED = 240
"""The width in pixels that the margin is given where the window has it."""
GAP = 18
"""Between the text and a sentence."""
_EDGE = 6
_LEAST = 64
"""Of less than this nothing could be read."""
_READABLE = 110
_WORD_HEIGHT = 18
_WORD_GAP = 8
_ISOLATE, _END = "\u2068", "\u2069"


class Room(NamedTuple):
    """The margins at both sides of the column, in pixels up to the window's edges."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of `marks` (several where they are counted), `shown` as far as there is room.

    `left` is relative to the column, `top` to the piece; lengths are pixels. `text`: all of it, a line each.
    """

    marks: tuple[Mark, ...]
    text: str
    shown: str
    left: int
    top: int
    width: int
    height: int

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is on the sentence."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    def says(self, mark_id: str | None) -> bool:
        """Whether it is said of the mark with this id."""
        return any(mark.id == mark_id for mark in self.marks)


def sentences_of(piece: ShapedPiece, said: Mapping[str, str], metrics: Metrics, room: Room) -> list[Sentence]:
    """Return the sentences beside a piece whose lines are in place. `said`: what there is to say, by the marks' ids."""
    acts = list(_beginning(piece.lines, said))
    on_left = piece.right_to_left and room.left - GAP - _EDGE >= _LEAST
    beside = _Beside(piece, metrics, room, on_left)
    found: list[Sentence] = []
    bottom = 0
    left_over: list[Mark] = []
    for line, mark in acts:
        placed = beside.put(mark, said[mark.id], max(_top(line, metrics), bottom)) if not left_over else None
        if placed is not None:
            found.append(placed)
            bottom = placed.top + placed.height
        elif beside.is_full or left_over:
            left_over.append(mark)
    return _counted(found, left_over, said, metrics, beside)


def shortened(text: str, room: int, metrics: Metrics) -> str:
    """Return a sentence as it is shown in `room` pixels: of a long one the longest parts are cut, so that none is lost.

    The arrows point to the right, whatever way the names run.
    """
    parts = text.split(ARROW)
    widths = [metrics.small_width(part) for part in parts]
    left = room - metrics.small_width(ARROW) * (len(parts) - 1)
    shown = list(parts)
    # The narrowest first: what it does not need is the others'.
    for count, at in enumerate(sorted(range(len(parts)), key=lambda each: widths[each])):
        share = left // (len(parts) - count)
        shown[at] = metrics.elided(parts[at], share)
        left -= min(widths[at], share)
    if not all(part.isascii() for part in parts):
        shown = [f"{_ISOLATE}{part}{_END}" for part in shown]
    return ARROW.join(shown)


class _Beside:
    """The margin of one piece. `is_full`: the last one had no room above the piece's end."""

    def __init__(self, piece: ShapedPiece, metrics: Metrics, room: Room, on_left: bool) -> None:
        self._piece = piece
        self._metrics = metrics
        self.on_left = on_left
        self._room = room
        self.is_full = False

    def put(self, mark: Mark, text: str, top: int) -> Sentence | None:
        """Return the sentence at `top` or a little below, None where there is no room."""
        height, metrics = self._metrics.small_height, self._metrics
        self.is_full = top + height > self._piece.height
        tops = [each for each in (top, top + _WORD_HEIGHT) if each + height <= self._piece.height]
        rooms = [(each, *self.free(each)) for each in tops]
        wanted = min(metrics.small_width(text), _READABLE)
        best = next((each for each in rooms if each[2] >= wanted), max(rooms, key=lambda each: each[2], default=None))
        if best is None or best[2] < min(_LEAST, wanted):
            return None
        shown = shortened(text, best[2], metrics)
        return self.at(Sentence((mark,), text, shown, 0, best[0], 0, height))

    def at(self, sentence: Sentence) -> Sentence:
        """Return a sentence as wide as what it shows, beside the text."""
        width = self._metrics.small_width(sentence.shown)
        left = -GAP - width if self.on_left else self.free(sentence.top)[0]
        return replace(sentence, left=left, width=width)

    def free(self, top: int) -> tuple[int, int]:
        """Return where a sentence at `top` may begin, right of the brackets and their words, and how wide it may be."""
        if self.on_left:
            return GAP - self._room.left, self._room.left - GAP - _EDGE
        left = self._piece.width + GAP
        for stripe in self._piece.stripes:
            left = max(left, _right_of(stripe, top, top + self._metrics.small_height) + _WORD_GAP)
        return left, self._piece.width + self._room.right - _EDGE - left


def _beginning(lines: Sequence[Line], said: Mapping[str, str]) -> Iterator[tuple[Line, Mark]]:
    """Yield the acts with the lines where they begin, in reading order."""
    for line in lines:
        marks = [each.mark for each in line.placed if each.begins and said.get(each.mark.id)]
        yield from ((line, mark) for mark in sorted(marks, key=reading_order))


def _top(line: Line, metrics: Metrics) -> int:
    """Return the top of a sentence that stands on the line's own baseline."""
    return max(line.top, round(line.qt_line.y() + line.ascent) - metrics.small_baseline)


def _right_of(stripe: Stripe, top: int, bottom: int) -> int:
    """Return the right end of what a bracket has between two heights, 0 for nothing."""
    right = stripe.x + STRIPES_APART - 3 if stripe.top < bottom and stripe.bottom > top else 0
    says = stripe.word and stripe.top < bottom and stripe.top + _WORD_HEIGHT > top
    return max(right, stripe.word_left + stripe.word_width) if says else right


def _counted(
    found: list[Sentence], left_over: Iterable[Mark], said: Mapping[str, str], metrics: Metrics, beside: _Beside
) -> list[Sentence]:
    """Let the last sentence count those for which there is no room."""
    others = tuple(left_over)
    if not others or not found:
        return found
    last, more = found[-1], f"  +{len(others)}"
    room = beside.free(last.top)[1] - metrics.small_width(more)
    text = "\n".join([last.text, *(said[mark.id] for mark in others)])
    shown = shortened(last.text, room, metrics) + more
    return [*found[:-1], beside.at(replace(last, marks=(*last.marks, *others), text=text, shown=shown))]
