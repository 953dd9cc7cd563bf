"""Where the small sentences of acts stand in the margin: beside the line where the act begins, or continuing below.

To the right of a paragraph; to the left of one that runs to the left; where there is no room, at the other side. Where
a sentence cannot be read there stands its verb, or a mark. No two of them overlap: one that finds no place is counted
by the one before it. They are worked out per piece, from its lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.acts.sentence import ARROW
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import STRIPES_APART, Stripe
from annotator.ui.reader.shaping import ShapedLine, ShapedPiece
from annotator.ui.reader.spanindex import Mark, reading_order

GAP = 18
"""Between the text and a sentence."""
SHORT_GAP = 8
"""Between the text and a verb or a mark that stands for a sentence."""
MARK = "…"
"""What stands for a sentence where there is no room for a word."""
_EDGE = 6
_SHORT_EDGE = 2
_LEAST = 64
"""Of less than this nothing could be read."""
_LEAST_VERB = 26
"""So much of a verb still tells which it is."""
_READABLE = 110
_WORD_HEIGHT = 18
_WORD_GAP = 8
_THEN = ARROW.lstrip()
_ISOLATE, _END = "\u2068", "\u2069"


class Room(NamedTuple):
    """The margins at both sides of the column, in pixels up to the window's edges."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of `marks` (several where they are counted), `shown` as far as there is room, in rows.

    `left` is relative to the column, `top` to the piece; lengths are pixels. `text`: all of it, a line each.
    `is_short`: a verb or a mark alone is shown.
    """

    marks: tuple[Mark, ...]
    text: str
    shown: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    is_short: bool = False

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is on the sentence."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    def says(self, mark_id: str | None) -> bool:
        """Whether it is said of the mark with this id."""
        return any(mark.id == mark_id for mark in self.marks)


def sentences_of(piece: ShapedPiece, said: Mapping[str, str], metrics: Metrics, room: Room) -> list[Sentence]:
    """Return the sentences beside a piece whose lines are in place. `said`: what there is to say, by the marks' ids."""
    acts = list(_beginning(piece.lines, said))
    beside = _Beside(piece, metrics, room, _is_on_left(piece, room))
    found: list[Sentence] = []
    unplaced: list[list[Mark]] = [[]]
    for number, (line, mark) in enumerate(acts):
        top = max(_top(line, metrics), found[-1].top + found[-1].height if found else 0)
        placed = None
        # Below the end of the piece nothing is tried: there may be very many.
        if top + metrics.small_height <= piece.height:
            placed = beside.put(mark, said[mark.id], top, _limit(acts, number, piece.height, metrics))
        if placed is None:
            unplaced[-1].append(mark)
        else:
            found.append(placed)
            unplaced.append([])
    first, *after = unplaced
    if after:
        after[0] = [*first, *after[0]]
    return [_counting(each, others, said, beside) for each, others in zip(found, after, strict=True)]


def _is_on_left(piece: ShapedPiece, room: Room) -> bool:
    """Whether sentences stand at the left of a piece: at the side where its lines end, if they can be read there."""
    own, other = (room.left, room.right) if piece.right_to_left else (room.right, room.left)
    stays = own >= other or own - GAP - _EDGE >= _LEAST
    return piece.right_to_left is stays


class _Beside:
    """The margin of one piece."""

    def __init__(self, piece: ShapedPiece, metrics: Metrics, room: Room, on_left: bool) -> None:
        self._piece = piece
        self._room = room
        self._on_left = on_left
        self.metrics = metrics

    def put(self, mark: Mark, text: str, top: int, limit: int) -> Sentence | None:
        """Return the sentence at `top` or a little below, in one row or in several above `limit`; None without room.

        Of all ways that one of which least is cut, in as few rows as that takes.
        """
        ways = self._ways(text, top, limit)
        first = next(ways, None)
        if first is None:
            return self._short(mark, text, top)
        # Most are short and stand where they belong: then no other way can be better.
        _, _, at, room, rows = first if first[:3] == (0, 1, top) else min((first, *ways))
        return self.at(Sentence((mark,), text, _shortened(rows, room, self.metrics), 0, at, 0, 0))

    def _short(self, mark: Mark, text: str, top: int) -> Sentence | None:
        """Return what stands for a sentence that cannot be read at `top` or a little below: its verb, or a mark."""
        places = [at for at in (top, top + _WORD_HEIGHT) if at + self.metrics.small_height <= self._piece.height]
        if not places:
            return None
        at = max(places, key=self._short_room)
        room = self._short_room(at)
        if room < self.metrics.small_width(MARK):
            return None
        word = verb_in(text)
        fits = self.metrics.small_width(word) <= room or room >= _LEAST_VERB
        shown = shortened(word, room, self.metrics) if fits else MARK
        return self.at(Sentence((mark,), text, (shown,), 0, at, 0, 0, is_short=True))

    def _short_room(self, top: int) -> int:
        return self.free(top, top + self.metrics.small_height, is_short=True)[1]

    def _ways(self, text: str, top: int, limit: int) -> Iterator[tuple[int, int, int, int, list[str]]]:
        """Yield how much is cut, in how many rows, at which top, in what room, and the rows."""
        for at in (top, top + _WORD_HEIGHT):
            for rows in _in_rows(text):
                bottom = at + self.metrics.small_height * len(rows)
                if bottom > (limit if len(rows) > 1 else self._piece.height):
                    continue
                room = self.free(at, bottom)[1]
                cut = sum(max(0, self.metrics.small_width(row) - room) for row in rows)
                least = _LEAST if len(rows) > 1 else _READABLE
                if not cut or room >= least:
                    yield cut, len(rows), at, room, rows

    def at(self, sentence: Sentence) -> Sentence:
        """Return a sentence as large as what it shows, beside the text."""
        width = max(map(self.metrics.small_width, sentence.shown))
        height = self.metrics.small_height * len(sentence.shown)
        gap = SHORT_GAP if sentence.is_short else GAP
        left = -gap - width if self._on_left else self.free(sentence.top, sentence.top + height, sentence.is_short)[0]
        return replace(sentence, left=left, width=width, height=height)

    def free(self, top: int, bottom: int, is_short: bool = False) -> tuple[int, int]:
        """Return where what stands between two heights may begin, right of brackets and words, and its width."""
        gap, edge = (SHORT_GAP, _SHORT_EDGE) if is_short else (GAP, _EDGE)
        if self._on_left:
            return gap - self._room.left, self._room.left - gap - edge
        left = self._piece.width + gap
        for stripe in self._piece.stripes:
            left = max(left, _right_of(stripe, top, bottom) + _WORD_GAP)
        return left, self._piece.width + self._room.right - edge - left


def _limit(acts: Sequence[tuple[ShapedLine, Mark]], number: int, height: int, metrics: Metrics) -> int:
    """Return down to where a sentence may take several rows: those of the same line and the next have room still."""
    line, beside = acts[number][0], 0
    for other, _ in acts[number + 1 :]:
        if other is not line:
            return min(height, _top(other, metrics)) - beside
        beside += metrics.small_height
    return height - beside


def verb_in(text: str) -> str:
    """Return what is done, of a sentence that says who does it, what, and towards whom if anyone."""
    parts = text.split(ARROW)
    return parts[1] if len(parts) > 1 else text


def _in_rows(text: str) -> list[list[str]]:
    """Return the ways to set a sentence: in one row, what is done below who does it, each part in a row of its own."""
    first, *rest = text.split(ARROW)
    ways = [[text]]
    if rest:
        ways.append([first, _THEN + ARROW.join(rest)])
    if len(rest) > 1:
        ways.append([first, *(_THEN + part for part in rest)])
    return ways


def _shortened(rows: Sequence[str], room: int, metrics: Metrics) -> tuple[str, ...]:
    def fits(row: str) -> bool:
        # The arrows are no letters: nothing of such a row can run the other way.
        return row.replace(_THEN.strip(), "").isascii() and metrics.small_width(row) <= room

    return tuple(row if fits(row) else shortened(row, room, metrics) for row in rows)


def shortened(row: str, room: int, metrics: Metrics) -> str:
    """Return a row as it is shown in `room` pixels: of a long one the longest parts are cut, so that none is lost.

    The arrows point to the right, whatever way the names run.
    """
    then = _THEN if row.startswith(_THEN) else ""
    parts = row.removeprefix(then).split(ARROW)
    widths = [metrics.small_width(part) for part in parts]
    left = room - metrics.small_width(ARROW) * (len(parts) - 1) - (metrics.small_width(then) if then else 0)
    shown = list(parts)
    # The narrowest first: what it does not need is the others'.
    for count, at in enumerate(sorted(range(len(parts)), key=lambda each: widths[each])):
        share = left // (len(parts) - count)
        shown[at] = metrics.elided(parts[at], share)
        left -= min(widths[at], share)
    if not all(part.isascii() for part in parts):
        shown = [f"{_ISOLATE}{part}{_END}" for part in shown]
    return then + ARROW.join(shown)


def _beginning(lines: Sequence[ShapedLine], said: Mapping[str, str]) -> Iterator[tuple[ShapedLine, Mark]]:
    """Yield the acts with the lines where they begin, in reading order."""
    for line in lines:
        marks = [each.mark for each in line.placed if each.begins and said.get(each.mark.id)]
        yield from ((line, mark) for mark in sorted(marks, key=reading_order))


def _top(line: ShapedLine, metrics: Metrics) -> int:
    """Return the top of a sentence that stands on the line's own baseline."""
    return max(line.top, round(line.qt_line.y() + line.ascent) - metrics.small_baseline)


def _right_of(stripe: Stripe, top: int, bottom: int) -> int:
    """Return the right end of what a bracket has between two heights, 0 for nothing."""
    right = stripe.x + STRIPES_APART - 3 if stripe.top < bottom and stripe.bottom > top else 0
    says = stripe.word and stripe.top < bottom and stripe.top + _WORD_HEIGHT > top
    return max(right, stripe.word_left + stripe.word_width) if says else right


def _counting(sentence: Sentence, others: Sequence[Mark], said: Mapping[str, str], beside: _Beside) -> Sentence:
    """Let a sentence count those for which there is no room; a mark stands for them without a number."""
    if not others:
        return sentence
    more = f"  +{len(others)}"
    height = beside.metrics.small_height * len(sentence.shown)
    free = beside.free(sentence.top, sentence.top + height, sentence.is_short)[1]
    room = free - beside.metrics.small_width(more)
    text = "\n".join([sentence.text, *(said[mark.id] for mark in others)])
    told = replace(sentence, marks=(*sentence.marks, *others), text=text)
    if room < beside.metrics.small_width(MARK):
        return beside.at(replace(told, shown=(*sentence.shown[:-1], MARK)))
    ways = [[verb_in(sentence.text)]] if sentence.is_short else _in_rows(sentence.text)
    row = next(rows for rows in ways if len(rows) == len(sentence.shown))[-1]
    return beside.at(replace(told, shown=(*sentence.shown[:-1], shortened(row, room, beside.metrics) + more)))
