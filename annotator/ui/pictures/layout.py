"""Where everything in the pictures stands, in pixels of the screen at 1x; pure numbers, no Qt.

What is drawn and what is hit by the mouse come from here, so that they cannot differ. A place in a picture is a pair:
the row and the column of a cell, or the period and the label of a part of a bar.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

At = tuple[int, int]

MARGIN = 16
GAP = 8


class Face(StrEnum):
    """The kinds of words in a picture."""

    TITLE = "title"
    WORDS = "words"
    STRONG = "strong"
    SMALL = "small"


HEIGHTS = {Face.TITLE: 15, Face.WORDS: 13, Face.STRONG: 13, Face.SMALL: 11}
"""Of the letters, in pixels."""


class Measure(Protocol):
    """How wide words are."""

    def width(self, text: str, face: Face) -> float:
        """Return the width of a line in pixels."""

    def elided(self, text: str, face: Face, width: float) -> str:
        """Return as much of a line as fits."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def has(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def grown(self, by: float) -> "Box":
        """Return the rectangle that is larger on each side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words that begins at the left end of its baseline. `whole`: the text before its end was left out."""

    text: str
    whole: str
    left: float
    baseline: float
    width: float
    face: Face = Face.WORDS

    def has(self, x: float, y: float) -> bool:
        """Whether a point is on it."""
        along, across = x - self.left, y - self.baseline
        height = HEIGHTS[self.face]
        return 0 <= along <= self.width and -height <= across <= height / 3

    @property
    def right(self) -> float:
        """How far it reaches to the right."""
        return self.left + self.width


def line(
    measure: Measure, text: str, left: float, baseline: float, face: Face = Face.WORDS, widest: float = 1e9
) -> TextLine:
    """Return a line of words, cut where it is wider than `widest`."""
    whole = " ".join(text.split())
    shown = whole if measure.width(whole, face) <= widest else measure.elided(whole, face, widest)
    return TextLine(shown, whole, left, baseline, measure.width(shown, face), face)


def pieces(text: str) -> list[str]:
    """Return where a line may break: behind a space, and behind a hyphen within a word."""
    return re.findall(r"\S+?-(?=\w)|\S+ ?", " ".join(text.split()))


def wrapped(measure: Measure, text: str, width: float, most: int, face: Face = Face.SMALL) -> tuple[str, ...]:
    """Return words on as many lines as it takes, `most` at the most; what does not fit is cut."""
    lines: list[str] = []
    left = pieces(text)
    while left and len(lines) < most:
        taken = 1
        while taken < len(left) and measure.width("".join(left[: taken + 1]).strip(), face) <= width:
            taken += 1
        taken = len(left) if len(lines) == most - 1 else taken
        lines.append("".join(left[:taken]).strip())
        left = left[taken:]
    return tuple(one if measure.width(one, face) <= width else measure.elided(one, face, width) for one in lines)


def centred(measure: Measure, text: str, box: Box, face: Face) -> TextLine:
    """Return a line of words in the middle of a box."""
    width = measure.width(text, face)
    baseline = box.top + (box.height + HEIGHTS[face] * 0.72) / 2
    return TextLine(text, text, box.left + (box.width - width) / 2, baseline, width, face)


HEAD = MARGIN + 48
"""The height of what stands above each picture: margin, title, and a line that says what was counted."""


WIDEST_HEADING = 480


def heading(measure: Measure, title: str, caption: str, width: float) -> tuple[TextLine, TextLine]:
    """Return the two lines above a picture that is as wide as this."""
    room = width - 2 * MARGIN
    return (
        line(measure, title, MARGIN, MARGIN + 14, Face.TITLE, room),
        line(measure, caption, MARGIN, MARGIN + 34, Face.SMALL, room),
    )


def heading_width(measure: Measure, title: str, caption: str) -> float:
    """Return how wide a picture has to be for its heading; a long one is cut."""
    wide = max(measure.width(title, Face.TITLE), measure.width(caption, Face.SMALL))
    return min(wide, WIDEST_HEADING) + 2 * MARGIN


def number(count: int) -> str:
    """Return a count as it is shown, its thousands apart."""
    return f"{count:,}".replace(",", "\u202f")


def ticks(most: int, wanted: int = 4) -> Sequence[int]:
    """Return round numbers from 0 up to at least `most`, for an axis of counts: steps of 1, 2 or 5 by powers of ten."""
    step, scale = 1, 1
    while most > step * wanted:
        for factor in (1, 2, 5, 10):
            step = factor * scale
            if most <= step * wanted:
                break
        scale *= 10
    return range(0, step * max(1, -(-most // step)) + 1, step)
