"""A text as spaCy's tokens: words, whose one blank behind them belongs to them, and runs of other blanks.

Joined they are the text again, letter by letter. Tokens end where a span begins or ends, so that no span is widened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.sentences import sentence_starts
from annotator.model.span import Extent
from annotator.model.text import tokens as word_tokens


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """Tokens as ranges of the text, which of them have a blank behind them, and which begin a sentence."""

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    spaces: tuple[bool, ...]
    starts: frozenset[int]

    def within(self, extent: Extent) -> tuple[int, int]:
        """Return (first, one past the last) of the tokens of a range at whose ends tokens begin and end."""
        first = bisect_left(self.begins, extent.start)
        return first, max(first, bisect_right(self.ends, extent.stop))

    def word(self, number: int) -> str:
        """Return a token without the blank behind it."""
        return self.text[self.begins[number] : self.ends[number]]


def tokenised(text: str, extents: Iterable[Extent]) -> TokenisedText:
    """Return the tokens of a text, which begin and end where the given ranges do."""
    wanted = sorted(extents)
    cuts = sorted({place for extent in wanted for place in extent})
    # A blank at the end of a range must be a token: one that belongs to the word before it is in no range of tokens.
    own = {start for start, _ in wanted} | {stop - 1 for _, stop in wanted}
    begins, ends, spaces = list[int](), list[int](), list[bool]()
    for start, stop, is_word in _runs(text):
        inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, stop)]
        for first, end in zip([start, *inner], [*inner, stop], strict=True):
            begin = first
            is_behind = bool(ends) and ends[-1] == begin and not spaces[-1]
            if not is_word and text[begin] == " " and is_behind and begin not in own:
                spaces[-1] = True
                begin += 1
            if begin < end:
                begins.append(begin)
                ends.append(end)
                spaces.append(False)
    return TokenisedText(text, tuple(begins), tuple(ends), tuple(spaces), frozenset(_sentences(text, begins)))


def _runs(text: str) -> Iterable[tuple[int, int, bool]]:
    """Yield words and what stands between them, which is blanks."""
    at = 0
    for start, stop in word_tokens(text):
        if at < start:
            yield at, start, False
        yield start, stop, True
        at = stop
    if at < len(text):
        yield at, len(text), False


def _sentences(text: str, begins: list[int]) -> Iterable[int]:
    at = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (bisect_left(begins, at + start) for start in sentence_starts(paragraph))
        at += len(paragraph) + 1
