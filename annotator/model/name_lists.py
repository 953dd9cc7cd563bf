"""Lists of names in one line: “Ana,Ben”; a name with a comma, or another mark of the list, stands in double quotes.

As in CSV (RFC 4180): quotes stand around the whole name, and a double quote within them is written twice.
"""

from collections.abc import Iterator

from annotator.model.errors import NotAllowed
from annotator.model.wording import isolated

_QUOTE = '"'
_MARKS = ",;="
"""Behind one of these, or at the beginning, a name begins."""


def names_listed(text: str) -> list[str]:
    """Return the names of a list such as “Ana,Ben”, without empty ones; raises `NotAllowed` for quotes that do not end.

    A name in quotes is just what stands in them: blanks, commas and all.
    """
    return [name for part in split_at(text, ",") if (name := unquoted(part))]


def split_at(text: str, mark: str) -> list[str]:
    """Return what stands between marks, such as “;”, which count for nothing in quotes; the quotes stay."""
    found, start = [], 0
    for at in _outside(text):
        if text[at] == mark:
            found.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*found, text[start:])]


def unquoted(text: str) -> str:
    """Return a name without the quotes around it, if there are any; raises `NotAllowed` where more follows them."""
    text = text.strip()
    if not text.startswith(_QUOTE):
        return text
    if any(True for _ in _outside(text)):
        raise NotAllowed(f"In {isolated(text)} something follows the quotes; put the whole name into them.")
    return text[1:-1].replace(2 * _QUOTE, _QUOTE)


def quoted(name: str) -> str:
    """Return a name as it stands in a list: in quotes where it has to."""
    if name == name.strip() and not name.startswith(_QUOTE) and not any(mark in name for mark in _MARKS):
        return name
    return f"{_QUOTE}{name.replace(_QUOTE, 2 * _QUOTE)}{_QUOTE}"


def _outside(text: str) -> Iterator[int]:
    """Yield the places of characters that stand in no quotes."""
    at, may_begin = 0, True
    while at < len(text):
        if may_begin and text[at] == _QUOTE:
            at, may_begin = _behind(text, at), False
            continue
        yield at
        may_begin = text[at] in _MARKS or (may_begin and text[at].isspace())
        at += 1


def _behind(text: str, opening: int) -> int:
    """Return the place behind quotes that open at a place."""
    at = opening + 1
    while (at := text.find(_QUOTE, at)) >= 0:
        if text[at : at + 2] != 2 * _QUOTE:
            return at + 1
        at += 2
    raise NotAllowed(f"The quotes of {isolated(text[opening:])} do not end; put a double quote behind the name.")
