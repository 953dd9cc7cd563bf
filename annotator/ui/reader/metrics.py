"""A `ReaderStyle` measured with the fonts that are installed: how wide the column is, how high a line or a chip."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from annotator.ui.reader.style import ReaderStyle

BAR_HEIGHT = 4
"""The room of a bar: the thickest cue fills it."""
BAR_PITCH = 8
"""From bar to bar where no chip hangs between them: two double bars stay two."""
CHIP_PADDING = 4
LANE_GAP = 3
LEAST_WIDTH = 7
ROLE_PX = 10
"""The least width of a bar: a span of nothing but a line break can be seen and clicked."""

_KEPT_WIDTHS = 4096
_LINES_UNSAID = 6
"""Lines that one reads on without being told again what a bar says."""
_SAMPLE = "the ambassador reported that the talks had been held in a frank and open manner "


@lru_cache(maxsize=64)
def installed(families: tuple[str, ...]) -> list[str]:
    """Return the families that exist here; asking Qt for others costs a search through all aliases and a warning."""
    return [family for family in families if QFontDatabase.hasFamily(family)]


class Metrics:
    """Fonts and the lengths that follow from them, in whole pixels."""

    def __init__(self, style: ReaderStyle, families: tuple[str, ...] = ()) -> None:
        """`families`: of the text at hand, where they are not those of the style."""
        self.style = style
        self.families = families or style.families
        self.font = _font(self.families, style.font_px)
        self.chip_font = _font(style.interface_families, style.chip_px)
        self.chip_font.setWeight(QFont.Weight.Medium)
        self._chip = QFontMetricsF(self.chip_font)
        self.small_font = _font(style.interface_families, style.chip_px)
        """Of the sentences in the margin."""
        self.role_font = _font(style.interface_families, ROLE_PX)
        self._small, self._role = QFontMetricsF(self.small_font), QFontMetricsF(self.role_font)
        self.small_height = ceil(self._small.ascent() + self._small.descent())
        self.small_baseline = round(self._small.ascent())
        text = QFontMetricsF(self.font)
        self.character = text.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.column = ceil(self.character * style.measure)
        self.line = round(style.font_px * style.line_height)
        self.chip_height = ceil(self._chip.ascent() + self._chip.descent())
        self.chip_baseline = round(self._chip.ascent())
        self.chip_pitch = BAR_HEIGHT + self.chip_height + 4
        self.lane_height = self.chip_height + 5
        self.said_again = style.measure * _LINES_UNSAID
        """After how many characters a mark that goes on says its word again."""
        self.blank_line = round(self.line * 0.62)
        """An empty paragraph separates; it is no line that something is missing from."""
        self._widths: dict[str, int] = {}
        self._small_widths: dict[str, int] = {}

    def word_width(self, word: str) -> int:
        """Return the width of a chip's words, without padding."""
        width = self._widths.get(word)
        if width is None:
            width = self._widths[word] = ceil(self._chip.horizontalAdvance(word))
        return width

    def chip_width(self, word: str) -> int:
        """Return the width of a chip."""
        return self.word_width(word) + 2 * CHIP_PADDING

    def small_width(self, text: str) -> int:
        """Return the width of a sentence in the margin."""
        width = self._small_widths.get(text)
        if width is None:
            if len(self._small_widths) >= _KEPT_WIDTHS:
                self._small_widths.clear()
            width = self._small_widths[text] = ceil(self._small.horizontalAdvance(text))
        return width

    def elided(self, text: str, room: int) -> str:
        """Return a sentence, its end left out where there is no room for it."""
        fits = self.small_width(text) <= room
        return text if fits else self._small.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def role_width(self, role: str) -> int:
        """Return the width of a role's name."""
        return ceil(self._role.horizontalAdvance(role))

    def role_elided(self, role: str, room: int) -> str:
        """Return the name of a role, its end left out where there is no room for it."""
        return self._role.elidedText(role, Qt.TextElideMode.ElideRight, room)

    def column_in(self, width: int, gutter: int = 0, columns: int = 1) -> int:
        """Return how wide the text is in a viewport of `width`, with `gutter` beside it for lane tags or stripes.

        With several columns each has this width, and half a margin stands between them.
        """
        free = width - 2 * self.style.margin - gutter - (columns - 1) * self.column_gap
        return max(self.least_column, min(self.column, free // columns))

    @property
    def least_column(self) -> int:
        """How wide the text is at least, however narrow the window."""
        return 8 * self.style.font_px

    @property
    def column_gap(self) -> int:
        """The space between columns side by side."""
        return self.style.margin


def _font(families: tuple[str, ...], pixels: int) -> QFont:
    font = QFont(QGuiApplication.font())
    if found := installed(families):
        font.setFamilies(found)
    font.setPixelSize(pixels)
    # Unhinted glyphs keep their designed widths, so that lines break alike at every scale factor.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
