"""The sentences in the margin, beside the lines where their marks begin."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from annotator.ui.reader.bars import PixelGrid, bars_of
from annotator.ui.reader.layers.layer import Area, PageLayer, Spot, Target, unmoved
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.scene import Scene, SeenPiece
from annotator.ui.reader.sentences import BAR_WIDTH, INDENT, Sentence, SentenceLook, set_words
from annotator.ui.reader.style import ReaderStyle

_KEPT = 400
_OVERHANG = 3
"""What letters may reach above and below the rows that they stand in."""


class SaidLayer(PageLayer):
    """A click on a sentence reaches its marks."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._drawn_with: Metrics | None = None

    def paint(self, painter: QPainter, area: Area) -> None:
        scene, active = area.scene, area.scene.shown.active_id
        if scene.metrics is not self._drawn_with:
            self._pixmaps, self._drawn_with = {}, scene.metrics
        for each, place in ((each, _place(scene, seen, each)) for seen, _ in area.pieces for each in seen.sentences):
            if place.top() <= area.clip.bottom() and place.bottom() >= area.clip.top():
                is_active = active is not None and each.says(active)
                painter.drawPixmap(place.topLeft(), self._pixmap(each, is_active, area.ratio, scene.metrics))

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        y = spot.line.top + spot.y
        found = next((each for each in spot.seen.sentences if each.contains(spot.x, y)), None)
        return Target(found.marks, on_bar=True, on_sentence=True) if found is not None else None

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        old_active, new_active = before.shown.active_id, now.shown.active_id
        for old, new in unmoved(before, now):
            if old.sentences is not new.sentences:
                looks = [_looks(old, new_active), _looks(new, new_active)]
                yield from (_place(now, new, looks[key in looks[1]][key]) for key in looks[0].keys() ^ looks[1].keys())
        if old_active != new_active:
            for seen in now.pieces:
                for each in seen.sentences:
                    if each.says(old_active) != each.says(new_active):
                        yield _place(now, seen, each)

    def _pixmap(self, sentence: Sentence, active: bool, ratio: float, metrics: Metrics) -> QPixmap:
        """Return the words as a picture: drawing text costs ten times what drawing a small picture does."""
        look = (sentence.marks[0].style_key, sentence.counts)
        key = sentence.saying, look, sentence.rows, sentence.width, sentence.height, active, ratio
        if key not in self._pixmaps:
            if len(self._pixmaps) >= _KEPT:
                self._pixmaps.clear()
            self._pixmaps[key] = _drawn(sentence, active, ratio, metrics)
        return self._pixmaps[key]


def setting_of(sentence: Sentence, active: bool, style: ReaderStyle) -> SentenceLook:
    """Return how a sentence is set: that of the active mark stronger, in ink."""
    ink = style.ink if active else style.secondary
    doubt = style.word_colour(sentence.marks[0].style_key)
    strong = active and not sentence.counts
    return SentenceLook(sentence.rows, sentence.width - INDENT, strong, ink, style.conflict, doubt)


def _place(scene: Scene, seen: SeenPiece, sentence: Sentence) -> QRect:
    """Return where the picture of a sentence stands in the window."""
    corner = QPoint(scene.lefts[0] + sentence.left, seen.y + sentence.top - _OVERHANG)
    return QRect(corner.x(), corner.y(), sentence.width, sentence.height + 2 * _OVERHANG)


def _looks(seen: SeenPiece, active: str | None) -> dict[object, Sentence]:
    """Return the sentences of a piece by what tells how each is painted."""
    return {
        (each.saying, each.left, each.top, each.rows, each.marks[0].style_key, each.counts, each.says(active)): each
        for each in seen.sentences
    }


def _drawn(sentence: Sentence, active: bool, ratio: float, metrics: Metrics) -> QPixmap:
    height = sentence.height + 2 * _OVERHANG
    pixmap = QPixmap(max(1, round(sentence.width * ratio)), max(1, round(height * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    layout = set_words(sentence.saying, metrics, setting_of(sentence, active, metrics.style))
    row = metrics.line / 2
    top = _OVERHANG + (row - metrics.margin_ascent - metrics.margin_descent) / 2
    painter = QPainter(pixmap)
    layout.draw(painter, QPointF(INDENT, top))
    if not sentence.counts:
        swatch = PlacedMark(sentence.marks[0], [(0.0, BAR_WIDTH + 1.0)], True, True)
        swatch.top = top + metrics.margin_ascent * 0.6
        bars_of([swatch], metrics.style, PixelGrid(1.0, ratio), strong=active).paint(painter)
    painter.end()
    return pixmap
