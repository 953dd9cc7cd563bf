"""A text as spaCy's tokens: words, whose one blank behind them belongs to them, and runs of other blanks.

Joined they are the text again, letter by letter. Tokens end where a span begins or ends, so that no span is widened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.model.sentences import sentence_starts
from annotator.model.span import Extent
from annotator.model.text import cut_at_tokens

Places = NDArray[np.intp]
_BLANK = ord(" ")


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """Tokens without the blank behind them, where they begin and end, which have it, and which begin a sentence."""

    words: list[str]
    begins: Places
    ends: Places
    spaces: NDArray[np.bool_]
    starts: Places

    def within(self, begins: Places, ends: Places) -> tuple[Places, Places]:
        """Return the first, and one past the last, of the tokens of ranges at whose ends tokens begin and end."""
        first = np.searchsorted(self.begins, begins)
        return first, np.maximum(first, np.searchsorted(self.ends, ends, "right"))


def tokenised(text: str, extents: Sequence[Extent]) -> TokenisedText:
    """Return the tokens of a text, which begin and end where the given ranges do."""
    begins, ends, spaces = _cut(text, places_of(extents))
    words = [text[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
    sentences = np.unique(np.searchsorted(begins, np.fromiter(_sentences(text), np.intp)))
    return TokenisedText(words, begins, ends, spaces, sentences[sentences < len(words)])


def places_of(extents: Sequence[Extent]) -> NDArray[np.intp]:
    """Return where ranges begin and end, a row each."""
    return np.array(extents, np.intp).reshape(-1, 2)


def _cut(text: str, ranges: NDArray[np.intp]) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Return where tokens begin and end, and which have a blank behind them."""
    pieces, size = cut_at_tokens(text), len(text)
    lengths = np.fromiter(map(len, pieces), np.intp, len(pieces))
    is_bound, is_own = np.zeros(size + 1, np.bool_), np.zeros(size + 1, np.bool_)
    for places in (0, size, np.cumsum(lengths), ranges):
        is_bound[places] = True
    # A blank at the end of a range must be a token: what belongs to the word before it is in no range of tokens.
    is_own[ranges[:, 0]] = is_own[ranges[:, 1] - 1] = True
    bounds = np.flatnonzero(is_bound)
    begins, ends = bounds[:-1], bounds[1:]
    is_blank = np.repeat(np.arange(len(pieces)) % 2 == 0, lengths)[begins]
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")[begins]
    # Before a blank that is in no range stands a token: whatever else ends there is cut by one.
    is_behind = is_blank & (letters == _BLANK) & ~is_own[begins]
    is_behind[:1] = False
    begins = begins + is_behind
    is_kept, has_space = begins < ends, np.append(is_behind, False)[1:]
    return begins[is_kept], ends[is_kept], has_space[is_kept]


def _sentences(text: str) -> Iterator[int]:
    at = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (at + start for start in sentence_starts(paragraph))
        at += len(paragraph) + 1
