"""The main keys of a workspace on one line: keys bold, what they do beside them, as many as fit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.commands.key_table import ROWS
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import advance, bold
from annotator.ui.workspace import MainKey

_GAP, _POINT = 5, " · "


class KeyLine(QWidget):
    """What does not fit is left out whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[MainKey] = ()
        self.parts: list[tuple[str, str]] = []
        """Each key as it is written, and what it does."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        follow_keys(self, self._word)

    def show_keys(self, keys: Sequence[MainKey]) -> None:
        """Show these."""
        if keys != self._keys:
            self._keys = keys
            self._word()

    def _word(self) -> None:
        found = [(" ".join(_written(each) for each in ids), does) for ids, does in self._keys]
        self.parts = [(key.strip(), does) for key, does in found if key.strip()]
        self.setAccessibleName(", ".join(f"{key}: {does}" for key, does in self.parts))
        self.setToolTip(_POINT.join(f"{key} {does}" for key, does in self.parts))
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        strong, plain = bold(), theme.interface_font()
        point = advance(plain, _POINT)
        return [
            advance(strong, key) + _GAP + advance(plain, does) + (point if number else 0)
            for number, (key, does) in enumerate(self.parts)
        ]

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, left, middle = theme.current(), 0, int(Qt.AlignmentFlag.AlignVCenter)
        painter = QPainter(self)
        for number, ((key, does), width) in enumerate(zip(self.parts, self._widths(), strict=True)):
            if left + width > self.width():
                break
            end = left + width
            painter.setFont(theme.interface_font())
            painter.setPen(QColor(look.secondary))
            painter.drawText(self.rect().adjusted(end - advance(painter.font(), does), 0, 0, 0), middle, does)
            if number:
                painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, _POINT)
                left += advance(painter.font(), _POINT)
            painter.setFont(bold())
            painter.setPen(QColor(look.ink))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, key)
            left = end
        painter.end()


def _written(each: str) -> str:
    """Return the key of a command as the system writes it, a letter large; what is no command's id as it stands."""
    key = key_or_none(each) if each in ROWS else each
    return key.upper() if len(key) == 1 else key
