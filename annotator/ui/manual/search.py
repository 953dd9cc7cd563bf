"""Search over all pages: the sections that have all the words, the likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.ui.kit.fuzzy_match import fold
from annotator.ui.manual.pages import ManualPage, ManualPlace, Section

_AROUND = 40
"""Characters that are shown before the first word that was found."""
_EXCERPT = 160
_IN_HEADING, _IN_TITLE, _AT_WORD = 10.0, 4.0, 2.0
_MOST_COUNTED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A section that has all the words; `excerpt`: the words around the first of them."""

    place: ManualPlace
    title: str
    heading: str
    excerpt: str


def search(query: str, pages: Sequence[ManualPage], most: int = 60) -> list[Found]:
    """Return the sections in which every word of the query stands, be it in the heading or in the page's title.

    Case and accents do not matter. What stands in a heading comes before what stands in the text only; of equal ones
    the first in the manual.
    """
    words = fold(query).split()
    if not words:
        return []
    scored = []
    for page in pages:
        for section in page.sections:
            value = _score(words, page, section)
            if value > 0:
                scored.append((value, page, section))
    scored.sort(key=lambda one: -one[0])
    return [
        Found(ManualPlace(page.name, section.anchor), page.title, section.heading, _excerpt(words, section.text))
        for _, page, section in scored[:most]
    ]


def _score(words: Sequence[str], page: ManualPage, section: Section) -> float:
    """Return how well a section fits, 0 where a word is nowhere in it."""
    heading, title, text = fold(section.heading), fold(page.title), fold(section.text)
    total = 0.0
    for word in words:
        value = _IN_HEADING * (word in heading) + _IN_TITLE * (word in title)
        value += min(text.count(word), _MOST_COUNTED) + _AT_WORD * (f" {word}" in f" {text}")
        if not value:
            return 0.0
        total += value
    # A page's title alone would bring all of its sections.
    return total if any(word in heading or word in text for word in words) else 0.0


def _excerpt(words: Sequence[str], text: str) -> str:
    lower = text.casefold()
    places = [place for place in map(lower.find, words) if place >= 0]
    start = max(0, min(places, default=0) - _AROUND)
    if start:
        start = text.find(" ", start) + 1
    shown = text[start : start + _EXCERPT].strip()
    return f"{'… ' if start else ''}{shown}{' …' if start + _EXCERPT < len(text) else ''}"
