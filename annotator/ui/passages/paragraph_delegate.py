"""A passage within its paragraph, on four lines below what it says and where it stands; the passage in bold."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import ShownLine
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.widgets import draw_elided
from annotator.ui.passages.line_delegate import LineColumns, LineDelegate, paint_where

_TOP, _LINE, _LINES = 30, 22, 4
TALL = _TOP + _LINES * _LINE + 10
"""Pixels of a paragraph, and of a heading among paragraphs."""
_SERIF_PX, _SIDE = 15, 12
_WHOLE = "the whole document"


class ParagraphDelegate(LineDelegate):
    """Draws rows of `FoundLines` whose words reach to the edges of their paragraphs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(120, TALL)

    def _paint_line(self, painter: QPainter, area: QRect, line: PassageLine, shown: ShownLine | None) -> None:
        columns, look = LineColumns.of(area.width()), theme.current()
        label = self.labels.get(line.label or "")
        left, where = area.left() + columns.verb[0], area.left() + columns.where[0]
        painter.setPen(QColor(look.ink))
        painter.setFont(theme.interface_font())
        said = shown.sentence if shown is not None else label.name if label is not None else ""
        draw_elided(painter, QRect(left, area.top(), where - left - _SIDE, _TOP), said)
        if shown is None:
            return
        painter.setPen(QColor(look.secondary))
        paint_where(painter, QRect(where, area.top(), columns.where[1], _TOP), shown)
        inside = QRect(left, area.top() + _TOP, area.right() - _SIDE - left, _LINES * _LINE)
        paint_paragraph(painter, inside, shown)


def paint_paragraph(painter: QPainter, area: QRect, shown: ShownLine) -> None:
    """Draw as much of a paragraph as fits, the passage itself from its beginning."""
    look, serif = theme.current(), theme.serif_font(_SERIF_PX)
    words = shown.words or _WHOLE
    before = _end_of(shown.before.lstrip(), serif, area.width() * 3 // 2)
    text = f"{before}{words}{shown.behind}"
    layout = QTextLayout(text, serif)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    is_mirrored = runs_right_to_left(words)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats([_strong(_units(before), _units(words), QColor(look.ink))])
    layout.beginLayout()
    for number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, number * _LINE))
    layout.endLayout()
    painter.setPen(QColor(look.secondary))
    painter.setClipRect(area)
    layout.draw(painter, QPointF(area.topLeft()))
    painter.setClipping(False)


def _strong(start: int, length: int, ink: QColor) -> QTextLayout.FormatRange:
    """Return the format of the passage, in UTF-16 units."""
    found = QTextLayout.FormatRange()
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setForeground(ink)
    found.start, found.length, found.format = start, length, form
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _end_of(text: str, font: QFont, width: int) -> str:
    """Return as much of the end of a text as needs so many pixels on one line."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideLeft, width) if text else text
