"""The words and the caret: on the tints and the bars, so that both stay readable."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.model.span import Extent
from annotator.ui.reader.layers.layer import Area, PageLayer, Painted, Spot, Target, lines_of, strip
from annotator.ui.reader.layers.marks import innermost_first, shown_at
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.sheet import caret_in

_ALL = 1 << 30


class WordsLayer(PageLayer):
    """A click on words reaches all marks over them."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene, overhang = area.scene, area.scene.metrics.line
        reach = QRectF(area.clip).adjusted(-_ALL, -overhang, _ALL, overhang)
        painter.setPen(QColor(scene.metrics.style.ink))
        for painted in area.pieces:
            for left in scene.lefts:
                painted.piece.layout.draw(painter, QPointF(left, painted.y), [], reach)
        self._paint_caret(painter, area)

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        if not 0 <= spot.y < text_bottom(spot.line, scene.metrics):
            return None
        under = [each.mark for each in shown_at(scene, spot) if any(a <= spot.x < b for a, b in each.ranges)]
        return Target(innermost_first(under), on_text=True)

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        yield from _moved(before, now)
        if _caret_look(before) != _caret_look(now):
            yield from lines_of(now, [Extent(at, at + 1) for at in {before.shown.caret, now.shown.caret}])

    def _paint_caret(self, painter: QPainter, area: Area) -> None:
        scene, caret = area.scene, area.scene.shown.caret
        for piece, y in ((each.piece, each.y) for each in area.pieces if _has_caret(each, caret)):
            style = scene.metrics.style
            colour = style.caret if scene.has_focus else style.faint_caret
            place = caret_in(piece, caret, scene.metrics).translated(scene.lefts[scene.shown.column], y)
            painter.fillRect(place, QColor(colour))


def text_bottom(line: ShapedLine, metrics: Metrics) -> float:
    """Return how far below a line's top its words reach: the rows of bars begin there, or its lanes."""
    return line.baseline - metrics.baseline + metrics.row_tops[1] - 1


def _has_caret(painted: Painted, caret: int) -> bool:
    piece = painted.piece
    return piece.start <= caret < piece.stop or (caret == piece.stop and piece.ends_paragraph)


def _caret_look(scene: Scene) -> tuple[int, int, bool]:
    return scene.shown.caret, scene.shown.column, scene.has_focus


def _moved(before: Scene, now: Scene) -> Iterator[QRect]:
    """Yield all of the window from the first line on that moved or grew.

    A line that grew stands above what came into the window or left it.
    """
    if before.pieces is now.pieces:
        return
    for old, new in zip(before.pieces, now.pieces, strict=False):
        if (old.piece.number, old.y) != (new.piece.number, new.y):
            top = min(old.y, new.y)
            yield strip(now, top, now.height - top)
            return
        for was, line in zip(old.lines, new.lines, strict=True):
            if was[:2] != line[:2]:
                top = new.y + min(was.top, line.top)
                yield strip(now, top, now.height - top)
                return
