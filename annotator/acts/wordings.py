"""Parties that the text names and no register knows: two wordings are the same party apart from article and case.

“The parties”, “parties” and “THE PARTIES” are one; so are «les parties» and «parties», «الأطراف» and «أطراف». Cases,
coefficients and dyads compare by this one function.
"""

import unicodedata
from functools import lru_cache

import regex

_ARTICLE = regex.compile(
    r"""(?:
        (?:the|an?                      # English
        |les?|la|une?|des               # French
        |el|los|las|un[ao]s?            # Spanish
        )\s+(?=\w)
        |l['’]\s*(?=\w)                 # French, elided
        |ال(?=\p{Arabic}{2})            # Arabic, written together with its noun
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_ABBREVIATION = regex.compile(r"\p{Lu}{2,}(?=\s)")


@lru_cache(maxsize=50_000)
def bare(wording: str) -> str:
    """Return a wording as it is compared: case folded, blanks and apostrophes alike, without an article before it.

    What is written in capitals among other words is no article, but an abbreviation: “UN agencies”.
    """
    said = " ".join(unicodedata.normalize("NFC", wording).replace("’", "'").split())
    found = _ARTICLE.match(said)
    is_name = not said.isupper() and _ABBREVIATION.match(said) is not None
    return (said[found.end() :] if found is not None and not is_name else said).casefold()
