"""Where the small sentences of acts stand in the margin: beside the line where the act begins, or continuing below.

To the right of a paragraph; to the left of one that runs to the left; where there is no room, at the other side. Where
a sentence cannot be read there stands its verb, or a mark. No two of them overlap: one that finds no place is counted
by the one before it. They are worked out per piece, from its lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.acts.sentence import ARROW
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import STRIPES_APART, Stripe
from annotator.ui.reader.shaping import ShapedLine, ShapedPiece
from annotator.ui.reader.spanindex import Mark

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
_MOST_ROWS = 3
_KEPT = 1024
_KEPT_MARGINS = 4
_THEN = ARROW.lstrip()
_ISOLATE, _END = "\u2068", "\u2069"


class Room(NamedTuple):
    """The margins at both sides of the column, in pixels up to the window's edges."""

    left: int
    right: int


class Sentence(NamedTuple):
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
        return mark_id in [mark.id for mark in self.marks]


class _Setting(NamedTuple):
    """How a sentence is set, whoever it is said of: `below` the top that it was to have, or lower."""

    shown: tuple[str, ...]
    below: int
    left: int
    width: int
    height: int
    is_short: bool


def sentences_of(piece: ShapedPiece, said: Mapping[str, str], metrics: Metrics, room: Room) -> list[Sentence]:
    """Return the sentences beside a piece whose lines are in place. `said`: what there is to say, by the marks' ids."""
    beside = _beside(piece, metrics, room)
    found: list[Sentence] = []
    unplaced: list[list[Mark]] = [[]]
    free = 0
    for begin, limit, mark in _acts(piece, said, metrics):
        top, text = max(begin, free), said[mark.id]
        # Below the end of the piece nothing is tried: there may be very many.
        setting = beside.setting(text, top, limit, piece.height) if top + beside.row <= piece.height else None
        if setting is None:
            unplaced[-1].append(mark)
        else:
            shown, below, left, width, height, is_short = setting
            found.append(Sentence((mark,), text, shown, left, top + below, width, height, is_short))
            unplaced.append([])
            free = top + below + height
    first, *after = unplaced
    if after:
        after[0] = [*first, *after[0]]
    return [
        _counting(each, others, said, beside) if others else each for each, others in zip(found, after, strict=True)
    ]


def _is_on_left(right_to_left: bool, room: Room) -> bool:
    """Whether sentences stand at the left of a piece: at the side where its lines end, if they can be read there."""
    own, other = (room.left, room.right) if right_to_left else (room.right, room.left)
    stays = own >= other or own - GAP - _EDGE >= _LEAST
    return right_to_left is stays


def _beside(piece: ShapedPiece, metrics: Metrics, room: Room) -> "_Beside":
    """Return the margin of a piece: all that have no brackets, and are alike, have the same one."""
    on_left = _is_on_left(piece.right_to_left, room)
    if piece.stripes:
        return _Beside(metrics, room, piece.width, on_left, piece.stripes)
    return _free_margin(metrics, room, piece.width, on_left)


class _Beside:
    """The margin beside a column of `width`. Where no brackets stand in it a sentence is set alike everywhere."""

    def __init__(self, metrics: Metrics, room: Room, width: int, on_left: bool, stripes: Sequence[Stripe] = ()) -> None:
        self.metrics, self.row = metrics, metrics.small_height
        self._room, self._width, self._on_left, self._stripes = room, width, on_left, stripes
        self._most = _MOST_ROWS * self.row + _WORD_HEIGHT
        self._settings: dict[tuple[str, int, int, int], _Setting | None] = {}

    def setting(self, text: str, top: int, limit: int, end: int) -> _Setting | None:
        """Return how a sentence is set at `top` or a little below, in one row above `end` or in several above `limit`.

        None without room. It is worked out once for the room that there is below, which beyond the largest sentence
        makes no difference, and for the place only where there are brackets.
        """
        most = self._most
        key = text, min(limit - top, most), min(end - top, most), top if self._stripes else 0
        if key not in self._settings:
            if len(self._settings) >= _KEPT:
                self._settings.clear()
            self._settings[key] = self._set(text, top, limit, end)
        return self._settings[key]

    def _set(self, text: str, top: int, limit: int, end: int) -> _Setting | None:
        """Return of all ways to set a sentence one of which least is cut, in as few rows as that takes."""
        ways = self._ways(text, top, limit, end)
        first = next(ways, None)
        if first is None:
            return self._short(text, top, end)
        # Most are short and stand where they belong: then no other way can be better.
        _, _, at, room, rows = first if first[:3] == (0, 1, top) else min((first, *ways))
        return self._placed(_shortened(rows, room, self.metrics), top, at)

    def _short(self, text: str, top: int, end: int) -> _Setting | None:
        """Return what stands for a sentence that cannot be read at `top` or a little below: its verb, or a mark."""
        places = [at for at in (top, top + _WORD_HEIGHT) if at + self.row <= end]
        if not places:
            return None
        at = max(places, key=self._short_room)
        room = self._short_room(at)
        if room < self.metrics.small_width(MARK):
            return None
        word = verb_in(text)
        fits = self.metrics.small_width(word) <= room or room >= _LEAST_VERB
        shown = shortened(word, room, self.metrics) if fits else MARK
        return self._placed((shown,), top, at, is_short=True)

    def _short_room(self, top: int) -> int:
        return self.free(top, top + self.row, is_short=True)[1]

    def _ways(self, text: str, top: int, limit: int, end: int) -> Iterator[tuple[int, int, int, int, list[str]]]:
        """Yield how much is cut, in how many rows, at which top, in what room, and the rows."""
        for at in (top, top + _WORD_HEIGHT):
            for rows in _in_rows(text):
                bottom = at + self.row * len(rows)
                if bottom > (limit if len(rows) > 1 else end):
                    continue
                room = self.free(at, bottom)[1]
                cut = sum(max(0, self.metrics.small_width(row) - room) for row in rows)
                least = _LEAST if len(rows) > 1 else _READABLE
                if not cut or room >= least:
                    yield cut, len(rows), at, room, rows

    def _placed(self, shown: tuple[str, ...], top: int, at: int, is_short: bool = False) -> _Setting:
        left, width, height = self.place(shown, at, is_short)
        return _Setting(shown, at - top, left, width, height, is_short)

    def place(self, shown: tuple[str, ...], top: int, is_short: bool) -> tuple[int, int, int]:
        """Return the left end, the width and the height of what is shown, beside the text."""
        width = max(map(self.metrics.small_width, shown))
        height = self.row * len(shown)
        gap = SHORT_GAP if is_short else GAP
        return -gap - width if self._on_left else self.free(top, top + height, is_short)[0], width, height

    def free(self, top: int, bottom: int, is_short: bool = False) -> tuple[int, int]:
        """Return where what stands between two heights may begin, right of brackets and words, and its width."""
        gap, edge = (SHORT_GAP, _SHORT_EDGE) if is_short else (GAP, _EDGE)
        if self._on_left:
            return gap - self._room.left, self._room.left - gap - edge
        left = self._width + gap
        for stripe in self._stripes:
            left = max(left, _right_of(stripe, top, bottom) + _WORD_GAP)
        return left, self._width + self._room.right - edge - left


_free_margin = lru_cache(maxsize=_KEPT_MARGINS)(_Beside)
"""The margins without brackets, kept with what is set in them: nothing that it follows from can change."""


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


def _acts(piece: ShapedPiece, said: Mapping[str, str], metrics: Metrics) -> Iterator[tuple[int, int, Mark]]:
    """Yield in reading order the acts that begin in a piece, with the top of their line and down to where each may go.

    Beyond one row that is as far as leaves those of the same line a row each, and the next line its place.
    """
    lines = [(line, marks) for line in piece.lines if (marks := _beginning(line, said))]
    tops = [_top(line, metrics) for line, _ in lines]
    ends = [*(min(piece.height, top) for top in tops[1:]), piece.height]
    for (_, marks), top, end in zip(lines, tops, ends, strict=False):
        for left, mark in zip(range(len(marks) - 1, -1, -1), marks, strict=True):
            yield top, end - left * metrics.small_height, mark


def _beginning(line: ShapedLine, said: Mapping[str, str]) -> list[Mark]:
    """Return the acts that begin on a line: they were placed in reading order."""
    return [each.mark for each in line.placed if each.begins and said.get(each.mark.id)]


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
    more = f"  +{len(others)}"
    free = beside.free(sentence.top, sentence.top + sentence.height, sentence.is_short)[1]
    room = free - beside.metrics.small_width(more)
    if room < beside.metrics.small_width(MARK):
        last = MARK
    else:
        ways = [[verb_in(sentence.text)]] if sentence.is_short else _in_rows(sentence.text)
        row = next(rows for rows in ways if len(rows) == len(sentence.shown))[-1]
        last = shortened(row, room, beside.metrics) + more
    shown = (*sentence.shown[:-1], last)
    left, width, height = beside.place(shown, sentence.top, sentence.is_short)
    text = "\n".join([sentence.text, *(said[mark.id] for mark in others)])
    return Sentence((*sentence.marks, *others), text, shown, left, sentence.top, width, height, sentence.is_short)
