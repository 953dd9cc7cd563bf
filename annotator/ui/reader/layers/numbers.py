"""The gutter before the text: the numbers of paragraphs and the pages of the source."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from annotator.model.span import Extent
from annotator.ui.reader.gutter import pages_in, paint_gutter
from annotator.ui.reader.layers.layer import Area, PageLayer, lines_of
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.shaping import ShapedPiece


class NumbersLayer(PageLayer):
    """It only shows. Side by side there is no room for it."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene = area.scene
        if len(scene.lefts) > 1:
            return
        left = scene.lefts[0]
        for painted in area.pieces:
            painter.translate(left, painted.y)
            clip = area.clip.translated(-left, -painted.y)
            paint_gutter(painter, painted.piece, clip, scene.shown.pages, scene.metrics)
            painter.translate(-left, -painted.y)

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        if before.shown.pages is now.shown.pages:
            return
        for seen in now.pieces:
            old, new = (_said(seen.piece, scene.shown.pages) for scene in (before, now))
            places = [(old if key in old else new)[key] for key in old.keys() ^ new.keys()]
            yield from lines_of(now, [Extent(at, at + 1) for at in places])


def _said(piece: ShapedPiece, pages: Sequence[int]) -> dict[tuple[int, str], int]:
    """Return where pages begin in a piece, by the number of the line and what is said there."""
    return {(piece.line_at(at), said): at for at, said in pages_in(piece, pages)}
