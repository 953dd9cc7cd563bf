"""Common English words: those of the program's own manual, codebooks and sample texts, for hyphens at line ends."""

from functools import cache

import regex

from annotator.resources import resource, seeds

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")


@cache
def common_words() -> frozenset[str]:
    """Return the words of the program's own texts, in small letters, with the hyphens that they have within."""
    pages = [*resource("help").glob("*.md"), *resource("codebooks").glob("*.json"), *seeds().glob("*.*")]
    return frozenset(word for page in pages for word in _WORD.findall(page.read_text("utf-8").casefold()))
