"""Texts in the columns of a terminal: how wide they are, cut and padded, whatever script they are in."""

import unicodedata

import regex

from annotator.model.wording import isolated

_UNSEEN = regex.compile(r"[\p{Mn}\p{Me}\p{Cf}\p{Hangul_Syllable_Type=V}\p{Hangul_Syllable_Type=T}]")
"""What takes no column of its own: marks on what stands before, and what says only how others are shown."""
BROKEN = regex.compile(r"[\p{Cc}\p{Bidi_Control}\u2028\u2029\ud800-\udfff]")
"""What would move the cursor, give the terminal an order, or turn the direction of what stands behind it."""
_GRAPHEME = regex.compile(r"\X")


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if _UNSEEN.match(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int) -> str:
    """Return a text with blanks behind it until it takes so many columns."""
    return text + " " * (columns - width(text))


def harmless(text: str) -> str:
    """Return a text on one line, without what a terminal would obey."""
    return BROKEN.sub(" ", text)


def cut(text: str, columns: int, from_end: bool = False) -> str:
    """Return as much of a text as so many columns hold, with an ellipsis for the rest.

    `from_end`: its end, and the ellipsis before it. No character is cut from its marks.
    """
    if width(text) <= columns:
        return text
    parts: list[str] = _GRAPHEME.findall(text)
    if from_end:
        parts.reverse()
    kept, left = list[str](), columns - 1
    for part in parts:
        left -= width(part)
        if left < 0:
            break
        kept.append(part)
    return "…" + "".join(reversed(kept)) if from_end else "".join(kept) + "…"


def cell(text: str, columns: int, from_end: bool = False) -> str:
    """Return a text as a cell of so many columns, which keeps its direction; `from_end`: at the right, its end."""
    said = cut(harmless(text), columns, from_end)
    blanks = " " * (columns - width(said))
    return blanks + isolated(said) if from_end else isolated(said) + blanks
