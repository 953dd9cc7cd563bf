"""The text of a row, put together of its tokens, and where each token stands in it.

| the row has | the text is |
|---|---|
| a text in which the tokens stand one behind the other | that |
| whether a blank is behind each token (`spaces`, `whitespace`, `ws` …) | the tokens with these |
| tokens that bring their blanks along | the tokens, one behind the other |
| tokens alone | a blank between two, but none between words of Chinese, Japanese, Thai and their kin |
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

import regex

from annotator.model.span import Extent

BLANKS = ("spaces", "whitespace", "whitespaces", "space_after", "trailing_whitespace", "ws", "is_space_after")
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff01-\uff60]"
)


class Joined(StrEnum):
    """How a text came about, in words for the report."""

    TEXT = "as the file has it"
    BLANKS = "put together of the tokens and of what is said of blanks"
    OWN = "put together of the tokens, which bring their blanks along"
    ALONE = "put together of the tokens: a blank between two, none in scripts without blanks"


def joined(tokens: Sequence[str], row: Mapping[str, Any], text: str | None) -> tuple[str, list[Extent], Joined]:
    """Return the text, the place of each token without blanks at its ends, and how it was put together."""
    if text is not None and (places := _within(text, tokens)) is not None:
        return text, places, Joined.TEXT
    behind, how = _blanks(tokens, row)
    whole, found = "", list[Extent]()
    for token, blank in zip(tokens, behind, strict=True):
        start = len(whole) + len(token) - len(token.lstrip())
        found.append(Extent(start, max(start, len(whole) + len(token.rstrip()))))
        whole += token + blank
    return whole, found, how


def _blanks(tokens: Sequence[str], row: Mapping[str, Any]) -> tuple[list[str], Joined]:
    for name in BLANKS:
        said = row.get(name)
        if isinstance(said, list) and len(said) == len(tokens) and all(map(_is_blank, said)):
            return [one if isinstance(one, str) else " " if one else "" for one in said], Joined.BLANKS
    if 2 * sum(token != token.strip() for token in tokens[1:]) >= max(len(tokens), 2):
        return [""] * len(tokens), Joined.OWN
    behind = ["" if _is_joined(one, other) else " " for one, other in pairwise(tokens)]
    return [*behind, *[""][: len(tokens)]], Joined.ALONE


def _is_blank(value: Any) -> bool:
    return value is None or isinstance(value, bool) or value in (0, 1) or (isinstance(value, str) and not value.strip())


def _is_joined(token: str, after: str) -> bool:
    if not token:
        return True  # the blank stands before it
    return _UNSPACED.match(token[-1]) is not None and _UNSPACED.match(after) is not None


def _within(text: str, tokens: Sequence[str]) -> list[Extent] | None:
    """Return where tokens stand in a text one behind the other, nothing but blanks between; None where not so."""
    places, at = list[Extent](), 0
    for token in map(str.strip, tokens):
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(token, at):
            return None
        places.append(Extent(at, at + len(token)))
        at += len(token)
    return places
