"""Who speaks to whom as a network: circles on an ellipse, arrows between them; pure numbers, no Qt.

Which circle stands where is found by exchanging two of them as long as the arrows, weighed by their numbers, get
shorter and cross less; from beginnings that a fixed seed draws, so that the same acts give the same picture each time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, hypot, pi, sin, sqrt
from random import Random

from annotator.acts.series import APART, OTHERS, Matrix
from annotator.ui.pictures.layout import GAP, HEAD, MARGIN, At, Box, Face, Measure, TextLine, heading, number, wrapped

MOST_NODES = 12
LEAST_ARROW, LEAST_NUMBER = 2, 4
"""Acts from which an arrow is drawn, and from which it has its number."""
WIDTH, HEIGHT = 848.0, 430.0
TITLE = "Who speaks to whom"
NODE = -1
"""As the second half of a place: a circle, and no arrow."""
_LEAST_RADIUS, _MOST_RADIUS = 13.0, 24.0
_SEED, _BEGINNINGS = 1, 12
_CROSSING = 0.35
_SIDEWAYS, _LOOP = 0.14, 26.0
_WIDEST_NAME, _PITCH = 170, 15
_BESIDE, _LEAST_SIDE = 166.0, 0.6
"""Pixels for names at the sides, and from which share of the way to the side they stand there."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A circle, with its name on a line or two, and how many acts it makes."""

    name: str
    centre: Point
    radius: float
    words: tuple[TextLine, ...]
    count: TextLine


@dataclass(frozen=True, slots=True)
class Arrow:
    """A curve from a circle's edge to another's. `bend`: the control point. `count`: None where it has no number."""

    at: At
    start: Point
    bend: Point
    end: Point
    thickness: float
    count: TextLine | None

    @property
    def middle(self) -> Point:
        """The point of the curve half way, where its number stands."""
        return on_curve(self, 0.5)


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """`nodes`: the most frequent first. `arrows`: by place, the row and column of nodes, the strongest first."""

    matrix: Matrix
    title: tuple[TextLine, ...]
    nodes: tuple[Node, ...]
    arrows: Mapping[At, Arrow]
    width: float
    height: float

    @property
    def places(self) -> tuple[At, ...]:
        """What can be opened: the arrows, the strongest first, then the circles."""
        return (*self.arrows, *((at, NODE) for at in range(len(self.nodes))))

    def box(self, at: At) -> Box:
        """Return the rectangle around a circle, or around the middle of an arrow."""
        if at[1] == NODE:
            node = self.nodes[at[0]]
            return Box(node.centre[0], node.centre[1], 0, 0).grown(node.radius + 2)
        middle = self.arrows[at].middle
        return Box(middle[0], middle[1], 0, 0).grown(11)

    def hit(self, x: float, y: float) -> At | None:
        """Return the circle at a point, else the arrow that is nearest to it within a few pixels."""
        for at, node in enumerate(self.nodes):
            if hypot(x - node.centre[0], y - node.centre[1]) <= node.radius:
                return at, NODE
        near = {at: _distance(arrow, (x, y)) for at, arrow in self.arrows.items()}
        found = min(near, key=lambda at: near[at], default=None)
        return found if found is not None and near[found] <= 5 else None


def ring_of(matrix: Matrix) -> tuple[int, ...]:
    """Return at which place of the ellipse each circle stands: what takes long of the layout, and no letters."""
    names = _nodes(matrix)
    return _order(len(names), _weights(matrix, names))


def lay_out_network(
    matrix: Matrix, caption: str, measure: Measure, ring: tuple[int, ...] | None = None
) -> NetworkLayout:
    """Return where circles and arrows stand; values that stand for no name, and all others, have none.

    `ring`: what `ring_of` found for these acts, None where nobody has asked yet.
    """
    top = float(HEAD if caption else MARGIN)
    names = _nodes(matrix)
    weights = _weights(matrix, names)
    most = max((matrix.made(name) for name in names), default=0)
    radii = [_radius(matrix.made(name), most) for name in names]
    spots = _spots(len(names), top)
    centres = [spots[at] for at in (ring_of(matrix) if ring is None else ring)]
    nodes = tuple(
        _node(name, centre, radius, matrix.made(name), measure)
        for name, centre, radius in zip(names, centres, radii, strict=True)
    )
    strongest = max(weights.values(), default=1)
    by_strength = sorted(weights, key=lambda at: (-weights[at], at))
    arrows = {at: _arrow(at, nodes, weights[at], strongest, measure) for at in by_strength}
    title = heading(measure, TITLE, caption, WIDTH) if caption else ()
    return NetworkLayout(matrix, title, nodes, arrows, WIDTH, top + HEIGHT + MARGIN)


def on_curve(arrow: Arrow, share: float) -> Point:
    """Return the point of a curve at a share of its way."""
    rest = 1 - share
    one, two, three = rest * rest, 2 * rest * share, share * share
    x, y = (one * arrow.start[i] + two * arrow.bend[i] + three * arrow.end[i] for i in (0, 1))
    return x, y


def _nodes(matrix: Matrix) -> list[str]:
    """Return who has a circle: those with the most acts made and received, who have an arrow."""
    names = [name for name in dict.fromkeys((*matrix.sources, *matrix.targets)) if name not in (*APART, OTHERS)]
    tied = [
        name
        for name in names
        if any(max(matrix.count(name, one), matrix.count(one, name)) >= LEAST_ARROW for one in names)
    ]
    return sorted(tied, key=lambda name: (-matrix.made(name) - matrix.received(name), name))[:MOST_NODES]


def _weights(matrix: Matrix, names: Sequence[str]) -> dict[At, int]:
    found = {(i, j): matrix.count(one, other) for i, one in enumerate(names) for j, other in enumerate(names)}
    return {at: count for at, count in found.items() if count >= LEAST_ARROW}


def _radius(count: int, most: int) -> float:
    return _LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * sqrt(count / most if most else 0)


def _spots(count: int, top: float) -> list[Point]:
    """Return the places of the ellipse."""
    across, down = WIDTH / 2 - _BESIDE, HEIGHT / 2 - 62
    middle = (WIDTH / 2, top + HEIGHT / 2 - 8)
    turn = -pi / 2 - (pi / count if count else 0)
    return [
        (middle[0] + across * cos(turn + 2 * pi * at / count), middle[1] + down * sin(turn + 2 * pi * at / count))
        for at in range(count)
    ]


def _order(count: int, weights: Mapping[At, int]) -> tuple[int, ...]:
    """Return the best that is found from some beginnings."""
    spots, unit = _spots(count, 0), WIDTH / 2 - _BESIDE
    apart = [[hypot(one[0] - other[0], one[1] - other[1]) / unit for other in spots] for one in spots]
    pairs = sorted({(min(at), max(at)) for at in weights if at[0] != at[1]})
    both = [(i, j, weights.get((i, j), 0) + weights.get((j, i), 0)) for i, j in pairs]

    def cost(order: Sequence[int]) -> float:
        long = sum(weight * apart[order[i]][order[j]] for i, j, weight in both)
        return long + _CROSSING * _crossings([(order[i], order[j]) for i, j in pairs], count)

    drawn = Random(_SEED)
    best: list[int] = list(range(count))
    for _ in range(_BEGINNINGS):
        order = list(range(count))
        drawn.shuffle(order)
        _improve(order, cost)
        best = min(best, order, key=cost)
    return tuple(best)


def _crossings(chords: Sequence[tuple[int, int]], count: int) -> int:
    """Return how many of the lines between places of a ring cross."""
    ends = [0] * count
    for one, other in chords:
        ends[min(one, other)] |= 1 << max(one, other)
    found = 0
    for one, other in chords:
        first, last = (one, other) if one < other else (other, one)
        for between in range(first + 1, last):
            found += (ends[between] >> (last + 1)).bit_count()
    return found


def _improve(order: list[int], cost: Callable[[Sequence[int]], float]) -> None:
    """Exchange two circles as long as that is better."""
    now, better = cost(order), True
    while better:
        better = False
        for i, j in combinations(range(len(order)), 2):
            order[i], order[j] = order[j], order[i]
            if (then := cost(order)) < now - 1e-9:
                now, better = then, True
            else:
                order[i], order[j] = order[j], order[i]


def _node(name: str, centre: Point, radius: float, count: int, measure: Measure) -> Node:
    shown = _name(name, centre, radius, measure)
    text = number(count) if count else ""
    width = measure.width(text, Face.SMALL)
    inside = TextLine(text, text, centre[0] - width / 2, centre[1] + 4, width, Face.SMALL)
    return Node(name, centre, radius, shown, inside)


def _name(name: str, centre: Point, radius: float, measure: Measure) -> tuple[TextLine, ...]:
    """Put a name outside of the ring of circles: above, below, or in narrow lines at its left or right."""
    side = (centre[0] - WIDTH / 2) / (WIDTH / 2 - _BESIDE)
    if abs(side) > _LEAST_SIDE:
        room = min(centre[0], WIDTH - centre[0]) - radius - 2 * GAP
        parts = wrapped(measure, name, room, 3, Face.STRONG)
        first = centre[1] + 4 - (len(parts) - 1) * _PITCH / 2
    else:
        above = centre[1] < HEAD + HEIGHT / 2
        parts = wrapped(measure, name, _WIDEST_NAME, 2, Face.STRONG)
        first = centre[1] - radius - 8 - (len(parts) - 1) * _PITCH if above else centre[1] + radius + 18
    found = []
    for at, part in enumerate(parts):
        width = measure.width(part, Face.STRONG)
        left = centre[0] - width / 2
        if abs(side) > _LEAST_SIDE:
            left = centre[0] + radius + GAP if side > 0 else centre[0] - radius - GAP - width
        found.append(TextLine(part, " ".join(name.split()), left, first + at * _PITCH, width, Face.STRONG))
    return tuple(found)


def _arrow(at: At, nodes: Sequence[Node], weight: int, strongest: int, measure: Measure) -> Arrow:
    one, other = nodes[at[0]], nodes[at[1]]
    thickness = 1.25 + 4 * (weight / strongest)
    if at[0] == at[1]:
        start, bend, end = _loop(one)
    else:
        bend = _bend(one.centre, other.centre)
        start, end = _edge(one, bend, 1), _edge(other, bend, 4)
    found = Arrow(at, start, bend, end, thickness, None)
    if weight < LEAST_NUMBER:
        return found
    text = number(weight)
    width, (x, y) = measure.width(text, Face.SMALL), found.middle
    words = TextLine(text, text, x - width / 2, y + 4, width, Face.SMALL)
    return Arrow(at, start, bend, end, thickness, words)


def _loop(node: Node) -> tuple[Point, Point, Point]:
    """Return an arrow from a circle to itself, at the side away from its name."""
    x, y = node.centre
    side = 1 if y < HEAD + HEIGHT / 2 else -1
    down = y + side * (node.radius + 1)
    return (x - 7, down), (x, down + side * _LOOP * 1.6), (x + 7, down + side * 2)


def _bend(one: Point, other: Point) -> Point:
    """Return the control point: beside the straight line, at one side there and at the other back."""
    x, y = other[0] - one[0], other[1] - one[1]
    return (one[0] + other[0]) / 2 - y * _SIDEWAYS * 2, (one[1] + other[1]) / 2 + x * _SIDEWAYS * 2


def _edge(node: Node, towards: Point, apart: float) -> Point:
    angle = atan2(towards[1] - node.centre[1], towards[0] - node.centre[0])
    reach = node.radius + apart
    return node.centre[0] + reach * cos(angle), node.centre[1] + reach * sin(angle)


def _distance(arrow: Arrow, point: Point) -> float:
    points = (on_curve(arrow, step / 24) for step in range(25))
    return min(hypot(x - point[0], y - point[1]) for x, y in points)
