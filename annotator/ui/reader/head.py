"""The running head above the text: what the words at the top of the window belong to, though it began further up.

Like a book's running head it has a room of its own and covers nothing. What is said about the whole document stands
there too, at the other end, so that it is in sight wherever one reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.reader.chips import Chips
from annotator.ui.reader.metrics import CONTINUED, DOUBT, Metrics
from annotator.ui.reader.spanindex import Mark

HEAD_HEIGHT = 28
_GAP = 6
_WHOLE_SHARE = 0.55
"""How much of the head's width the whole document's marks may take."""


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A part of the head over `[left, left + width)`. `title`: the coder whose column stands below, or empty."""

    left: int
    width: int
    title: str = ""
    continuing: tuple[Mark, ...] = ()
    whole: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chip:
    mark: Mark
    word: str
    place: QRect


class RunningHead(QWidget):
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

    def set_active(self, mark_id: str | None) -> None:
        """Fill the chip of the active mark."""
        if mark_id != self._active:
            self._active = mark_id
            self.update()

    def marks_shown(self) -> list[str]:
        """Return the ids of the marks whose chips are seen, from left to right."""
        return [chip.mark.id for chip in sorted(self._placed, key=lambda chip: chip.place.left())]

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
        left = part.left
        if part.title:
            self._caption(left, part.title)
            left += self._metrics.word_width(part.title) + 2 * _GAP
        right = part.left + part.width
        if part.whole:
            caption = self.tr("Whole text")
            room = round(part.width * _WHOLE_SHARE) - self._metrics.word_width(caption) - _GAP
            words = [(mark, self._word(mark, "")) for mark in part.whole]
            used = self._row(words, right, room, from_right=True)
            right -= used + self._metrics.word_width(caption) + _GAP
            self._caption(right, caption)
        words = [(mark, self._word(mark, CONTINUED)) for mark in part.continuing]
        self._row(words, left, right - left - 2 * _GAP)

    def _row(self, words: list[tuple[Mark, str]], x: int, room: int, from_right: bool = False) -> int:
        """Place chips side by side as far as there is room, and say how many are left out; return the width used."""
        shown, used = [], 0
        more = self._metrics.word_width("+99") + _GAP
        for number, (mark, word) in enumerate(words):
            width = self._metrics.chip_width(word) + _GAP
            if used + width + (more if number + 1 < len(words) else 0) > room:
                break
            shown.append((mark, word, used, width))
            used += width
        rest = len(words) - len(shown)
        total = used + (more if rest else 0)
        start = x - total if from_right else x
        top = (HEAD_HEIGHT - self._metrics.chip_height) // 2
        for mark, word, at, width in shown:
            place = QRect(start + at, top, width - _GAP, self._metrics.chip_height)
            self._placed.append(_Chip(mark, word, place))
        if rest:
            self._caption(start + used, f"+{rest}")
        return total

    def _caption(self, left: int, text: str) -> None:
        baseline = (HEAD_HEIGHT - self._metrics.chip_height) // 2 + self._metrics.chip_baseline
        self._captions.append((QPoint(left, baseline), text))

    def _word(self, mark: Mark, prefix: str) -> str:
        by_part = any(part.title for part in self._parts)
        coder = f"{self._titles[mark.lane]}: " if mark.lane < len(self._titles) and not by_part else ""
        return prefix + coder + mark.label + (DOUBT if mark.doubt else "")

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        style, scale = self._metrics.style, self.devicePixelRatioF()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(style.paper))
        if self._line:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(style.hairline))
        painter.setFont(self._metrics.chip_font)
        painter.setPen(QColor(style.secondary))
        for point, text in self._captions:
            painter.drawText(point, text)
        for chip in self._placed:
            active = chip.mark.id == self._active
            painter.drawPixmap(chip.place.topLeft(), self._chips.boxed(chip.word, chip.mark.style_key, active, scale))
        painter.end()

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
