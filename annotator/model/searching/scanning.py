"""Where in a text stands what a query asks for: the one rule of it, whatever index found the text.

What must be there together is looked for within one part of the text: all of it, a paragraph, or a sentence.
"""

import re
import time
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import regex

from annotator.model.errors import BadSearch
from annotator.model.searching.patterns import compiled_pattern, shown_pattern
from annotator.model.searching.query import All, Either, Near, Pattern, Phrase, Query, Without, leaves
from annotator.model.searching.words import GAP, IN_WORD, SearchText, count_words, is_unparted
from annotator.model.span import Extent
from annotator.model.text import sentences

SECONDS = 2.0
"""How long a regular expression may work on one text."""

Hits = list[tuple[int, int]]
"""Places in a text, `[start, stop)` in code points, by their start."""


class Within(StrEnum):
    """In one of what the words of a query must stand together."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


class Scanner:
    """A query that was made ready once, for many texts. `seconds`: how long a pattern may work on one of them."""

    def __init__(self, query: Query, within: Within = Within.DOCUMENT, seconds: float = SECONDS) -> None:
        """Raises `BadSearch` where there is nothing to be found, but only what must not be there."""
        if next(leaves(query), None) is None:
            raise BadSearch("The search says only what must not be there; write a word to be found, too.")
        self.query, self.within, self._seconds = query, within, seconds

    def hits(self, text: str) -> list[Extent]:
        """Return the places of all that is to be found, in the parts of a text where the query holds, by their start.

        Each place once. Raises `BadSearch` where a regular expression takes too long.
        """
        found = _Found(SearchText(text), self._seconds)
        if self.within is Within.DOCUMENT:
            places = _hits(self.query, found.all) if _holds(self.query, found.all) else []
        else:
            places = self._in_parts(text, found)
        return [Extent(start, stop) for start, stop in sorted(set(places))]

    def over(self, text: str) -> Callable[[Sequence[tuple[int, int]]], bool]:
        """Return what says of pieces of a text whether the query holds of what stands in one or another of them.

        Words are those of the text: a piece that ends within one does not have it. Raises `BadSearch`, as `hits` does.
        """
        found = _Found(SearchText(text), self._seconds)
        return lambda pieces: _holds(self.query, found.inside(pieces))

    def _in_parts(self, text: str, found: "_Found") -> Hits:
        if not _may_hold(self.query, found.all):
            return []
        parts = parts_of(text, self.within)
        starts = [start for start, _ in parts]
        asked = list(leaves(self.query))
        if any(isinstance(leaf, Pattern) for leaf in asked):
            touched: Iterable[int] = range(len(parts))
        else:
            touched = sorted({bisect_right(starts, start) - 1 for leaf in asked for start, _ in found.all(leaf)})
        places: Hits = []
        for number in touched:
            inside = found.inside([parts[number]])
            if _holds(self.query, inside):
                places += _hits(self.query, inside)
        return places


def parts_of(text: str, within: Within) -> list[tuple[int, int]]:
    """Return the paragraphs or sentences of a text, one after the other without a gap."""
    if within is Within.DOCUMENT:
        return [(0, len(text))]
    if within is Within.SENTENCE:
        starts = [extent.start for extent in sentences(text)]
    else:
        starts = [found.end() for found in re.finditer(r"\n(?!\n)", text)]
    starts = sorted({0, *starts})
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


_Finding = Callable[[Phrase | Pattern | Near], Sequence[tuple[int, int]]]


class _Found:
    """What the leaves of a query have in one text, each looked for once; a pattern in each part by itself.

    A pattern takes what it can: looked for in all of the text, it might take the end of a part with it.
    """

    def __init__(self, text: SearchText, seconds: float) -> None:
        self._text, self._seconds = text, seconds
        self._hits: dict[Phrase | Pattern | Near, Hits] = {}
        self._left: dict[Pattern, float] = {}

    def all(self, leaf: Phrase | Pattern | Near) -> Hits:
        """Return where a leaf stands, anywhere."""
        if leaf not in self._hits:
            self._hits[leaf] = sorted(self._look_for(leaf))
        return self._hits[leaf]

    def inside(self, parts: Sequence[tuple[int, int]]) -> _Finding:
        """Return what finds leaves that stand as a whole in one of some parts of the text."""
        return lambda leaf: [place for part in parts for place in self._in_part(leaf, *part)]

    def _in_part(self, leaf: Phrase | Pattern | Near, start: int, stop: int) -> Iterator[tuple[int, int]]:
        if isinstance(leaf, Pattern):
            yield from self._matches(leaf, start, stop)
            return
        places = self.all(leaf)
        for at in range(bisect_left(places, (start, start)), len(places)):
            if places[at][0] >= stop:
                return
            if places[at][1] <= stop:
                yield places[at]

    def _look_for(self, leaf: Phrase | Pattern | Near) -> Iterator[tuple[int, int]]:
        match leaf:
            case Phrase():
                yield from (self._text.place(*place) for place in self._forms_of(leaf))
            case Near():
                yield from (self._text.place(*place) for place in self._near(leaf))
            case Pattern():
                yield from self._matches(leaf, 0, len(self._text.text))

    def _forms_of(self, words: Phrase) -> Iterator[tuple[int, int]]:
        """Yield where words stand in the normal form."""
        form, pattern = self._text.form, _pattern_of(words)
        found = pattern.search(form)
        while found is not None:
            begins = start = found.start()
            following = start + 1
            if not is_unparted(words.words[0]):
                while begins > 0 and _IN_WORD.match(form, begins - 1):
                    begins -= 1
                # A word begins and ends once: nothing else is to be found in it.
                while _IN_WORD.match(form, following):
                    following += 1
            if (begins == start or words.is_ended) and self._is_as_written(words, begins, found.end()):
                yield begins, found.end()
            # Those that begin within another are found, too: “a a” twice in “a a a”.
            found = pattern.search(form, following)

    def _is_as_written(self, words: Phrase, start: int, stop: int) -> bool:
        return not words.written or _is_written(words, self._text.text[slice(*self._text.place(start, stop))])

    def _near(self, near: Near) -> Iterator[tuple[int, int]]:
        """Yield from the one to the other: for each of the one the last of the other before it and the first behind."""
        others = list(self._forms_of(near.other))
        starts, stops = [start for start, _ in others], [stop for _, stop in others]
        for start, stop in self._forms_of(near.one):
            before = bisect_right(stops, start) - 1
            if before >= 0 and count_words(self._text.form, stops[before], start) <= near.between:
                yield starts[before], stop
            behind = bisect_left(starts, stop)
            if behind < len(others) and count_words(self._text.form, stop, starts[behind]) <= near.between:
                yield start, stops[behind]

    def _matches(self, pattern: Pattern, start: int, stop: int) -> Hits:
        compiled = compiled_pattern(pattern.source, pattern.is_exact)
        left, began = self._left.get(pattern, self._seconds), time.monotonic()
        try:
            # Other threads go on meanwhile, the window's among them.
            found = [
                (start + match.start(), start + match.end())
                for match in compiled.finditer(self._text.text[start:stop], timeout=max(left, 0.001), concurrent=True)
                if match.start() < match.end()
            ]
        except (TimeoutError, MemoryError):
            raise BadSearch(
                f"{shown_pattern(pattern.source)} takes longer than {self._seconds:g} seconds on one text;"
                " write it more simply, without one repetition inside another."
            ) from None
        self._left[pattern] = left - (time.monotonic() - began)
        return found


@lru_cache(maxsize=1024)
def _pattern_of(words: Phrase) -> re.Pattern[str]:
    """Return what finds words in a normal form, whatever stands before; it begins with letters, which is quick."""
    pattern = ""
    for one, following in pairwise((*words.words, "")):
        pattern += re.escape(one)
        if following:
            pattern += f"{GAP}*" if is_unparted(one) or is_unparted(following) else f"{GAP}+"
    if is_unparted(words.words[-1]):
        return re.compile(pattern)
    return re.compile(pattern + (f"{IN_WORD}*" if words.is_begun else f"(?!{IN_WORD})"))


_IN_WORD = re.compile(IN_WORD)
_WRITTEN = regex.compile(r"[\p{L}\p{N}\p{M}]+")


def _is_written(words: Phrase, text: str) -> bool:
    """Whether what was found has the case and accents of the query; beginnings and endings may have more."""
    here, asked = (_WRITTEN.findall(unicodedata.normalize("NFC", one)) for one in (text, words.written))
    if not (words.is_begun or words.is_ended):
        return here == asked
    return len(here) == len(asked) and all(
        asked_one in here_one for here_one, asked_one in zip(here, asked, strict=True)
    )


def _may_hold(query: Query, found: _Finding) -> bool:
    """Whether a query may hold in a part of a text, by what all of it has: the parts are dear to find."""
    match query:
        case All(parts):
            return all(_may_hold(part, found) for part in parts)
        case Either(parts):
            return any(_may_hold(part, found) for part in parts)
        case Without() | Pattern():
            return True
        case _:
            return bool(found(query))


def _holds(query: Query, found: _Finding) -> bool:
    match query:
        case All(parts):
            return all(_holds(part, found) for part in parts)
        case Either(parts):
            return any(_holds(part, found) for part in parts)
        case Without(part):
            return not _holds(part, found)
        case _:
            return bool(found(query))


def _hits(query: Query, found: _Finding) -> Hits:
    """Return where what is to be found stands, where the query holds: of alternatives, those that hold."""
    match query:
        case All(parts):
            return [place for part in parts for place in _hits(part, found)]
        case Either(parts):
            return [place for part in parts if _holds(part, found) for place in _hits(part, found)]
        case Without():
            return []
        case _:
            return list(found(query))
