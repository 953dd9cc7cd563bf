"""Words to rows: what stands on one baseline across a page, with what is raised above it or hangs from it."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from annotator.readers.pdf_layout.glyphs import Box
from annotator.readers.pdf_layout.words import Word

_SAME_LINE, _SAME_LOOSELY = 0.25, 0.5
"""Baselines so many em apart are one; in columns of Japanese turned to lines, where letters stand in their middle."""
_SMALL = 0.85
"""Raised type is smaller than so much of what it stands at."""
_HIGHEST, _LOWEST = 0.75, 0.4
_TOUCH = 0.35
_CAP = 1.6
"""An initial that hangs into the lines below is so many times as large as they are."""
_LETTER = regex.compile(r"[\p{Lu}\p{Lt}\p{Lo}«“\"'‘]{1,2}")
_DOUBLE = 0.12
_DOT_GAP = 2.5
BULLET = "•"


@dataclass(slots=True)
class Row:
    """The words on one baseline, from left to right. `em`: the size of most of its type."""

    words: list[Word]
    y: float
    em: float
    page: int = 0
    parts: tuple["Row", ...] = ()
    """The rows that it was put together of, where columns stand side by side whose lines do not meet."""

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    def __lt__(self, other: "Row") -> bool:
        """Rows higher up come first."""
        return self.y > other.y


@dataclass(slots=True)
class _Open:
    """A row that is still gathered."""

    y: float
    em: float
    words: list[Word] = field(default_factory=list)


def rows_of(words: list[Word], page: int = 0, loose: bool = False) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    tolerance = _SAME_LOOSELY if loose else _SAME_LINE
    found: list[_Open] = []
    for word in sorted(words, key=lambda word: -word.y):
        if found and found[-1].y == word.y and found[-1].em == word.em:
            found[-1].words.append(word)
            continue
        for row in reversed(found[-4:]):
            if row.y - word.y <= tolerance * min(row.em, word.em) and _alike(row.em, word.em):
                row.words.append(word)
                break
        else:
            found.append(_Open(word.y, word.em, [word]))
    rows = [_row(one, page) for one in found]
    return _with_initials(_with_raised(sorted(rows)))


def with_dots(rows: list[Row], dots: Sequence[Box]) -> None:
    """Write a bullet where a small drawing stands before a word, as in lists whose signs are no letters."""
    for left, bottom, right, top in dots:
        middle = (bottom + top) / 2
        for row in rows:
            if not -0.1 < (middle - row.y) / row.em < 0.8 or not 0.1 < (top - bottom) / row.em < 1.0:
                continue
            after = next((index for index, word in enumerate(row.words) if word.x0 > left), None)
            if after is None:
                continue
            word = row.words[after]
            before = row.words[after - 1] if after else None
            is_near = 0.05 < (word.x0 - right) / row.em < _DOT_GAP
            is_free = before is None or left - before.x1 > row.em
            if is_near and is_free and word.text != BULLET:
                row.words.insert(after, Word(BULLET, left, right, row.y, word.em, word.font))
                break


def _alike(one: float, other: float) -> bool:
    return min(one, other) >= _SMALL * max(one, other) or max(one, other) >= _CAP * min(one, other)


def _row(found: _Open, page: int) -> Row:
    words = _once(sorted(found.words, key=lambda word: word.x0))
    return Row(words, _most([word.y for word in words], words), _most([word.em for word in words], words), page)


def _most(values: list[float], words: list[Word]) -> float:
    """Return the value that most letters have, the first of several."""
    if values.count(values[0]) == len(values):
        return values[0]
    letters: dict[float, int] = {}
    for value, word in zip(values, words, strict=True):
        letters[value] = letters.get(value, 0) + len(word.text)
    return max(letters, key=lambda value: letters[value])


def _once(words: list[Word]) -> list[Word]:
    """Drop what is printed twice at one place to look bold."""
    kept: list[Word] = []
    for word in words:
        text, x0, reach = word.text, word.x0, _DOUBLE * word.em
        # Words stand from left to right: where the last one began further back than that, all did.
        is_near = bool(kept) and x0 - kept[-1].x0 < reach
        is_twin = is_near and any(one.text == text and x0 - one.x0 < reach for one in kept[-3:])
        if not is_twin or word.x1 - x0 < reach:
            kept.append(word)
    return kept


def _with_raised(rows: list[Row]) -> list[Row]:
    """Put rows of small type that touches a larger one beside it, such as marks of notes, into the larger one's row."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        others = [*rows[max(0, index - 3) : index], *rows[index + 1 : index + 4]]
        others = [one for one in others if one.em > row.em and -_LOWEST < (row.y - one.y) / one.em < _HIGHEST]
        rest = []
        for word in row.words:
            host = next((one for one in others if _touches(word, one)), None)
            if host is None:
                rest.append(word)
            else:
                word.raised = 1 if word.y > host.y else -1
                host.words.insert(bisect_left([one.x0 for one in host.words], word.x0), word)
        if rest:
            row.words = rest
            kept.append(row)
    for row in kept:
        _mark_raised(row)
    return kept


def _mark_raised(row: Row) -> None:
    """Mark small type that stands a little above or below the row's baseline and came with it."""
    for word in row.words:
        if not word.raised and word.em < _SMALL * row.em and abs(word.y - row.y) > 0.08 * row.em:
            word.raised = 1 if word.y > row.y else -1


def _touches(word: Word, row: Row) -> bool:
    reach = _TOUCH * row.em
    return any(
        one.em * _SMALL > word.em and (-reach < word.x0 - one.x1 < reach or -reach < one.x0 - word.x1 < reach)
        for one in row.words
    )


def _stands_left(initial: Word, row: Row) -> bool:
    """Whether a row begins right of an initial."""
    covers = any(word.x0 < initial.x1 and word.x1 > initial.x0 for word in row.words)
    return not covers and any(0 <= word.x0 - initial.x1 < 1.5 * row.em for word in row.words)


def _with_initials(rows: list[Row]) -> list[Row]:
    """Move a large initial up from the row on whose baseline it stands to the row that it begins."""
    for index, row in enumerate(rows):
        for word in row.words:
            if word.em < _CAP * row.em or not _LETTER.fullmatch(word.text):
                continue
            above = [
                one
                for one in rows[max(0, index - 5) : index]
                if one.y - row.y < word.em and abs(one.em - row.em) < 0.1 * row.em and _stands_left(word, one)
            ]
            if above and len(row.words) > 1:
                row.words.remove(word)
                for other in rows[rows.index(above[0]) + 1 : index + 1]:
                    beside = next(one for one in other.words if one.x0 > word.x0)
                    beside.x0 = word.x0  # what stands beside the initial has no indent
                word.y, word.em = above[0].y, above[0].em
                insort(above[0].words, word, key=lambda one: one.x0)
                break
    return [row for row in rows if row.words]
