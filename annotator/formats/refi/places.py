"""Where selections of REFI-QDA stand: what of their names is a quote of the text.

The standard has no field for the words that were selected, but most programs name a selection by them, whole or as it
begins (“… much bigger breakfast, and…”). Others name it as somebody typed, or “Quotation 6:1”. A name counts as a quote
where its length fits the selection, or where it stands in the text as near as another way of counting could put it.
"""

import re
from dataclasses import dataclass
from typing import Self

from annotator.formats.placing import PlaceClaim
from annotator.formats.refi.xml import Element

_CUT = re.compile(r"\s*(?:…|\.\.\.)\Z")
_BLANKS = re.compile(r"\s+")
_GENERIC = re.compile(r"(?:Quotation|Zitat|Citation|Selection|Segment|Annotation)?\s*[\d:.,\s–-]*", re.I)
_SHORTEST = 12
"""A shorter name that a passage begins with may be a title that says the same."""


@dataclass(frozen=True, slots=True)
class RefiTextPlaces:
    """A text as selections name places in it. `drift`: how far another way of counting could move a place at most."""

    raw: str
    drift: int

    @classmethod
    def of(cls, raw: str) -> Self:
        """Return a text with what is counted of it once."""
        return cls(raw, raw.count("\n") + _wide(raw) + 2)

    def claim(self, selection: Element) -> PlaceClaim | None:
        """Return what a selection says of its place, None where it says none."""
        start, stop = _number(selection.get("startPosition")), _number(selection.get("endPosition"))
        if start is None or stop is None:
            return None
        return self.named(start, stop, selection.get("name", ""))

    def named(self, start: int, stop: int, name: str) -> PlaceClaim:
        """Return the claim of a range with a name, which is a quote or none."""
        length, words = stop - start, name.strip()
        place = ((start, stop),)
        if not words or length <= 0:
            return PlaceClaim(place)
        if abs(len(words) - length) <= self._slack(start, stop) or abs(len(name) - length) <= self._slack(start, stop):
            return PlaceClaim(place, name)
        cut = _CUT.sub("", name)
        if len(cut) < len(name) and len(cut) <= length:
            return PlaceClaim(place, name if cut == name.removesuffix("…") else cut, is_beginning=True)
        if _SHORTEST <= len(words) < length and self._is_near(words, start):
            return PlaceClaim(place, words, is_beginning=True)
        return PlaceClaim(place)

    def _slack(self, start: int, stop: int) -> int:
        """Return how much longer a range may be than its words, as it is counted."""
        head = self.raw[max(0, start) : max(0, stop) + 1]
        return head.count("\n") + _wide(head) + 1

    def _is_near(self, words: str, start: int) -> bool:
        """Whether a text has words as near to a position as another way of counting could move it."""
        first = max(0, start - self.drift)
        window = self.raw[first : max(0, start) + self.drift + 2 * len(words)]
        found = re.search(r"\s+".join(map(re.escape, words.split())), window)
        return found is not None and abs(first + found.start() - start) <= self.drift


def _wide(text: str) -> int:
    """Return how many characters of a text are two UTF-16 units."""
    return 0 if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)


def title_of(name: str, claim: PlaceClaim | None) -> str:
    """Return what somebody called a selection, empty where that is its quote or a number."""
    words = name.strip()
    return "" if (claim is not None and claim.quote) or _GENERIC.fullmatch(words) else words


def is_said(words: str, quote: str | None) -> bool:
    """Whether words are nothing but the quote."""
    return quote is not None and _BLANKS.sub(" ", words).strip() == _BLANKS.sub(" ", quote).strip()


def _number(written: str | None) -> int | None:
    try:
        return int(written) if written is not None and len(written) < 19 else None
    except ValueError:
        return None
