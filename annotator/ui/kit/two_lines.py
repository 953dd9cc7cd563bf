"""A title on two lines: broken between words, its end left out only where two lines do not hold it."""

from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from annotator.ui.kit.widgets import draw_elided


def two_lines(text: str, width: int, font: QFont) -> tuple[str, str]:
    """Return what stands on the first line of so many pixels, and all the rest, which may be more than fits."""
    return _broken(" ".join(text.split()), width, font.key())


@lru_cache(maxsize=2048)
def _broken(text: str, width: int, font: str) -> tuple[str, str]:
    used = QFont()
    used.fromString(font)
    if QFontMetrics(used).horizontalAdvance(text) <= width:
        return text, ""
    layout = QTextLayout(text, used)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    # Qt counts UTF-16.
    units = text.encode("utf-16-le")
    cut = 2 * line.textLength()
    return units[:cut].decode("utf-16-le").rstrip(), units[cut:].decode("utf-16-le").lstrip()


def draw_two_lines(painter: QPainter, area: QRect, text: str, line_height: int) -> int:
    """Draw a text on one or two lines from the top of `area`; return how many it took."""
    first, second = two_lines(text, area.width(), painter.font())
    for number, part in enumerate((first, second)):
        if part:
            draw_elided(painter, QRect(area.left(), area.top() + number * line_height, area.width(), line_height), part)
    return 2 if second else 1
