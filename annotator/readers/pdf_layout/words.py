"""Glyphs to words: runs that stand side by side, of one size and on one baseline, with no blank between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex

from annotator.readers.pdf_layout.clusters import Advances, GlyphCluster, clusters_of
from annotator.readers.pdf_layout.glyphs import RIGHT_TO_LEFT, Bools, Ints, PageGlyphs

GAP = 0.13
"""A gap of so many em between two glyphs is a blank: words are set apart by a fifth at the least, kerning is less."""
NARROW_GAP = 0.06
"""The same where the file has a blank there."""
_BACK, _SHIFT, _RESIZED = 0.6, 0.06, 0.03
_COMPLEX = regex.compile(
    r"[\p{Devanagari}\p{Bengali}\p{Gujarati}\p{Gurmukhi}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}]"
)
_FULL_WIDTH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]")


@dataclass(slots=True)
class Word:
    """A run of glyphs. `y`: its baseline; `em`: the size of its type; `blank`: whether the file has one before it."""

    text: str
    x0: float
    x1: float
    y: float
    em: float
    font: int
    blank: bool = True
    units: tuple[str, ...] = ()
    """Where lines run from right to left: what stands side by side, from left to right."""
    raised: int = 0
    """1 for what stands above the line, -1 below; see `rows`."""
    glyphs: Sequence[int] = ()
    """Which glyphs of the page it is made of, in their order; without `units` one for each character."""


def words_of(pages: Sequence[PageGlyphs]) -> list[list[Word]]:
    """Return the words of pages in the order of the file; what is turned against its page is left out.

    Where letters join, as in Arabic and Devanagari, each cluster of glyphs is a word: lines put them together.
    """
    inks = [_ink(page) for page in pages]
    joined: dict[int, list[GlyphCluster]] = {}
    advances = Advances()
    for number, (page, ink) in enumerate(zip(pages, inks, strict=True)):
        if _may_join(page.text) and (RIGHT_TO_LEFT.search(page.text) or _COMPLEX.search(page.text)):
            joined[number] = clusters_of(page, ink)
            advances.learn(joined[number])
    advances.settle()
    return [
        [_word(one, advances) for one in joined[number]] if number in joined else list(_runs(page, np.flatnonzero(ink)))
        for number, (page, ink) in enumerate(zip(pages, inks, strict=True))
    ]


def _may_join(text: str) -> bool:
    """Whether a text has letters of the blocks in which joining scripts stand: quicker than to look for each."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    return bool(((codes >= 0x590) & (codes < 0xE00)).any() or ((codes >= 0xFB1D) & (codes < 0xFF00)).any())


def _ink(page: PageGlyphs) -> Bools:
    """Return which glyphs of a page are no blanks and along its lines."""
    codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
    ink: Bools = ~np.isin(codes, _BLANKS) & (page.turns == 0)
    return ink


_BLANK_SIGNS = "\0\x7f\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b"
_BLANKS = np.array([*map(ord, _BLANK_SIGNS), *range(0x2000, 0x200B)], np.uint32)


def turned_text(page: PageGlyphs) -> str:
    """Return what is set along other lines than the page, such as upwards in a margin."""
    if not page.turns.any():
        return ""
    found = [
        char if turn else " "
        for char, turn in zip(page.text, page.turns.tolist(), strict=True)
        if turn or char.isspace()
    ]
    return " ".join("".join(found).split())


def _runs(page: PageGlyphs, at: Ints) -> Iterator[Word]:
    if not len(at):
        return
    boxes, ems = page.boxes[at], page.ems[at]
    left, right, y = boxes[:, 0].copy(), boxes[:, 2].copy(), page.origins[at, 1]
    text = page.text if len(at) == len(page.text) else "".join([page.text[index] for index in at.tolist()])
    if not text.isascii() and _FULL_WIDTH.search(text):
        wide = np.fromiter((_FULL_WIDTH.match(char) is not None for char in text), bool, len(text))
        origin = page.origins[at, 0]
        left = np.where(wide, np.minimum(left, origin), left)
        right = np.where(wide, np.maximum(right, origin + ems), right)
    em = np.minimum(ems[1:], ems[:-1])
    gap = left[1:] - right[:-1]
    blank = np.diff(at) > 1
    cut = (gap > GAP * em) | (blank & (gap > NARROW_GAP * em)) | (gap < -_BACK * em)
    cut |= np.abs(np.diff(y)) > _SHIFT * em
    cut |= np.abs(np.diff(ems)) > _RESIZED * em
    starts = np.concatenate([[0], np.flatnonzero(cut) + 1])
    ends = np.concatenate([starts[1:], [len(at)]])
    first = np.minimum.reduceat(left, starts)
    last = np.maximum.reduceat(right, starts)
    before = np.concatenate([[True], blank])[starts]
    fonts = page.fonts[at]
    columns = (starts, ends, first, last, y[starts], ems[starts], fonts[starts], before)
    indices = at.tolist()
    for start, end, x0, x1, base, size, font, has_blank in zip(*(one.tolist() for one in columns), strict=True):
        yield Word(text[start:end], x0, x1, base, size, font, has_blank, (), 0, indices[start:end])


def _word(one: GlyphCluster, advances: Advances) -> Word:
    return Word(
        one.text, one.x0, one.x0 + advances.of(one), one.y, one.em, one.font, one.blank, (one.text,), glyphs=one.glyphs
    )
