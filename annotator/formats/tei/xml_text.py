"""XML as it is written here: elements as text, with what XML cannot hold replaced and the rest escaped."""

import re
from collections.abc import Iterable

# What is no Char of XML 1.0, 2.2; a lone surrogate is in no text here.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_IN_TEXT, _IN_ATTRIBUTE = str.maketrans(_TEXT), str.maketrans(_ATTRIBUTE)


def has_illegal(text: str) -> bool:
    """Whether a text has characters that XML cannot hold."""
    return _ILLEGAL.search(text) is not None


def escaped(text: str) -> str:
    """Return a text as the content of an element, letter for letter."""
    return _ILLEGAL.sub("\ufffd", text).translate(_IN_TEXT)


def element(name: str, attributes: Iterable[tuple[str, str]] = (), content: str | None = None) -> str:
    """Return an element; an attribute without a value is left out; `content`: XML, None for an empty element."""
    said = "".join(
        f' {key}="{_ILLEGAL.sub(chr(0xFFFD), value).translate(_IN_ATTRIBUTE)}"' for key, value in attributes if value
    )
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def anchored(text: str, places: Iterable[int]) -> str:
    """Return a text as paragraphs, one a line that has words, with an anchor `aN` at each place N.

    Without its mark-up it is the text, letter for letter, where blanks are kept.
    """
    waiting = sorted(set(places), reverse=True)
    parts: list[str] = []
    at = 0
    for line in text.split("\n"):
        stop, inner, begin = at + len(line), list[str](), at
        while waiting and waiting[-1] <= stop:
            place = waiting.pop()
            inner += [escaped(text[begin:place]), element("anchor", [("xml:id", f"a{place}")])]
            begin = place
        inner.append(escaped(text[begin:stop]))
        content = "".join(inner)
        # Blanks alone may stand between paragraphs; all else needs one.
        parts.append(element("p", (), content) if line.strip(" \t") else content)
        at = stop + 1
    return "\n".join(parts)
