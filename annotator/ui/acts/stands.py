"""How a row stands in the card while the keyboard is elsewhere: a word of the sentence, a set value, or “+ name”.

The act is a sentence whose words are its fields: a frame means “type here”, so that only the open gap has one.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from annotator.ui.acts.rows import CardRow
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.style import ReaderStyle

WORD_PX, LINE = 15, 22
"""The words of the sentence, and how far its lines stand apart."""
MOST_LINES = 3
_DOTS = 3
"""Pixels below the words in which the dotted line stands."""
MISSING = "?"


class Stand(Enum):
    """How a row stands."""

    WORD = 1
    VALUE = 2
    MORE = 3


def stand_of(row: CardRow) -> Stand:
    """Return how a row stands: what is empty and may stay so only says that it could be added."""
    if row.is_open and not row.required:
        return Stand.MORE
    return Stand.WORD if row.is_in_sentence or row.is_open else Stand.VALUE


def words_of(row: CardRow) -> str:
    """Return what stands for a row while the keyboard is elsewhere."""
    stand = stand_of(row)
    if stand is Stand.MORE:
        return f"+ {row.name}"
    if row.is_open:
        return MISSING
    # A value alone does not say what it is of, nor of whom.
    is_named = row.is_typed or row.is_toggled or row.party is not None
    return f"{row.name}: {row.said}" if stand is Stand.VALUE and is_named else row.shown


def font_of(stand: Stand) -> QFont:
    """Return the font of a row's words: the text's for what is said in the sentence."""
    if stand is not Stand.WORD:
        return theme.interface_font()
    font = QFont()
    font.setFamilies(list(ReaderStyle().families))
    font.setPixelSize(WORD_PX)
    return font


def size_of(row: CardRow, width: int) -> QSize:
    """Return the place that a row takes where `width` pixels are free at most."""
    stand = stand_of(row)
    font = font_of(stand)
    lines = lines_of(words_of(row), font, width)
    across = max(QFontMetrics(font).horizontalAdvance(line) for line in lines) + 2
    return QSize(min(width, max(across, LINE)), len(lines) * LINE + (_DOTS if stand is Stand.WORD else 0))


def lines_of(text: str, font: QFont, width: int) -> Sequence[str]:
    """Return the lines of a text, at most `MOST_LINES`, the last one cut where there would be more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    start = 0
    encoded = text.encode("utf-16-le", "surrogatepass")
    while (line := layout.createLine()).isValid() and len(found) < MOST_LINES:
        line.setLineWidth(max(1, width))
        start, length = line.textStart(), line.textLength()
        last = len(found) == MOST_LINES - 1
        piece = encoded[2 * start :] if last else encoded[2 * start : 2 * (start + length)]
        found.append(piece.decode("utf-16-le", "replace").strip())
    layout.endLayout()
    if found:
        found[-1] = QFontMetrics(font).elidedText(found[-1], Qt.TextElideMode.ElideRight, max(1, width))
    return found or [""]


def paint(painter: QPainter, area: QRect, row: CardRow) -> None:
    """Paint a row's words: in the sentence over a dotted line, what is missing in red over a whole one."""
    stand, look = stand_of(row), theme.current()
    missing = stand is Stand.WORD and row.is_open
    colour = QColor(look.danger if missing else look.accent if stand is Stand.MORE else look.ink)
    font = font_of(stand)
    painter.setFont(font)
    painter.setPen(colour)
    text = words_of(row)
    side = Qt.AlignmentFlag.AlignRight if runs_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    for number, line in enumerate(lines_of(text, font, area.width())):
        painter.drawText(QRect(area.left(), area.top() + number * LINE, area.width(), LINE), int(flags), line)
    if stand is Stand.WORD:
        pen = QPen(QColor(look.danger if missing else look.secondary), 1.0)
        pen.setStyle(Qt.PenStyle.SolidLine if missing else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        below = area.bottom() - 0.5
        painter.drawLine(QLineF(QPointF(area.left(), below), QPointF(area.right(), below)))
