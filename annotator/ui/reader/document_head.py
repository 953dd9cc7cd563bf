"""The head of a document as it stands above its text: title, what is known, and the codes of the whole document.

It is a part of the page and scrolls away with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.head_facts import DocumentHead, HeadFact
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.words import word_of

_LONG_TITLE = 80
_TOP, _BELOW, _GAP, _BETWEEN = 12, 32, 8, 6
_DOT = " · "


@dataclass(frozen=True, slots=True)
class _Link:
    place: QRectF
    asks: str


@dataclass(frozen=True, slots=True)
class _Chip:
    mark: Mark
    word: str
    place: QRect


class SetHead:
    """A head that is set in a column. All places are relative to its top and the column's left.

    `whole`: the marks about the whole document; `titles`: of the lanes, which a chip then names.
    """

    def __init__(
        self,
        head: DocumentHead,
        whole: Sequence[Mark],
        metrics: Metrics,
        width: int,
        leftwards: bool,
        titles: Sequence[str] = (),
    ) -> None:
        self._metrics, self._width, self._leftwards = metrics, width, leftwards
        self._layouts: list[QTextLayout] = []
        self._links: list[_Link] = []
        self._chips: list[_Chip] = []
        self.height = _TOP
        self._set_title(head.title)
        self.title_bottom = self.height
        """Above which the window's top hides the title."""
        first, second = head.lines
        if first or second:
            self.height += _GAP
        self._set_facts(first)
        self._set_facts(second)
        if whole:
            self._set_chips(whole, titles)
        self.height += _BELOW

    def link_at(self, point: QPointF) -> str | None:
        """Return the field that a click at a point asks for, None for none."""
        return next((link.asks for link in self._links if link.place.contains(point)), None)

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the mark whose chip is at a point."""
        return next((chip.mark for chip in self._chips if chip.place.contains(point.toPoint())), None)

    def place_of(self, mark_id: str) -> QRect:
        """Return where a mark's chip is; an empty rectangle where it has none."""
        return next((chip.place for chip in self._chips if chip.mark.id == mark_id), QRect())

    def paint(self, painter: QPainter, chips: Chips, active: str | None) -> None:
        """Paint the head; the painter stands at its top and the column's left."""
        painter.setPen(QColor(self._metrics.style.secondary))
        for layout in self._layouts:
            layout.draw(painter, QPointF(0, 0))
        ratio = painter.device().devicePixelRatio()
        for chip in self._chips:
            picture = chips.boxed(chip.word, chip.mark.style_key, chip.mark.id == active, ratio)
            painter.drawPixmap(chip.place.topLeft(), picture)

    def _set_title(self, title: str) -> None:
        if not title:
            return
        font, pitch = self._metrics.title(len(title) > _LONG_TITLE)
        look = QTextCharFormat()
        look.setForeground(QColor(self._metrics.style.ink))
        self._add(title, font, pitch, [(0, len(title), look)], runs_right_to_left(title))

    def _set_facts(self, facts: Sequence[HeadFact]) -> None:
        if not facts:
            return
        style, text, formats, links = self._metrics.style, "", [], []
        for fact in facts:
            text += _DOT if text else ""
            look = QTextCharFormat()
            colour = style.secondary if fact.asks is None else style.accent
            look.setForeground(QColor(style.ink if fact.strong else colour))
            formats.append((len(text), len(fact.text), look))
            if fact.asks is not None:
                links.append((len(text), fact))
            text += fact.text
        layout = self._add(text, self._metrics.margin_font, round(16 * self._metrics.scale), formats, False)
        for start, fact in links:
            line = layout.lineForTextPosition(start)
            left, right = (_x(line.cursorToX(at)) for at in (start, start + len(fact.text)))
            self._links.append(_Link(QRectF(left, line.y() - 2, right - left, line.height() + 4), fact.asks or ""))

    def _add(
        self,
        text: str,
        font: QFont,
        pitch: int,
        formats: Sequence[tuple[int, int, QTextCharFormat]],
        right_to_left: bool,
    ) -> QTextLayout:
        layout = QTextLayout(text, font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if self._leftwards else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        # Absolute, since the other way round "left" means where the text begins.
        option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        ranges = []
        for start, length, look in formats:
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, length, look
            ranges.append(found)
        layout.setFormats(ranges)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, self.height + (pitch - line.height()) / 2))
            self.height += pitch
        layout.endLayout()
        self._layouts.append(layout)
        return layout

    def _set_chips(self, whole: Sequence[Mark], titles: Sequence[str]) -> None:
        self.height += _GAP
        at, high = 0, self._metrics.chip_height
        for mark in whole:
            coder = f"{titles[mark.lane]}: " if mark.lane < len(titles) else ""
            word = word_of(coder + mark.label, mark.doubt)
            width = self._metrics.chip_width(word)
            if at and at + width > self._width:
                at, self.height = 0, self.height + high + _BETWEEN
            left = self._width - at - width if self._leftwards else at
            self._chips.append(_Chip(mark, word, QRect(left, self.height, width, high)))
            at += width + _BETWEEN
        self.height += high


def _x(found: object) -> float:
    """Return the x of what Qt tells of a place in a line: it may come with the place itself."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
