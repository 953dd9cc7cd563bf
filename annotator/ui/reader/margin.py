"""The margin with the sentences of acts: what is said, kept per piece until something moves, and painted.

Only pieces that come into view are asked for theirs, so that it does not matter how many acts a document has.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sentences import Room, Sentence, sentences_of
from annotator.ui.reader.shaping import ShapedPiece

_KEPT = 400


class Margin:
    """What is said of which mark. `is_kept`: sentences have been given, be it none, so that room is kept for them."""

    def __init__(self) -> None:
        self.is_kept = False
        self._said: dict[str, str] = {}
        self._version = 0
        self._pixmaps: dict[tuple[tuple[str, ...], str, float], QPixmap] = {}

    @property
    def said(self) -> Mapping[str, str]:
        """The sentences by the ids of their marks."""
        return MappingProxyType(self._said)

    def put(self, said: Mapping[str, str]) -> None:
        """Say this and nothing else."""
        self._said, self.is_kept = dict(said), True
        self._version += 1

    def change(self, changes: Mapping[str, str | None]) -> None:
        """Say some things anew, and (None) others no more."""
        self.is_kept = True
        self._version += 1
        for mark_id, text in changes.items():
            if text is None:
                self._said.pop(mark_id, None)
            else:
                self._said[mark_id] = text

    def clear(self) -> None:
        """Say nothing; the room is kept."""
        self._said = {}
        self._version += 1

    def forget_pixmaps(self) -> None:
        """Draw anew, in another style."""
        self._pixmaps.clear()

    def of(self, piece: ShapedPiece, metrics: Metrics, room: Room) -> list[Sentence]:
        """Return the sentences beside a piece."""
        if not self._said:
            return []
        key = self._version, room
        kept = piece.sentences
        if not isinstance(kept, tuple) or kept[0] != key:
            kept = piece.sentences = key, sentences_of(piece, self._said, metrics, room)
        found: list[Sentence] = kept[1]
        return found

    def paint(
        self, painter: QPainter, sentences: list[Sentence], clip: QRect, metrics: Metrics, active: str | None
    ) -> None:
        """Paint the sentences of a piece that meet `clip`, both relative to it; that of the active mark in full ink."""
        style, scale = metrics.style, painter.device().devicePixelRatio()
        for each in sentences:
            if each.top <= clip.bottom() and each.top + each.height > clip.top():
                ink = style.ink if active is not None and each.says(active) else style.secondary
                painter.drawPixmap(QPoint(each.left, each.top), self._pixmap(each, ink, scale, metrics))

    def _pixmap(self, sentence: Sentence, ink: str, scale: float, metrics: Metrics) -> QPixmap:
        """Return the words as a picture: drawing text costs ten times what drawing a small picture does."""
        key = sentence.shown, ink, scale
        if key not in self._pixmaps:
            if len(self._pixmaps) >= _KEPT:
                self._pixmaps.clear()
            self._pixmaps[key] = _drawn(sentence, ink, scale, metrics)
        return self._pixmaps[key]


def _drawn(sentence: Sentence, ink: str, scale: float, metrics: Metrics) -> QPixmap:
    pixmap = QPixmap(max(1, round(sentence.width * scale)), max(1, round(sentence.height * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(metrics.small_font)
    painter.setPen(QColor(ink))
    for number, row in enumerate(sentence.shown):
        painter.drawText(QPointF(0, number * metrics.small_height + metrics.small_baseline), row)
    painter.end()
    return pixmap
