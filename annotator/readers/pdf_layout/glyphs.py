"""The glyphs of a page as arrays, and how the page is turned so that its lines run from left to right."""

from dataclasses import dataclass, replace

import numpy as np
import regex
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uff60]")
RIGHT_TO_LEFT = regex.compile(
    r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_DESCENT = 0.12
"""Of the square of a Chinese or Japanese character so much stands below its origin, in em."""


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What stands on a page, in the order of the file, blanks among it.

    `text`: a code point for each of n glyphs; `boxes`: n × 4, left, bottom, right, top, as wide as the glyph moves on;
    `origins`: n × 2, where each stands on its baseline; `ems`: the size of its type; `turns`: how often it is turned by
    90° to the left; `fonts`: which font, as a number; `width`, `height` of the page. `dots`: small drawings, such as
    stand before items of a list; `links`: boxes of links.
    """

    text: str
    boxes: Floats
    origins: Floats
    ems: Floats
    turns: Ints
    fonts: Ints
    width: float
    height: float
    dots: tuple[Box, ...] = ()
    links: tuple[Box, ...] = ()
    upright: bool = True
    """Whether lines run from side to side; else from top to bottom, and the page has been turned (see `levelled`)."""


def levelled(page: PageGlyphs) -> PageGlyphs:
    """Return the page turned so that most of its lines run from left to right; columns of Japanese become lines."""
    if not len(page.text):
        return page
    turns = int(np.bincount(page.turns, minlength=4).argmax())
    if turns:
        page = _turned(page, turns)
    return _turned_columns(page) if _is_vertical(page) else page


def _turned(page: PageGlyphs, turns: int) -> PageGlyphs:
    """Turn the page by 90° to the right, `turns` times."""
    boxes, origins, width, height = page.boxes, page.origins, page.width, page.height
    for _ in range(turns):
        left, bottom, right, top = boxes.T
        boxes = np.column_stack([bottom, width - right, top, width - left])
        origins = np.column_stack([origins[:, 1], width - origins[:, 0]])
        width, height = height, width
    turned = (page.turns - turns) % 4
    return replace(page, boxes=boxes, origins=origins, width=width, height=height, turns=turned, dots=(), links=())


def is_cjk(text: str) -> bool:
    """Whether a text begins with a Chinese or Japanese character, or their punctuation."""
    return _CJK.match(text) is not None


def _is_vertical(page: PageGlyphs) -> bool:
    """Whether the characters of a Chinese or Japanese page mostly follow each other downwards."""
    if not _CJK.search(page.text):
        return False
    cjk = np.fromiter((_CJK.match(char) is not None for char in page.text), bool, len(page.text))
    both = cjk[1:] & cjk[:-1]
    dx, dy = np.abs(np.diff(page.origins[:, 0])), -np.diff(page.origins[:, 1])
    em = page.ems[1:]
    down = both & (dx < 0.3 * em) & (dy > 0.5 * em) & (dy < 2.5 * em)
    across = both & (dx > 0.5 * em) & (dx < 2.5 * em) & (np.abs(dy) < 0.3 * em)
    return int(down.sum()) > int(across.sum())


def column_boxes(page: PageGlyphs) -> Floats:
    """Return the boxes of glyphs that stand in columns, where they are: n × 4, left, bottom, right, top."""
    left, bottom, right, top = page.boxes.T
    y = page.origins[:, 1]
    square = (page.turns == 0) & (right - left > 0)
    bottom = np.where(square, y - _DESCENT * page.ems, bottom)
    top = np.where(square, y + (1 - _DESCENT) * page.ems, top)
    return np.column_stack([left, bottom, right, top])


def _turned_columns(page: PageGlyphs) -> PageGlyphs:
    """Turn a page of columns from right to left by 90° to the left: each column becomes a line, the first on top."""
    left, bottom, right, top = column_boxes(page).T
    x = page.origins[:, 0]
    boxes = np.column_stack([page.height - top, left, page.height - bottom, right])
    origins = np.column_stack([page.height - top, x])
    zeros = np.zeros_like(page.turns)
    turned = replace(page, boxes=boxes, origins=origins, width=page.height, height=page.width, turns=zeros)
    return replace(turned, upright=False, dots=(), links=())
