"""Texts made alike for looking one up in the other: without case, accents and vowel points, in any script.

Marks of Latin, Greek, Cyrillic, Hebrew and Arabic go, as nobody types them who looks for a word; those of Indic and
other scripts are vowels, and stay. Full-width letters are letters (Unicode Standard Annex 15, NFKD).
"""

import unicodedata
from functools import lru_cache

_MARKS = dict.fromkeys(
    (
        *(*range(0x300, 0x370), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100)),
        *(*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7),
        *(*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E5), 0x640),
        *(0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD),
    )
)
_ALIKE = _MARKS | str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "’": "'", "‘": "'", "“": '"', "”": '"'})


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return a text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", apart.translate(_ALIKE))
