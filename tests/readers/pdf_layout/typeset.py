"""A small typesetter: sets paragraphs on pages of glyphs, as programs do, to be held against what is read of them.

Letters are half an em wide, digits too; lines are filled as far as they go.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from annotator.readers.pdf_layout.glyphs import PageGlyphs

WIDTH = 0.5
"""How wide a letter is, in em."""
BLANK = 0.28


@dataclass
class Sheet:
    """A page on which glyphs are put one after another."""

    width: float = 600.0
    height: float = 800.0
    glyphs: list[tuple[str, float, float, float, int, int]] = field(default_factory=list)
    """Letter, left, baseline, em, turns, font."""

    def word(self, text: str, x: float, y: float, em: float, font: int = 0, spacing: float = 0.0) -> float:
        """Put a word, and return where it ends; `spacing`: between its letters, in em."""
        for char in text:
            self.glyphs.append((char, x, y, em, 0, font))
            x += (width_of(char) + spacing) * em
        return x - spacing * em

    def line(self, text: str, x: float, y: float, em: float, font: int = 0, blank: float = BLANK) -> float:
        """Put a line with a glyph for each blank, and return where it ends; `blank`: how wide these are, in em."""
        for index, word in enumerate(text.split(" ")):
            if index:
                self.glyphs.append((" ", x, y, em, 0, font))
                x += blank * em
            x = self.word(word, x, y, em, font)
        return x

    def upwards(self, text: str, x: float, y: float, em: float) -> None:
        """Put a line that runs upwards."""
        for char in text:
            self.glyphs.append((char, x, y, em, 1, 0))
            y += width_of(char) * em

    def page(self) -> PageGlyphs:
        """Return what was put, as PDFium tells it."""
        boxes, turns = [], []
        for char, x, y, em, turn, _ in self.glyphs:
            along = (BLANK if char == " " else width_of(char)) * em
            boxes.append(
                (x - 0.8 * em, y, x + 0.2 * em, y + along) if turn else (x, y - 0.2 * em, x + along, y + 0.8 * em)
            )
            turns.append(turn)
        count = len(self.glyphs)
        return PageGlyphs(
            "".join(glyph[0] for glyph in self.glyphs),
            np.array(boxes, np.float64).reshape(count, 4),
            np.array([(x, y) for _, x, y, *_ in self.glyphs], np.float64).reshape(count, 2),
            np.array([glyph[3] for glyph in self.glyphs], np.float64),
            np.array(turns, np.int64),
            np.array([glyph[5] for glyph in self.glyphs], np.int64),
            self.width,
            self.height,
        )


def only(page: PageGlyphs, kept: list[int]) -> PageGlyphs:
    """Return a page with these of its glyphs, in this order."""
    return replace(
        page,
        text="".join(page.text[index] for index in kept),
        boxes=page.boxes[kept],
        origins=page.origins[kept],
        ems=page.ems[kept],
        turns=page.turns[kept],
        fonts=page.fonts[kept],
    )


def width_of(char: str) -> float:
    """Return how wide a letter is, in em; those of Chinese and Japanese fill a square."""
    return 1.0 if char > "\u2e80" else WIDTH


def text_width(text: str, em: float) -> float:
    """Return how wide a text is, in points."""
    return sum(BLANK if char == " " else width_of(char) for char in text) * em


@dataclass(frozen=True)
class Style:
    """How a document is set; lengths in points, where nothing else is said.

    `indent` of first lines and `skip` between paragraphs: one of both at least tells paragraphs apart.
    """

    em: float = 10.0
    leading: float = 1.2
    left: float = 80.0
    top: float = 700.0
    bottom: float = 120.0
    measure: float = 300.0
    columns: int = 1
    gutter: float = 24.0
    indent: float = 15.0
    skip: float = 0.0
    justified: bool = True
    head: str = ""
    folio: bool = False


def broken(words: list[str], style: Style) -> list[list[str]]:
    """Return words as lines that are filled as far as they go."""
    lines: list[list[str]] = [[]]
    for word in words:
        room = style.measure - (style.indent if len(lines) == 1 else 0)
        if lines[-1] and text_width(" ".join([*lines[-1], word]), style.em) > room:
            lines.append([])
        lines[-1].append(word)
    return lines


def typeset(paragraphs: Iterable[list[str]], style: Style) -> list[PageGlyphs]:
    """Return pages on which paragraphs, lists of words, are set."""
    sheets: list[Sheet] = []
    column, y = style.columns, 0.0
    for paragraph in paragraphs:
        lines = broken(paragraph, style)
        y -= style.skip
        for number, words in enumerate(lines):
            y -= style.leading * style.em
            if column == style.columns or y < style.bottom:
                column += 1
                if column >= style.columns:
                    column = 0
                    sheets.append(_sheet(style, len(sheets)))
                y = style.top
            x = style.left + column * (style.measure + style.gutter)
            indent = style.indent if number == 0 else 0.0
            blank = BLANK
            if style.justified and number < len(lines) - 1 and len(words) > 1:
                room = style.measure - indent - text_width("".join(words), style.em)
                blank = room / (len(words) - 1) / style.em
            sheets[-1].line(" ".join(words), x + indent, y, style.em, blank=blank)
    return [sheet.page() for sheet in sheets]


def _sheet(style: Style, number: int) -> Sheet:
    width = 2 * style.left + style.columns * style.measure + (style.columns - 1) * style.gutter
    sheet = Sheet(width, style.top + 100)
    if style.head:
        sheet.line(style.head, style.left, style.top + 45, style.em)
    if style.folio:
        sheet.line(str(number + 1), width / 2, style.bottom - 50, style.em)
    return sheet
