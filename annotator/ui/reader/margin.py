"""The margin with the sentences of marks: what is said, kept per piece until something moves, and painted.

Only pieces that come into view are asked for theirs, so that it does not matter how many marks a document has.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from annotator.acts.saying import Saying
from annotator.ui.reader.bars import PixelGrid, bars_of
from annotator.ui.reader.column_placement import Across
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.sentences import BAR_WIDTH, INDENT, Sentence, SentenceLook, sentences_of, set_words
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.style import ReaderStyle

_KEPT = 400
_OVERHANG = 3
"""What letters may reach above and below the rows that they stand in."""


class Margin:
    """What is said of which mark."""

    def __init__(self) -> None:
        self._said: dict[str, Saying] = {}
        self._version = 0
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}

    @property
    def said(self) -> Mapping[str, Saying]:
        """The sentences by the ids of their marks."""
        return MappingProxyType(self._said)

    def put(self, said: Mapping[str, Saying]) -> None:
        """Say this and nothing else."""
        self._said = dict(said)
        self._version += 1

    def change(self, changes: Mapping[str, Saying | None]) -> None:
        """Say some things anew, and (None) others no more."""
        self._version += 1
        for mark_id, saying in changes.items():
            if saying is None:
                self._said.pop(mark_id, None)
            else:
                self._said[mark_id] = saying

    def forget_pixmaps(self) -> None:
        """Draw anew, in another style."""
        self._pixmaps.clear()

    def of(self, piece: ShapedPiece, metrics: Metrics, place: Across) -> list[Sentence]:
        """Return the sentences beside a piece."""
        key = self._version, place
        kept = piece.sentences
        if not isinstance(kept, tuple) or kept[0] != key:
            kept = piece.sentences = key, sentences_of(piece, self._said, metrics, place)
        found: list[Sentence] = kept[1]
        return found

    def paint(
        self, painter: QPainter, sentences: list[Sentence], clip: QRect, metrics: Metrics, active: str | None
    ) -> None:
        """Paint the sentences of a piece that meet `clip`, both relative to it; that of the active mark in full ink."""
        ratio = painter.device().devicePixelRatio()
        for each in sentences:
            if each.top - _OVERHANG <= clip.bottom() and each.top + each.height + _OVERHANG > clip.top():
                is_active = active is not None and each.says(active)
                picture = self._pixmap(each, is_active, ratio, metrics)
                painter.drawPixmap(QPoint(each.left, each.top - _OVERHANG), picture)

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
