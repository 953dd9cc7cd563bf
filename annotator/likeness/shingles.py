"""A text as the set of its shingles: all runs of four words, as 64-bit numbers that hang on nothing but the words.

Shingles, resemblance and containment are those of A. Z. Broder, On the resemblance and containment of documents,
Compression and Complexity of Sequences 1997, 21–29.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from annotator.likeness.tokens import folded, words

LENGTH = 4
"""Words of a shingle; a text of fewer words is one shingle."""

Shingles = NDArray[np.uint64]
"""Sorted, each once."""

_MULTIPLIER = np.uint64(0x9E37_79B9_7F4A_7C15)
_MIX = (np.uint64(0xBF58_476D_1CE4_E5B9), np.uint64(0x94D0_49BB_1331_11EB))


class _Numbers(dict[str, int]):
    """The number of each word: the same in every process."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(folded(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(digest, "little")
        if len(self) < 1_000_000:
            self[word] = number
        return number


_NUMBERS = _Numbers()


def shingles(text: str) -> Shingles:
    """Return the shingles of a text; blanks, line ends, signs, capitals make no difference. Of no words, none."""
    return _of_words(words(text))


def _of_words(found: Sequence[str]) -> Shingles:
    if not found:
        return np.empty(0, np.uint64)
    numbers = np.fromiter(map(_NUMBERS.__getitem__, found), np.uint64, len(found))
    length = min(LENGTH, len(numbers))
    runs = np.zeros(len(numbers) - length + 1, np.uint64)
    for place in range(length):
        runs = runs * _MULTIPLIER + numbers[place : place + len(runs)]
    return np.unique(_mixed(runs))


def _mixed(numbers: Shingles) -> Shingles:
    """Return numbers of which each bit hangs on all bits of what it was (the end of SplitMix64, Steele et al. 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[1]
    return numbers ^ (numbers >> np.uint64(31))


def shared(one: Shingles, other: Shingles) -> int:
    """Return how many shingles two texts have in common."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0
    places = np.minimum(np.searchsorted(other, one), len(other) - 1)
    return int(np.count_nonzero(other[places] == one))


def resemblance(one: Shingles, other: Shingles) -> float:
    """Return r(A, B) = |A ∩ B| / |A ∪ B|, in [0, 1]; 0 where neither text has a word."""
    common = shared(one, other)
    return common / (len(one) + len(other) - common) if common else 0.0


def containment(one: Shingles, other: Shingles) -> float:
    """Return how much of the text with fewer shingles stands in the other: |A ∩ B| / min(|A|, |B|), in [0, 1]."""
    common = shared(one, other)
    return common / min(len(one), len(other)) if common else 0.0
