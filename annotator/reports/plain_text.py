"""Any text as one that XML and TeX can hold.

What neither can is a control character, half of a surrogate pair or a noncharacter (XML 1.0, section 2.2); in its place
stands U+FFFD, so that one sees that something was there. Line ends are line feeds.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

import regex

_IMPOSSIBLE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BACKWARDS = r"\p{Bidi_Class=R}\p{Bidi_Class=AL}"
_RIGHT_TO_LEFT = regex.compile(f"[{_BACKWARDS}]")
_RUN = regex.compile(rf"[{_BACKWARDS}](?:[^\p{{Bidi_Class=L}}]*[{_BACKWARDS}])?\p{{M}}*")
_STRONG = regex.compile(rf"[{_BACKWARDS}\p{{Bidi_Class=L}}]")


def clean(text: str) -> str:
    """Return a text without what no file can hold, its line ends as line feeds."""
    return _IMPOSSIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml(text: str) -> str:
    """Return a text for the content or the attributes of an element."""
    return escape(clean(text), {'"': "&quot;"})


def is_right_to_left(text: str) -> bool:
    """Whether some of a text runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode Standard Annex 9, rule P2)."""
    first = _STRONG.search(text)
    return first is not None and is_right_to_left(first.group())


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it runs from right to left."""
    at = 0
    for found in _RUN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False
