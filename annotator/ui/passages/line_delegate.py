"""A passage on a line: its label and what is done, the words before it, it itself in bold, what follows, and where.

All passages begin below each other (key word in context). In a text that runs from right to left they end below each
other at the same place, and what is before them stands at their right.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.codebook import Codebook, Label
from annotator.operations.passages.arranging import LineHeading
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import ShownLine
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.flat_button import bold
from annotator.ui.kit.rows import paint_ground
from annotator.ui.kit.swatch import HEIGHT, WIDTH, paint_swatch
from annotator.ui.kit.widgets import draw_elided
from annotator.ui.passages.line_model import LINE, NOBODY, ROW, TICKED

HIGH = 32
"""Pixels of a line, and of a heading among lines."""
_SIDE, _TICK, _GAP = 12, 16, 12
_WHOLE = "the whole document"
_SERIF_PX = 15
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LineColumns:
    """Where the parts of a line stand, from its left edge; `axis`: where passages begin, in a text from the left."""

    verb: tuple[int, int]
    before: int
    axis: int
    end: int
    where: tuple[int, int]

    @classmethod
    def of(cls, width: int, has_label: bool = True) -> "LineColumns":
        """Share the pixels of a line out; words that are not coded have more of them."""
        verb = max(56, min(96, width // 9)) if has_label else 0
        where = max(96, min(200, width // 4))
        begin = _SIDE + _TICK + WIDTH + 8 + verb + _GAP if has_label else _SIDE + _TICK
        end = width - _SIDE - where - _GAP
        axis = begin + max(0, end - begin) * 43 // 100
        return cls((_SIDE + _TICK + WIDTH + 8, verb), begin, axis, end, (width - _SIDE - where, where))


class LineDelegate(QStyledItemDelegate):
    """Draws rows of `FoundLines`, each of one height."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: dict[str, Label] = {}

    def set_codebook(self, codebook: Codebook) -> None:
        """Draw labels as in this codebook."""
        self.labels = {label.id: label for label in codebook.labels}

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW)
        painter.save()
        if isinstance(row, LineHeading):
            paint_heading(painter, option.rect, row)
        else:
            paint_ground(painter, option)
            paint_mark(painter, option.rect, self.labels.get(row.label or ""), bool(index.data(TICKED)))
            self._paint_line(painter, option.rect, row, index.data(LINE))
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), QColor(theme.current().hairline)
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, HIGH)

    def _paint_line(self, painter: QPainter, area: QRect, line: PassageLine, shown: ShownLine | None) -> None:
        columns, look = LineColumns.of(area.width(), line.label is not None), theme.current()
        label = self.labels.get(line.label or "")
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        left, width = columns.verb
        verb = shown.verb if shown is not None else label.name if label is not None else ""
        draw_elided(painter, QRect(area.left() + left, area.top(), width, area.height()), verb)
        if shown is None:
            return
        between = QRect(area.left() + columns.before, area.top(), columns.end - columns.before, area.height())
        paint_concordance(painter, between, area.left() + columns.axis, shown)
        painter.setPen(QColor(look.secondary))
        painter.setFont(theme.interface_font())
        paint_where(painter, QRect(area.left() + columns.where[0], area.top(), columns.where[1], area.height()), shown)


def paint_heading(painter: QPainter, area: QRect, row: LineHeading) -> None:
    """Draw what stands above the lines of a group, and how many they are."""
    look = theme.current()
    painter.fillRect(area, QColor(look.frame))
    painter.setPen(QColor(look.ink))
    painter.setFont(bold())
    number = f"{row.number:,}"
    inside = area.adjusted(_SIDE, 0, -_SIDE, 0)
    room = inside.width() - QFontMetrics(painter.font()).horizontalAdvance(number) - _GAP
    name = QFontMetrics(painter.font()).elidedText(row.name or NOBODY, Qt.TextElideMode.ElideRight, room)
    draw_elided(painter, QRect(inside.left(), area.top(), room, area.height()), row.name or NOBODY)
    end = inside.left() + QFontMetrics(painter.font()).horizontalAdvance(name) + 8
    painter.setPen(QColor(look.secondary))
    painter.setFont(theme.interface_font())
    draw_elided(painter, QRect(end, area.top(), inside.right() - end, area.height()), number)


def paint_mark(painter: QPainter, area: QRect, label: Label | None, is_ticked: bool, high: int = HIGH) -> None:
    """Draw the bar of the label, and before it whether the line is ticked."""
    look = theme.current()
    if is_ticked:
        painter.setPen(QColor(look.accent))
        painter.setFont(bold())
        painter.drawText(QRect(area.left() + 6, area.top(), _TICK, high), Qt.AlignmentFlag.AlignCenter, "✓")
    if label is not None:
        mark = QRect(area.left() + _SIDE + _TICK - 4, area.top() + (high - HEIGHT) // 2, WIDTH, HEIGHT)
        paint_swatch(painter, mark.toRectF(), label.colour, label.cue)


def paint_where(painter: QPainter, area: QRect, shown: ShownLine) -> None:
    """Draw the document and its date: where there is too little room for both, of the document's title less."""
    behind = f" · {shown.date}" if shown.date else ""
    metrics = QFontMetrics(painter.font())
    date, title = metrics.horizontalAdvance(behind), " ".join(shown.document.title.split())
    room = max(min(area.width() - date, metrics.horizontalAdvance(title) + 1), 0)
    draw_elided(painter, QRect(area.left(), area.top(), room, area.height()), title)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QRect(area.left() + room, area.top(), date + 2, area.height()), flags, behind)


class ConcordanceFonts(NamedTuple):
    """The fonts of a line, measured once: a window paints some forty of them at a time."""

    plain: QFont
    strong: QFont
    of_plain: QFontMetrics
    of_strong: QFontMetrics
    gap: int

    @classmethod
    @lru_cache(maxsize=1)
    def made(cls) -> "ConcordanceFonts":
        """Return them."""
        plain = theme.serif_font(_SERIF_PX)
        strong = QFont(plain)
        strong.setBold(True)
        metrics = QFontMetrics(plain)
        return cls(plain, strong, metrics, QFontMetrics(strong), metrics.horizontalAdvance(" "))


def paint_concordance(painter: QPainter, area: QRect, axis: int, shown: ShownLine) -> None:
    """Draw what is before a passage up to the axis, and from there on the passage, and what is behind it."""
    look, fonts = theme.current(), ConcordanceFonts.made()
    is_mirrored = runs_right_to_left(shown.words or shown.before)
    before, words, behind = shown.before, shown.words or _WHOLE, shown.behind
    left = QRect(area.left(), area.top(), axis - area.left(), area.height())
    right = QRect(axis, area.top(), area.right() - axis, area.height())
    of_before, of_words = (right, left) if is_mirrored else (left, right)
    secondary = QColor(look.secondary)
    painter.setFont(fonts.plain)
    painter.setPen(secondary)
    room = _less(of_before, fonts.gap if before[-1:].isspace() else 0, is_mirrored)
    _draw(painter, fonts.of_plain, room, before.strip(), not is_mirrored, is_mirrored, begins=False)
    painter.setFont(fonts.strong)
    painter.setPen(QColor(look.ink))
    took = _draw(painter, fonts.of_strong, of_words, words.strip(), is_mirrored, is_mirrored)
    room = _less(of_words, took + (fonts.gap if behind[:1].isspace() else 0), not is_mirrored)
    if room.width() > 0:
        painter.setFont(fonts.plain)
        painter.setPen(secondary)
        _draw(painter, fonts.of_plain, room, behind.strip(), is_mirrored, is_mirrored)


def _less(area: QRect, pixels: int, at_left: bool) -> QRect:
    """Return an area without so many pixels at its left, else at its right."""
    return area.adjusted(pixels, 0, 0, 0) if at_left else area.adjusted(0, 0, -pixels, 0)


_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
_EDGES = {True: int(Qt.AlignmentFlag.AlignRight), False: int(Qt.AlignmentFlag.AlignLeft)}
_WAYS = {True: int(Qt.TextFlag.TextForceRightToLeft), False: int(Qt.TextFlag.TextForceLeftToRight)}
_NARROWEST = 3
"""Pixels of the narrowest letters: what is longer than that need not be measured."""


def _draw(
    painter: QPainter,
    metrics: QFontMetrics,
    area: QRect,
    text: str,
    at_right: bool,
    is_mirrored: bool,
    begins: bool = True,
) -> int:
    """Draw words against one edge of an area, and return the pixels that they took.

    `begins`: whether their beginning is seen and their end left out where they do not fit, else the other way round.
    """
    width = area.width()
    if width <= 0 or not text:
        return 0
    most = width // _NARROWEST + 2
    text = text if len(text) <= most else text[:most] if begins else text[-most:]
    way = Qt.TextElideMode.ElideRight if begins else Qt.TextElideMode.ElideLeft
    words = metrics.elidedText(text, way, width)
    painter.drawText(area, _LINE | _EDGES[at_right] | _WAYS[is_mirrored], words)
    return metrics.horizontalAdvance(words) if begins else 0
