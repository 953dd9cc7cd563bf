"""What a layer of the page is: it paints, tells what lies under a point, and which parts of the window look otherwise.

A layer knows the scene and nothing else, so that what is seen, what is hit and what is painted again follow from the
same places. A new one is a file in this folder and a line in `LAYERS`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from annotator.model.span import Extent
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.placing import lines_met
from annotator.ui.reader.scene import Scene, SeenPiece
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark

Edge = Literal["start", "stop"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a click would reach. `marks`: under the point, the innermost first; `on_bar`: by bar or sentence.

    `on_head`: on the document's head, of which `asks` is the field that is asked for. `suggestion`: the number of the
    one under the point, which is pointed at and not clicked.
    """

    marks: tuple[Mark, ...] = ()
    on_bar: bool = False
    edge: Edge | None = None
    on_text: bool = False
    on_sentence: bool = False
    on_head: bool = False
    asks: str | None = None
    suggestion: int | None = None


class Spot(NamedTuple):
    """A point of the window as a place on the nearest line: `x` is relative to the column, `y` to the line's top."""

    point: QPointF
    column: int
    seen: SeenPiece
    number: int
    line: ShapedLine
    x: float
    y: float


class Painted(NamedTuple):
    """A piece that meets what is painted, with those of its lines that do, each with its number."""

    seen: SeenPiece
    lines: Sequence[tuple[int, ShapedLine]]

    @property
    def piece(self) -> ShapedPiece:
        """The piece itself."""
        return self.seen.piece

    @property
    def y(self) -> int:
        """The y of its top."""
        return self.seen.y


class Area:
    """A rectangle of a scene that is painted, and what meets it."""

    def __init__(self, scene: Scene, clip: QRect, ratio: float) -> None:
        """`ratio`: how many of the device's pixels are one."""
        self.scene, self.clip, self.ratio = scene, clip, ratio
        # Glyphs may reach beyond their line: a piece just outside of what is painted is drawn as well.
        reach = scene.metrics.line
        top, bottom = clip.top(), clip.bottom()
        self.pieces = [
            Painted(
                seen,
                [
                    (number, line)
                    for number, line in enumerate(seen.piece.lines)
                    if seen.y + line.top <= bottom and seen.y + line.top + line.height >= top
                ],
            )
            for seen in scene.pieces
            if seen.y <= bottom + reach and seen.y + seen.height + reach >= top
        ]


class PageLayer(ABC):
    """A layer of the page; what it keeps besides is only what it has drawn before.

    `scrolls`: whether it moves with the text, so that what is shifted on the screen need not be painted.
    """

    scrolls = True

    @abstractmethod
    def paint(self, painter: QPainter, area: Area) -> None:
        """Paint what is of this layer in an area; the painter stands at the window's corner and is left there."""

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        """Return what of this layer a click would reach; None where there is nothing, or it only shows."""
        return None

    @abstractmethod
    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        """Yield what of the window has to be painted again, where it showed one scene and is to show another.

        Text that moved is told by the layer of the words: from there on all below is painted, by all layers.
        """


def lines_of(scene: Scene, extents: Iterable[Extent]) -> Iterator[QRect]:
    """Yield the lines in the window that ranges meet, over its whole width."""
    wanted = tuple(extents)
    if not wanted:
        return
    first, last = min(extent.start for extent in wanted), max(extent.stop for extent in wanted)
    for seen in scene.pieces:
        piece = seen.piece
        if piece.start <= last and piece.stop + 1 >= first:
            for number in lines_met(piece, wanted):
                line = piece.lines[number]
                yield strip(scene, seen.y + line.top, line.height)


def strip(scene: Scene, top: int, height: int) -> QRect:
    """Return a part of the window over its whole width."""
    return QRect(0, top, scene.width, height)


def unmoved(before: Scene, now: Scene) -> Iterator[tuple[SeenPiece, SeenPiece]]:
    """Yield the pieces that stand where they stood, as they were and as they are, down to the first that moved.

    Those in which nothing can have changed are left out.
    """
    if before.pieces is now.pieces:
        return
    for old, new in zip(before.pieces, now.pieces, strict=False):
        if (old.piece.number, old.y) != (new.piece.number, new.y):
            return
        if old is not new:
            yield old, new


def not_in_both(some: Sequence[Extent], others: Sequence[Extent]) -> Iterator[Extent]:
    """Yield what is covered by one of two lists of ranges alone, as ranges; lists of one each are compared exactly."""
    if some == others:
        return
    if len(some) == len(others) == 1 and some[0].start < others[0].stop and others[0].start < some[0].stop:
        (a, b), (c, d) = some[0], others[0]
        yield from (Extent(min(x, y), max(x, y)) for x, y in ((a, c), (b, d)) if x != y)
    else:
        yield from {*some} ^ {*others}
