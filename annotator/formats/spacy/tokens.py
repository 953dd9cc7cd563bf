"""A text as spaCy's tokens: words, whose one blank behind them belongs to them, and runs of other blanks.

Joined they are the text again, letter by letter. Tokens end where a span begins or ends, so that no span is widened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotator.model.sentences import sentence_starts
from annotator.model.span import Extent
from annotator.model.text import cut_at_tokens


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """Tokens without the blank behind them, where they begin and end, which have it, and which begin a sentence."""

    words: list[str]
    begins: list[int]
    ends: list[int]
    spaces: list[bool]
    starts: frozenset[int]

    def within(self, extent: Extent) -> tuple[int, int]:
        """Return (first, one past the last) of the tokens of a range at whose ends tokens begin and end."""
        first = bisect_left(self.begins, extent[0])
        return first, max(first, bisect_right(self.ends, extent[1]))


def tokenised(text: str, extents: Iterable[Extent]) -> TokenisedText:
    """Return the tokens of a text, which begin and end where the given ranges do."""
    pieces = cut_at_tokens(text)
    ends = [0, *accumulate(map(len, pieces))]
    made = _TokenMaking(pieces, ends, list(extents))
    done = 0
    for piece in made.special():
        made.take_plain(done, piece)
        made.take(piece)
        done = piece + 1
    made.take_plain(done, len(pieces))
    words, begins, stops, spaces = made.words, made.begins, made.stops, made.spaces
    return TokenisedText(words, begins, stops, spaces, frozenset(_sentences(text, begins)))


class _TokenMaking:
    """`pieces`: blanks, a word, blanks …; `ends`: where each begins, and the end."""

    def __init__(self, pieces: list[str], ends: list[int], extents: list[Extent]) -> None:
        self._pieces, self._ends = pieces, ends
        self._cuts = sorted({place for extent in extents for place in extent})
        # A blank at the end of a range must be a token: what belongs to the word before it is in no range of tokens.
        self._own = {start for start, _ in extents} | {stop - 1 for _, stop in extents}
        self.words, self.begins, self.stops, self.spaces = list[str](), list[int](), list[int](), list[bool]()

    def special(self) -> list[int]:
        """Return the pieces that are not a word, one blank behind it or nothing: those that ranges cut, and others."""
        found = {number for number in range(0, len(self._pieces), 2) if self._pieces[number] not in _PLAIN}
        known = set(self._ends)
        for place in self._cuts:
            if place not in known:
                found.add(bisect_right(self._ends, place) - 1)
        for place in self._own:
            piece = bisect_right(self._ends, place) - 1
            if piece % 2 == 0:
                found.add(piece)
        if self._pieces[0]:
            found.add(0)
        return sorted(piece for piece in found if piece < len(self._pieces))

    def take_plain(self, first: int, stop: int) -> None:
        """Take pieces that are words with a blank behind them, or nothing; the first may be such a blank."""
        if first < stop and first % 2 == 0:
            if self._pieces[first]:
                self.spaces[-1] = True
            first += 1
        if first >= stop:
            return
        words = self._pieces[first:stop:2]
        self.words += words
        self.begins += self._ends[first:stop:2]
        self.stops += self._ends[first + 1 : stop + 1 : 2]
        behind = [bool(blank) for blank in self._pieces[first + 1 : stop : 2]]
        self.spaces += behind if len(behind) == len(words) else [*behind, False]

    def take(self, piece: int) -> None:
        """Take a piece as ranges cut it."""
        start, stop = self._ends[piece], self._ends[piece + 1]
        inner = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, stop)]
        is_blank = piece % 2 == 0
        for begin, end in zip([start, *inner], [*inner, stop], strict=True):
            said = self._pieces[piece][begin - start : end - start]
            is_behind = bool(self.stops) and self.stops[-1] == begin and not self.spaces[-1]
            if is_blank and said[:1] == " " and is_behind and begin not in self._own:
                self.spaces[-1] = True
                said, begin = said[1:], begin + 1
            if said:
                self.words.append(said)
                self.begins.append(begin)
                self.stops.append(end)
                self.spaces.append(False)


_PLAIN = ("", " ")


def _sentences(text: str, begins: list[int]) -> Iterator[int]:
    at = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (bisect_left(begins, at + start) for start in sentence_starts(paragraph))
        at += len(paragraph) + 1
