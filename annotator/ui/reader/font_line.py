"""A line below the text that says which of its scripts no font here shows, and what brings one; once in a run.

It looks when the text has been drawn, at each different letter once: what was asked of a font is known from then on.
"""

import sys

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from annotator.ui.kit.widgets import Look, beside_text, button, spaced, words
from annotator.ui.reader.script_fonts import letters_of, scripts_not_shown, sentence
from annotator.ui.reader.view import ReaderView

_AFTER_MS = 150
_LOOKED_AT = 200_000
"""Characters from the beginning; of more the window would stand still for longer than a frame."""
_TOLD = "scripts that were told of"
"""The application's property with those of which whoever reads wants to hear no more."""


def is_drawn(letter: str, font: QFont) -> bool:
    """Whether a letter set in a font has a shape, whichever font it comes from. On Linux a box may count as one."""
    layout = QTextLayout(letter, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph != 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())


class FontLine(QWidget):
    """Looks at the text of one reader; hidden where all of it can be shown."""

    def __init__(self, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._scripts: tuple[str, ...] = ()
        self._font, self._shown = QFont(), dict[str, bool]()
        self.message = words("", Look.SECONDARY)
        self.message.setAccessibleName("Scripts without a font")
        self.close_button = beside_text(button("Hide", Look.QUIET))
        self.close_button.setAccessibleName("Hide what is said of fonts")
        row = QHBoxLayout(self)
        spaced(row, 8, (12, 4, 12, 4))
        row.addWidget(self.message, 1)
        row.addWidget(self.close_button)
        self._looking = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._looking.timeout.connect(self.look)
        self.close_button.clicked.connect(self._on_closed)
        reader.document_changed.connect(self._looking.start)
        self.hide()

    @Slot()
    def look(self) -> None:
        """Say what of the text cannot be shown, at once."""
        self._looking.stop()
        font = self._reader.sheet.metrics.font
        if font != self._font:
            self._font, self._shown = font, {}
        metrics = QFontMetrics(font)

        def is_shown(letter: str) -> bool:
            if letter not in self._shown:
                known = metrics.inFontUcs4(ord(letter))
                # Elsewhere fonts of the system stand in that no list names: what would be drawn is asked too.
                self._shown[letter] = known or (sys.platform != "linux" and is_drawn(letter, font))
            return self._shown[letter]

        found = scripts_not_shown(letters_of(self._reader.text_index().text[:_LOOKED_AT]), is_shown)
        told = self._told()
        self._scripts = tuple(script for script in found if script not in told)
        self.message.setText(sentence(self._scripts) if self._scripts else "")
        self.setVisible(bool(self._scripts))

    @Slot()
    def _on_closed(self) -> None:
        if (app := QApplication.instance()) is not None:
            app.setProperty(_TOLD, [*self._told(), *self._scripts])
        self.look()

    def _told(self) -> list[str]:
        app = QApplication.instance()
        return list(app.property(_TOLD) or ()) if app is not None else []
