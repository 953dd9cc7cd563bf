"""The root element of XML, behind whatever may stand before it and however long that is."""

from collections.abc import Callable
from typing import NamedTuple

import regex

_BEFORE = regex.compile(r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!(?i:DOCTYPE)(?:\[.*?\]|[^>\[])*+>)\s*)*+", regex.S)
_TAG = regex.compile(r"<((?:[\w.-]+:)?[\w.-]+)(?:\s[^>]*+|/)?>")
_BEGUN = regex.compile(r"(?:<(?:[\w!?]|$)|$)")
_FIRST = 4096


class RootTag(NamedTuple):
    """`name`: without its prefix; `tag`: as it stands there, with its attributes. Empty where there is none."""

    name: str
    tag: str


def root_in(data: bytes) -> RootTag:
    """Return the root of XML in an encoding of which ASCII is a part, or in one that its byte order mark names."""
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return root_of(lambda size: data[:size].removeprefix(b"\xef\xbb\xbf").decode(codec, "ignore"))


def root_of(head: Callable[[int], str]) -> RootTag:
    """Return the root of XML; `head`: how the file begins, so many bytes of it, of which ever more are asked for."""
    size, before = _FIRST, -1
    while True:
        text = head(size)
        at = found.end() if (found := _BEFORE.match(text)) else 0
        if (tag := _TAG.match(text, at)) is not None:
            return RootTag(tag[1].rpartition(":")[2], tag[0])
        if len(text) == before or _BEGUN.match(text, at) is None:
            return RootTag("", "")
        before, size = len(text), 8 * size
