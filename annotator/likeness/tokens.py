"""A text as words, in any script; where words stand without blanks between them, a character counts as one."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Yi}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
"""Scripts that put no blanks between words."""
_OF_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
UNSPACED_CHAR = regex.compile(f"[{UNSPACED}]")
_TOKEN = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{UNSPACED}]]+|[^\s\p{{L}}\p{{M}}\p{{N}}]", regex.V1)


class Token(NamedTuple):
    """A word or a sign that stands in a text at [start, stop). `folded`: without capitals and forms of letters."""

    folded: str
    start: int
    stop: int
    is_word: bool


class _Spaced(dict[int, str]):
    """What each character is on its way to words: itself, a blank, or itself between blanks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if UNSPACED_CHAR.match(char):
            found = f" {char} " if _is_of_word(char) else " "
        else:
            found = char if _is_of_word(char) else " "
        self[code] = found
        return found


_SPACED = _Spaced()


def _is_of_word(char: str) -> bool:
    return _OF_WORD.match(char) is not None


def words(text: str) -> list[str]:
    """Return the words of a text as they stand there, without signs and blanks; what is unspaced by characters."""
    return text.translate(_SPACED).split()


def folded(word: str) -> str:
    """Return a word so that capitals and compatible forms of its letters make no difference (NFKC, then folded)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and the signs of a text with their places; the words are those of `words`, folded."""
    for found in _TOKEN.finditer(text):
        word = found.group()
        is_word = _is_of_word(word[0])
        yield Token(folded(word) if is_word else word, found.start(), found.end(), is_word)
