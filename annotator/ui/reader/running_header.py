"""The running head above the text: what the words at the top of the window belong to, though it began further up.

Like a book's running head it has a room of its own and covers nothing. What is said about the whole document stands
there too, at the other end, so that it is in sight wherever one reads. Where nothing goes on from further up it names
the document.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.reader.chips import Chips
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.words import word_of

HEAD_HEIGHT = 28
_GAP = 6
_WHOLE_SHARE = 0.55
"""How much of the head's width the whole document's marks may take."""


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A part of the head over `[left, left + width)`. `title`: the coder whose column stands below, or empty.

    `right_to_left`: the text below begins at the right, and so does the part.
    """

    left: int
    width: int
    title: str = ""
    continuing: tuple[Mark, ...] = ()
    whole: tuple[Mark, ...] = ()
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Chip:
    mark: Mark
    word: str
    place: QRect


class RunningHeader(QWidget):
    """Shows chips. `mark_clicked` carries the id of the one that was clicked."""

    mark_clicked = Signal(str)

    def __init__(self, metrics: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics = metrics
        self._chips = Chips(metrics)
        self._parts: tuple[HeadPart, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._placed: list[_Chip] = []
        self._captions: list[tuple[QPoint, str]] = []
        self._active: str | None = None
        self._line = False
        self._document = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    def set_metrics(self, metrics: Metrics) -> None:
        """Use other fonts and colours."""
        self._metrics, self._chips = metrics, Chips(metrics)
        self._arrange()

    def show_parts(self, parts: Sequence[HeadPart], titles: tuple[str, ...], below_top: bool) -> None:
        """Show these parts; `titles`: of the lanes, which a chip then names; `below_top`: draw a line below."""
        if (tuple(parts), titles, below_top) != (self._parts, self._titles, self._line):
            self._parts, self._titles, self._line = tuple(parts), titles, below_top
            self._arrange()

    def set_document(self, title: str) -> None:
        """Name the document that is shown, on one line."""
        title = " ".join(title.split())
        if title != self._document:
            self._document = title
            self._arrange()

    def set_active(self, mark_id: str | None) -> None:
        """Fill the chip of the active mark."""
        if mark_id != self._active:
            self._active = mark_id
            self.update()

    def chip_at(self, point: QPoint) -> Mark | None:
        """Return the mark whose chip is under a point."""
        return next((chip.mark for chip in self._placed if chip.place.contains(point)), None)

    def place_of(self, mark_id: str) -> QRect:
        """Return where a mark's chip is; an empty rectangle where it has none."""
        return next((chip.place for chip in self._placed if chip.mark.id == mark_id), QRect())

    def _arrange(self) -> None:
        self._placed, self._captions = [], []
        for part in self._parts:
            self._arrange_part(part)
        words = [chip.word for chip in self._placed]
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def _arrange_part(self, part: HeadPart) -> None:
        """Set what goes on from further up where the text begins, and what is said of the whole at the other end."""
        begin = 0
        if part.title:
            begin += self._caption(part, 0, part.title) + 2 * _GAP
        room = part.width - begin
        if part.whole:
            caption = self.tr("Whole text")
            width = self._metrics.word_width(caption) + _GAP
            words = [(mark, self._word(mark, part, False)) for mark in part.whole]
            shown, used = self._fitting(words, round(part.width * _WHOLE_SHARE) - width)
            at = part.width - used - width
            self._caption(part, at, caption)
            self._row(part, at + width, words, shown)
            room = at - begin - 2 * _GAP
        words = [(mark, self._word(mark, part, True)) for mark in part.continuing]
        if words:
            self._row(part, begin, words, self._fitting(words, room)[0])
        elif self._document and self._line and not part.title:
            font = QFontMetricsF(self._metrics.chip_font)
            self._caption(part, begin, font.elidedText(self._document, Qt.TextElideMode.ElideRight, room))

    def _fitting(self, words: list[tuple[Mark, str]], room: int) -> tuple[int, int]:
        """Return how many chips there is room for, and the width that they and the number of the others take."""
        used, more = 0, self._metrics.word_width("+99") + _GAP
        for number, (_, word) in enumerate(words):
            width = self._metrics.chip_width(word) + _GAP
            if used + width + (more if number + 1 < len(words) else 0) > room:
                return number, used + more
            used += width
        return len(words), used

    def _row(self, part: HeadPart, at: int, words: list[tuple[Mark, str]], shown: int) -> None:
        """Place so many chips side by side from `at` on, and say how many are left out."""
        top = (HEAD_HEIGHT - self._metrics.chip_height) // 2
        for mark, word in words[:shown]:
            width = self._metrics.chip_width(word)
            left = self._left(part, at, width)
            self._placed.append(_Chip(mark, word, QRect(left, top, width, self._metrics.chip_height)))
            at += width + _GAP
        if shown < len(words):
            self._caption(part, at, f"+{len(words) - shown}")

    def _left(self, part: HeadPart, at: int, width: int) -> int:
        """Return the x of what stands `at` pixels from where a part begins."""
        return part.left + (part.width - at - width if part.right_to_left else at)

    def _caption(self, part: HeadPart, at: int, text: str) -> int:
        """Write words in the secondary colour; return their width."""
        width = self._metrics.word_width(text)
        baseline = (HEAD_HEIGHT - self._metrics.chip_height) // 2 + self._metrics.chip_baseline
        self._captions.append((QPoint(self._left(part, at, width), baseline), text))
        return width

    def _word(self, mark: Mark, part: HeadPart, continues: bool) -> str:
        by_part = any(each.title for each in self._parts)
        coder = f"{self._titles[mark.lane]}: " if mark.lane < len(self._titles) and not by_part else ""
        return word_of(coder + mark.label, mark.doubt, continues, part.right_to_left)

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            # A painter that is left open ends the process.
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        style, scale = self._metrics.style, self.devicePixelRatioF()
        painter.fillRect(self.rect(), QColor(style.paper))
        if self._line and (self._captions or self._placed):
            # With nothing to say the head is a part of the page's margin.
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(style.hairline))
        painter.setFont(self._metrics.chip_font)
        painter.setPen(QColor(style.secondary))
        for point, text in self._captions:
            painter.drawText(point, text)
        for chip in self._placed:
            active = chip.mark.id == self._active
            painter.drawPixmap(chip.place.topLeft(), self._chips.boxed(chip.word, chip.mark.style_key, active, scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.chip_at(event.position().toPoint())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.mark_clicked.emit(mark.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.chip_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.chip_at(event.pos())
            QToolTip.showText(event.globalPos(), mark.label if mark else "", self)
            return True
        return super().event(event)
