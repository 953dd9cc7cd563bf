"""Common English words: those of the program's own manual and sample texts, for hyphens at the ends of lines."""

from functools import cache

import regex

from annotator.resources import resource, seeds

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")


@cache
def common_words() -> frozenset[str]:
    """Return the words of the manual and the sample texts, in small letters, with the hyphens that they have within."""
    pages = [*resource("help").glob("*.md"), *seeds().glob("*.md"), *seeds().glob("*.txt")]
    return frozenset(word for page in pages for word in _WORD.findall(page.read_text("utf-8").casefold()))
