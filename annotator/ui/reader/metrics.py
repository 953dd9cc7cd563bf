"""A `ReaderStyle` measured with the fonts that are installed: how wide the column is, how far lines stand apart."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from annotator.ui.reader.fonts import Typesetting
from annotator.ui.reader.pitch import CHARACTERS, STANDARD, Spacing, measure_of, naskh, pitch_of
from annotator.ui.reader.style import ReaderStyle

ROWS = (4, 7, 11, 15)
"""How far below the baseline the bars of each row begin, at the standard pitch: mentions, and three layers above."""
ROW_HEIGHT = 4
"""The room of a bar with what parts it from the next row, at the standard pitch."""
_BASELINE = 14
_ASCENDER, _DESCENDER = 13, 5
CHIP_PADDING = 4
LEAST_WIDTH = 7
"""The least width of a bar: a span of nothing but a line break can be seen and clicked."""
ROLE_PX = 10
MARGIN_PX = 12
_MOST_MARGIN_PX = 14
_SQUARE = 33
"""Characters in a line of Chinese or Japanese."""
_GOOD_COLUMN = 13
"""Of columns side by side, in sizes of the text: some 26 characters, the least in which one reads well."""
_KEPT_WIDTHS = 4096
_SAMPLE = "the ambassador reported that the talks had been held in a frank and open manner "


@lru_cache(maxsize=64)
def installed(families: tuple[str, ...]) -> list[str]:
    """Return the families that exist here; asking Qt for others costs a search through all aliases and a warning."""
    return [family for family in families if QFontDatabase.hasFamily(family)]


class Metrics:
    """Fonts and the lengths that follow from them, in whole pixels."""

    def __init__(
        self, style: ReaderStyle, families: tuple[str, ...] = (), setting: Typesetting = Typesetting.PLAIN
    ) -> None:
        """`families`: of the text at hand, where they are not those of the style; `setting`: how it is set."""
        self.style = style
        self.families = families or style.families
        self.setting = setting
        size, regular = style.font_px, pitch_of(style.font_px)
        if setting is Typesetting.ARABIC:
            size, regular = naskh(style.font_px)
        self.font = _font(self.families, size)
        self.line = regular + style.spacing.more
        """The pitch: from baseline to baseline."""
        self.scale = regular / STANDARD
        """By how much all that stands below the words is larger than at the standard pitch."""
        self._put_small_type(style)
        text = QFontMetricsF(self.font)
        self.character = text.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.column = measure_of(style.font_px, style.measure)
        if setting is Typesetting.SQUARE:
            self.character = float(size)
            self.column = size * round(_SQUARE * style.measure / CHARACTERS)
        self.baseline = round(_BASELINE * self.scale)
        """How far below a line's top its words stand."""
        self.ascender, self.descender = round(_ASCENDER * self.scale), round(_DESCENDER * self.scale)
        self.row_height = ROW_HEIGHT * self.scale
        rows = ROWS[: -1 if style.spacing is Spacing.CLOSE else None]
        self.row_tops = tuple(self.baseline + row * self.scale for row in rows)
        """Where the bars of each row begin, below a line's top."""
        self.blank_line = self.line // 2
        """An empty paragraph separates; it is no line that something is missing from."""
        self._widths: dict[str, int] = {}
        self._small_widths: dict[str, int] = {}

    def _put_small_type(self, style: ReaderStyle) -> None:
        """Choose what stands beside the words and between the lines, and measure it."""
        self.small_font = _font(style.interface_families, style.small_px)
        """Of the numbers and names beside the text."""
        self.margin_font = _font(style.interface_families, min(_MOST_MARGIN_PX, round(MARGIN_PX * self.scale)))
        """Of the sentences in the margin, of which two rows are one pitch."""
        self.strong_font = QFont(self.margin_font)
        self.strong_font.setWeight(QFont.Weight.DemiBold)
        margin = QFontMetricsF(self.margin_font)
        self.margin_ascent, self.margin_descent = margin.ascent(), margin.descent()
        self.chip_font = _font(style.interface_families, style.small_px)
        self.chip_font.setWeight(QFont.Weight.Medium)
        self._chip = QFontMetricsF(self.chip_font)
        self.chip_height = ceil(self._chip.ascent() + self._chip.descent())
        self.chip_baseline = round(self._chip.ascent())
        self.role_font = _font(style.interface_families, ROLE_PX)
        self.role_font.setWeight(QFont.Weight.DemiBold)
        self.sign_font = QFont(self.small_font)
        self.sign_font.setWeight(QFont.Weight.Bold)
        self._small, self._role = QFontMetricsF(self.small_font), QFontMetricsF(self.role_font)
        self.small_height = ceil(self._small.ascent() + self._small.descent())
        self.small_baseline = round(self._small.ascent())

    def title(self, long: bool) -> tuple[QFont, int]:
        """Return the font of a document's title and its pitch; a long one is set smaller."""
        size, pitch = (20, 28) if long else (24, 32)
        font = QFont(self.font)
        font.setPixelSize(round(size * self.scale))
        font.setWeight(QFont.Weight.DemiBold)
        return font, round(pitch * self.scale)

    def word_width(self, word: str) -> int:
        """Return the width of a label's words in a lane or in the head, without padding."""
        width = self._widths.get(word)
        if width is None:
            width = self._widths[word] = ceil(self._chip.horizontalAdvance(word))
        return width

    def chip_width(self, word: str) -> int:
        """Return the width of a label's words with their padding."""
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

    def role_height(self) -> int:
        """Return the height of a role's name."""
        return ceil(self._role.ascent() + self._role.descent())

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

    def room_for(self, columns: int) -> int:
        """Return how wide a viewport is in which lines of columns side by side can be read well."""
        return 2 * self.style.margin + columns * _GOOD_COLUMN * self.style.font_px + (columns - 1) * self.column_gap

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
