"""How a sentence is put together: counts with their nouns, words in a row, names that keep their direction.

Each is written here once, so that “1 documents” or an Arabic name that turns the words around it cannot come back.
"""

from collections.abc import Iterable

import regex

FSI, PDI = "\u2068", "\u2069"
_TURNS = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\p{Bidi_Control}]")
"""What can turn the direction of what stands beside it: Hebrew, Arabic with its digits, the controls of direction."""


def one_or_many(number: float, one: str, many: str) -> str:
    """Return the word for one or that for several: “is” or “are”."""
    return one if number == 1 else many


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 span”, “2,000 spans”.

    `many`: where an s at the end does not do, as for `counted(n, "party", "parties")` or `counted(n, "is", "are")`.
    """
    return f"{number:,} {one_or_many(number, one, many or f'{one}s')}"


def word_list(words: Iterable[str], last: str = "and") -> str:
    """Return “a”, “a and b”, “a, b and c”."""
    *first, end = [*words] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def as_sentence(text: str) -> str:
    """Return a text with a capital where it begins."""
    return f"{text[:1].upper()}{text[1:]}"


def undefined_because(reason: str) -> str:
    """Return “undefined, because nobody filled the slot.”; `reason`: why a number has no value, as a sentence."""
    return f"undefined, because {reason[:1].lower()}{reason[1:]}"


def quotation(text: str, longest: int) -> str:
    """Return a passage in quotes, on one line and cut where it is longer; "" for a passage without words."""
    line = " ".join(text.split())
    return f"“{isolated(line[:longest])}{'…' if len(line) > longest else ''}”" if line else ""


def plain(text: str) -> str:
    """Return a text without the marks of `isolated`."""
    return text.replace(FSI, "").replace(PDI, "")


def isolated(text: str) -> str:
    """Return a text that keeps its direction, and leaves that of the words around it (Unicode Standard Annex 9).

    For what is shown: in data that leaves the program the marks would be part of the name.
    """
    return f"{FSI}{text}{PDI}" if _TURNS.search(text) else text
