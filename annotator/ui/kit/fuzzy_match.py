"""How well typed letters fit a title: a word's start counts more than its middle, and letters may be left out.

Pure and quick: the palette asks it for each of its lines at each key.
"""

import unicodedata
from functools import lru_cache


def score(query: str, title: str, detail: str = "") -> float | None:
    """Return how well all words of `query` fit, higher is better; None where one fits nowhere. "" fits all alike.

    A word fits at the start of the title (4), at the start of a word (3), as letters in order of which some start
    words ("ns" for "next span": up to 2.5), inside a word (2), or in the detail (0.5 at a word's start, else 0.25).
    """
    folded, explained = fold(title), fold(detail)
    total = 0.0
    for term in fold(query).split():
        best = _in_title(term, folded) or _in_detail(term, explained)
        if not best:
            return None
        total += best
    return total


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def begins_word(typed: str, title: str) -> bool:
    """Whether a word of a title begins so, whatever the case and the accents."""
    return _starts_a_word(fold(typed), fold(title))


def _in_title(term: str, title: str) -> float:
    if title.startswith(term):
        return 4.0
    if _starts_a_word(term, title):
        return 3.0
    return max(2.0 if term in title else 0.0, _as_letters(term, title))


def _in_detail(term: str, detail: str) -> float:
    if not detail or term not in detail:
        return 0.0
    return 0.5 if _starts_a_word(term, detail) else 0.25


def _starts_a_word(term: str, text: str) -> bool:
    at = text.find(term)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(term, at + 1)
    return False


def _as_letters(term: str, title: str) -> float:
    """Take each letter where it starts a word if the rest still fits after it, else at its next place."""
    at, starts = 0, 0
    for number, letter in enumerate(term):
        rest = term[number + 1 :]
        place = next((here for here in _word_starts(title, letter, at) if _follows(rest, title, here + 1)), -1)
        if place < 0:
            place = title.find(letter, at)
            if place < 0:
                return 0.0
        else:
            starts += 1
        at = place + 1
    return 0.5 + 2 * starts / len(term) if starts else 0.0


def _word_starts(text: str, letter: str, start: int) -> list[int]:
    return [at for at in range(start, len(text)) if text[at] == letter and (at == 0 or not text[at - 1].isalnum())]


def _follows(letters: str, text: str, start: int) -> bool:
    for letter in letters:
        start = text.find(letter, start) + 1
        if not start:
            return False
    return True
