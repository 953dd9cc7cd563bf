"""How a row of the queue, or of the differences from gold, is drawn: the words on two lines, then who says what."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.text import TextIndex
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.flat_button import bold
from annotator.ui.kit.rows import ROW_ROLE, paint_ground
from annotator.ui.kit.widgets import draw_elided

_Index = QModelIndex | QPersistentModelIndex
HIGH, HEAD = 64, 26
HEAD_ROLE = ROW_ROLE + 1
"""Whether a title stands over a row: a list whose rows are not all of one height asks that of each of them."""
_LINE, _SIDE, _MARK = 18, 12, 16
_KEPT = 2_000


class CaseRow(NamedTuple):
    """What a row shows. `words`: of the passage; `said`: who says what; `mark`: how it stands.

    `document`: its title, or where in it the passage is, for the second line where the words take but one.

    `head`: the title of the document, over the first of its cases where they are listed by document.
    """

    words: str
    document: str
    said: str
    mark: str = ""
    head: str = ""


class CaseDelegate(QStyledItemDelegate):
    """Draws the `CaseRow` that a model gives under `ROW_ROLE`."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        # Where the first line of some words ends: a line is broken once, and drawn whenever it comes into sight.
        self._breaks: dict[tuple[str, int], int] = {}

    def break_of(self, words: str, width: int, font: QFont) -> int:
        """Return how many characters stand on the first line."""
        key = words, width
        if key not in self._breaks:
            if len(self._breaks) > _KEPT:
                self._breaks.clear()
            made = QTextLayout(words, font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            made.setTextOption(option)
            made.beginLayout()
            line = made.createLine()
            if line.isValid():
                line.setLineWidth(max(width, 20))
                line.setPosition(QPointF(0, 0))
            self._breaks[key] = TextIndex(words).from_qt(line.textLength()) if line.isValid() else 0
            made.endLayout()
        return self._breaks[key]

    # Qt calls these.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: CaseRow = index.data(ROW_ROLE)
        look, area = theme.current(), QRect(option.rect)
        painter.save()
        if row.head:
            painter.setFont(bold(theme.SECONDARY_PX))
            painter.setPen(QColor(look.secondary))
            draw_elided(painter, QRect(area.left() + _SIDE, area.top() + 4, area.width() - 2 * _SIDE, 18), row.head)
            painter.fillRect(QRect(area.left(), area.top() + HEAD - 1, area.width(), 1), QColor(look.hairline))
            area.setTop(area.top() + HEAD)
            option.rect = area
        paint_ground(painter, option)
        font, width = theme.interface_font(), area.width() - 2 * _SIDE - (_MARK if row.mark else 0)
        left, top = area.left() + _SIDE, area.top() + 5
        at = self.break_of(row.words, width, font)
        rest = row.words[at:].strip()
        to_right = Qt.AlignmentFlag.AlignRight if runs_right_to_left(row.words) else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        _draw(painter, QRect(left, top, width, _LINE), row.words[:at].strip(), to_right)
        if rest:
            _draw(painter, QRect(left, top + _LINE, width, _LINE), rest, to_right)
        else:
            painter.setPen(QColor(look.secondary))
            draw_elided(painter, QRect(left, top + _LINE, width, _LINE), row.document)
        painter.setFont(theme.interface_font(theme.SECONDARY_PX))
        painter.setPen(QColor(look.ink))
        draw_elided(painter, QRect(left, top + 2 * _LINE, width, _LINE), row.said)
        if row.mark:
            painter.setFont(bold())
            painter.setPen(QColor(look.secondary))
            place = QRect(area.right() - _SIDE - _MARK + 4, top, _MARK, _LINE)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), row.mark)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, HIGH + HEAD if index.data(HEAD_ROLE) else HIGH)


def _draw(painter: QPainter, area: QRect, words: str, side: Qt.AlignmentFlag) -> None:
    """Draw a line at the side at which its script begins."""
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    flags = int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute)
    if side is Qt.AlignmentFlag.AlignRight:
        flags |= int(Qt.TextFlag.TextForceRightToLeft)
    painter.drawText(area, flags, shown)
