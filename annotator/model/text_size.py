"""How long a text is, as its language counts: in words, or in characters where the script puts no blank between words.

Chinese and Japanese are counted in characters (字), Thai, Lao, Khmer, Burmese and Tibetan too. A word of another script
among them counts as one, as word processors count; characters of these scripts in a text of another count one each.
"""

import re
from enum import StrEnum
from typing import NamedTuple

import regex

from annotator.model.wording import counted

_UNPARTED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_CHARACTER = regex.compile(rf"(?V1)[[{_UNPARTED}]&&[\p{{L}}\p{{N}}]]")
_LETTER = regex.compile(r"[\p{L}\p{N}]")


class CountedIn(StrEnum):
    """What a text is counted in."""

    WORDS = "words"
    CHARACTERS = "characters"


class TextSize(NamedTuple):
    """How many words, or characters, a text has."""

    number: int
    counted_in: CountedIn


def size_of(text: str) -> TextSize:
    """Return how long a text is. A word is what stands between blanks and has a letter or a digit."""
    if text.isascii() or not _is_looked_at(text):
        return TextSize(_words(text), CountedIn.WORDS)
    apart, characters = _CHARACTER.subn(" ", text)
    words = _words(apart)
    return TextSize(words + characters, CountedIn.CHARACTERS if characters > words else CountedIn.WORDS)


def said_size(number: int, counted_in: CountedIn) -> str:
    """Return a size as a column has it, whose head says that it is words: with a sign where it is characters."""
    return f"{number:,} 字" if counted_in is CountedIn.CHARACTERS else f"{number:,}"


def size_in_words(number: int, counted_in: CountedIn) -> str:
    """Return a size as a sentence has it: “333 words”, “770 字”."""
    return counted(number, "word") if counted_in is CountedIn.WORDS else said_size(number, counted_in)


def _is_looked_at(text: str) -> bool:
    """Whether it may have such characters, from Thai on, but for punctuation: asked at a fifth of the time."""
    # It takes its time to be made, and so is made when it is first needed; `re` keeps it.
    return re.search("[\u0e00-\u109f\u1780-\u17ff\u3005-\ufaff\U0001b000-\U0003ffff]", text) is not None


def _words(text: str) -> int:
    return sum(1 for piece in text.split() if piece[0].isalnum() or _LETTER.search(piece))
