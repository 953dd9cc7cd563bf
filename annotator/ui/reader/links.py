"""Where the thin links run from the active act to its parties: from the bar nearest to a party to the party's words.

Only what is in the window is looked at. A party out of view has its link run in the gap below the line and through
the margin to the window's edge, since a line across the page would lead nowhere and disturb what is read.
All coordinates are the viewport's, in pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from annotator.model.span import Extent
from annotator.ui.reader.placing import lines_met
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.suggestions import baseline

LEG = 7
"""How far beside the text the links run that leave the window."""
_UNDER = 4
_CORNER = 5.0
_GAP_UP = 2
_INWARD = 3.0


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A party of the active mark: its role's name and the words that it stands in."""

    role: str
    extents: tuple[Extent, ...]


class Window(NamedTuple):
    """What of the page is seen. `left`, `width`: of the column; `right`, `height`: of the viewport."""

    visible: Sequence[tuple[ShapedPiece, int]]
    left: int
    width: int
    right: int
    height: int

    @property
    def first(self) -> int:
        """The first position that is in view, as far as lines tell."""
        piece, y = self.visible[0]
        return piece.lines[piece.line_under(-y)].start


class Stretch(NamedTuple):
    """Words, or a bar, on one line: from `left` to `right`, the words' `top` and underline `y`.

    `line`: which line it is; `gap`: the height below it where nothing stands; `leftwards`: the paragraph's direction.
    """

    line: tuple[int, int]
    left: float
    right: float
    top: float
    y: float
    gap: float
    leftwards: bool

    def nearest(self, x: float) -> float:
        """Return the x on it that is nearest to `x`, a little inside its ends."""
        inward = min(_INWARD, (self.right - self.left) / 2)
        return min(max(x, self.left + inward), self.right - inward)

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return (self.left + self.right) / 2

    @property
    def begin(self) -> float:
        """The x where it begins, in the paragraph's direction."""
        return self.right if self.leftwards else self.left


@dataclass(frozen=True, slots=True)
class Route:
    """A link's line, to `end`."""

    path: QPainterPath
    end: QPointF


@dataclass(slots=True)
class PartyInView:
    """A party in view: the stretches of its words, the link to them if the act is in view too.

    `from_above`: the link comes to the words' beginning from the line above.
    """

    role: str
    words: list[Stretch]
    route: Route | None = None
    from_above: bool = False


@dataclass(slots=True)
class Edge:
    """What leads out of the window, at its top (`up`) or bottom: the words that stand there, and the lines."""

    up: bool
    leftwards: bool
    words: list[str] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)


@dataclass(slots=True)
class LinkPicture:
    """All links of an act in a window."""

    parties: list[PartyInView] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def picture_of(window: Window, act: Mark, links: Iterable[LinkMark]) -> LinkPicture:
    """Return the links of an act as they are seen in a window."""
    bars, picture = bars_of(window, act), LinkPicture()
    for link in links:
        words = words_of(window, link.extents)
        if words:
            picture.parties.append(_party(link.role, words, bars))
        elif bars and link.extents:
            _lead_out(picture, window, bars, link.extents[0].start < window.first, link.role)
    if not bars and act.extents:
        for party in picture.parties:
            _lead_out(picture, window, party.words[:1], act.start < window.first, act.label)
    return picture


def words_of(window: Window, extents: Sequence[Extent]) -> list[Stretch]:
    """Return the stretches of the words in `extents` that are in view, in the order of the lines."""
    found = []
    for piece, y, number in _lines(window, extents):
        line = piece.lines[number]
        top = y + line.top + (line.text_height - line.ascent - line.descent) / 2
        under = y + line.top + min(baseline(line) + _UNDER, line.text_height)
        ranges = sorted(part for extent in extents for part in piece.ranges(number, *extent))
        for left, right in reversed(ranges) if piece.right_to_left else ranges:
            if right > left:
                found.append(_stretch(window, piece, y, number, left, right, top, under))
    return found


def bars_of(window: Window, mark: Mark) -> list[Stretch]:
    """Return the bars of a mark that are in view, in the order of the lines."""
    found = []
    for piece, y, number in _lines(window, mark.extents):
        line = piece.lines[number]
        for placed in (each for each in line.placed if each.mark.id == mark.id):
            bar = y + line.top + placed.top + 2
            found += [_stretch(window, piece, y, number, *part, bar - 2, bar) for part in placed.ranges]
    return found


def lead(bars: Sequence[Stretch], window: Window, act_is_above: bool, x: float, y: float) -> QPainterPath:
    """Return the line of a drag from an act to a point; from the window's edge where no bar of it is in view."""
    if bars:
        bar = min(bars, key=lambda each: (abs(each.y - y), abs(each.nearest(x) - x)))
        return _swung(bar.nearest(x), bar.y, x, y)
    return _swung(x, 0.0 if act_is_above else float(window.height), x, y)


def _lines(window: Window, extents: Sequence[Extent]) -> Iterator[tuple[ShapedPiece, int, int]]:
    for piece, y in window.visible:
        for number in lines_met(piece, extents):
            line = piece.lines[number]
            if y + line.top + line.text_height > 0 and y + line.top < window.height:
                yield piece, y, number


def _stretch(
    window: Window, piece: ShapedPiece, y: int, number: int, left: float, right: float, top: float, under: float
) -> Stretch:
    line = piece.lines[number]
    gap = y + line.top + line.height - _GAP_UP
    key = piece.number, number
    return Stretch(key, window.left + left, window.left + right, top, under, gap, piece.right_to_left)


def _party(role: str, words: list[Stretch], bars: list[Stretch]) -> PartyInView:
    party = PartyInView(role, words)
    if bars:
        bar, found = min(product(bars, words), key=lambda pair: _distance(*pair))
        party.route = _route(bar, found)
        party.from_above = found is words[0] and found.line != bar.line and found.y > bar.y
    return party


def _distance(bar: Stretch, words: Stretch) -> tuple[float, float]:
    return abs(bar.y - words.y), max(bar.left - words.right, words.left - bar.right, 0)


def _route(bar: Stretch, words: Stretch) -> Route:
    """Return the line from a bar to words: straight up where the bar lies below them, else a calm curve."""
    if bar.line != words.line and words.y > bar.y:
        x = words.begin + (-1 if words.leftwards else 1)
        return Route(_swung(bar.nearest(x), bar.y, x, words.top), QPointF(x, words.top))
    low, high = max(bar.left, words.left), min(bar.right, words.right)
    x = (low + high) / 2 if bar.line == words.line and high > low else words.middle
    end = QPointF(x, words.y)
    if bar.line != words.line or high > low:
        return Route(_swung(bar.nearest(x), bar.y, x, words.y), end)
    path = QPainterPath(QPointF(bar.nearest(x), bar.y))
    path.quadTo(QPointF(x, bar.y), end)
    return Route(path, end)


def _swung(x: float, y: float, to_x: float, to_y: float) -> QPainterPath:
    """Return a line that leaves and arrives upright."""
    path = QPainterPath(QPointF(x, y))
    middle = (y + to_y) / 2
    path.cubicTo(QPointF(x, middle), QPointF(to_x, middle), QPointF(to_x, to_y))
    return path


def _lead_out(picture: LinkPicture, window: Window, start: Sequence[Stretch], up: bool, word: str) -> None:
    """Let a line run to the window's edge, in the margin; what leads to the same edge shares its line and its words."""
    origin = start[0] if up else start[-1]
    edge = next((each for each in picture.edges if each.up is up), None)
    if edge is None:
        edge = Edge(up, origin.leftwards)
        picture.edges.append(edge)
    if word not in edge.words:
        edge.words.append(word)
    route = _through_margin(window, origin, up)
    if all(route.path != each.path for each in edge.routes):
        edge.routes.append(route)


def _through_margin(window: Window, origin: Stretch, up: bool) -> Route:
    outwards = -1 if origin.leftwards else 1
    leg = window.left - LEG if origin.leftwards else window.left + window.width + LEG
    x = origin.left + _INWARD if origin.leftwards else origin.right - _INWARD
    end = QPointF(leg, 3.0 if up else window.height - 3.0)
    gap = min(max(origin.gap, 2.0), window.height - 2.0)
    turn = -_CORNER if up else _CORNER
    path = QPainterPath(QPointF(x, origin.y))
    path.lineTo(x, gap - _CORNER)
    path.quadTo(QPointF(x, gap), QPointF(x + outwards * _CORNER, gap))
    path.lineTo(leg - outwards * _CORNER, gap)
    path.quadTo(QPointF(leg, gap), QPointF(leg, gap + turn))
    path.lineTo(end)
    return Route(path, end)
