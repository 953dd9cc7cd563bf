"""A text as two readings of it are compared: without blanks, line ends, hyphens and the shapes of letters.

What differs between printed lines and prose is gone in this form: where lines end, hyphens at their ends, ligatures,
letters set wide, curly quotation marks. Each character that is left knows where it stands in the text.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Codes = NDArray[np.uint32]

_QUOTES = {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"')}
_DROPPED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
"""General categories of blanks, controls and dashes."""


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text in normal form. `codes`: its code points, `places`: where each stands in the text."""

    text: str
    codes: Codes
    places: Places

    def __len__(self) -> int:
        return len(self.codes)

    def first_from(self, place: int) -> int:
        """Return the first character in normal form that stands at a place of the text, or behind it."""
        return int(np.searchsorted(self.places, place))

    def part(self, start: int, stop: int) -> str:
        """Return a part of the normal form."""
        return self.codes[max(start, 0) : max(stop, 0)].astype("<u4").tobytes().decode("utf-32-le")


def normal(text: str) -> NormalText:
    """Return a text in normal form."""
    known: dict[str, str] = {}
    forms = []
    for char in text:
        form = known.get(char)
        if form is None:
            form = known[char] = _normal_char(char)
        forms.append(form)
    lengths = np.fromiter(map(len, forms), np.int64, len(forms))
    codes = np.frombuffer("".join(forms).encode("utf-32-le"), "<u4").astype(np.uint32)
    return NormalText(text, codes, np.repeat(np.arange(len(forms), dtype=np.int64), lengths))


def normal_of(text: str) -> str:
    """Return the normal form of a short text by itself."""
    return "".join(map(_normal_char, text))


def _normal_char(char: str) -> str:
    if char < "\x80" and char.isalnum():
        return char
    if char in _QUOTES:
        return _QUOTES[char]
    decomposed = unicodedata.normalize("NFKD", char)
    return "".join(one for one in decomposed if unicodedata.category(one) not in _DROPPED)
