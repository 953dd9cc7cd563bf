"""Texts as they are searched: without case and accents, cut into words, every place known in the text itself.

A word is a run of letters, digits and the marks that stay with them; the scripts that put no blank between words have
one for each character, so that a word of theirs is a phrase. The index of the store (SQLite's FTS5 with its tokenizer
`ascii`) cuts what `indexed` returns at the same places, whatever Unicode a SQLite knows.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from annotator.model.folding import folded


def _outside(ranges: str) -> str:
    """Return the ranges between some, each of which is written as “a-b”, from the first character after ASCII on."""
    edges = ["\x7f", *ranges.replace("-", "")]
    ends = [(edges[at], edges[at + 1] if at + 1 < len(edges) else "") for at in range(0, len(edges), 2)]
    return "".join(f"{chr(ord(last) + 1)}-{chr(ord(first) - 1) if first else chr(0x10FFFF)}" for last, first in ends)


_UNPARTED = (
    "\u0e01-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\U00016fe0-\U00018cff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Han, kana, Bopomofo, Yi, Tangut: no blank between words."""
LETTER = "[0-9a-z\x80-\U0010ffff]"
"""What is no gap between words, in a normal form."""
IN_WORD = f"[0-9a-z{_outside(_UNPARTED)}]"
"""A character of a word that may have more than one."""
GAP = "[^0-9a-z\x80-\U0010ffff]"
"""What stands between words, in a normal form."""
_TOKEN = re.compile(f"[{_UNPARTED}]|{IN_WORD}+")
_ONE_BY_ONE = re.compile(f"[{_UNPARTED}]")
_OTHERS = re.compile("[^\x00-\x7f]+")
_BESIDE_OTHERS = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
"""With the letter before, which may be composed with the first mark."""


class _Forms(dict[int, str]):
    """What each character is in a normal form, looked up once: itself folded, nothing, or a blank where a word ends."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = folded(character)
        if form:
            form = "".join(one if _is_letter(one) else " " for one in form).lower()
        self[code] = form
        return form


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) == "Co"


_FORMS = _Forms()


_WORD_LENGTH = 32
"""Runs that are longer are no words that come again, and too many to be kept."""


@lru_cache(maxsize=65_536)
def _form_of_word(run: str) -> str:
    return run.translate(_FORMS)


def _form_of(run: str) -> str:
    return _form_of_word(run) if len(run) <= _WORD_LENGTH else run.translate(_FORMS)


def normal(text: str) -> str:
    """Return the normal form of a text, in which `LETTER` and `GAP` tell words from what is between them."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    return _OTHERS.sub(lambda found: _form_of(found[0]), composed).lower()


def indexed(text: str) -> str:
    """Return the normal form with a blank around each character that is a word by itself, as the index is given it."""
    form = normal(text)
    return form if form.isascii() else _ONE_BY_ONE.sub(r" \g<0> ", form)


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are looked up: “l'appel à Pékin” is l, appel, a, pekin."""
    return _TOKEN.findall(normal(text))


def is_unparted(word: str) -> bool:
    """Whether a word is of a script that puts no blank between words, and so a character by itself."""
    return _ONE_BY_ONE.fullmatch(word) is not None


def count_words(form: str, start: int, stop: int) -> int:
    """Return how many words a part of a normal form has."""
    return sum(1 for _ in _TOKEN.finditer(form, start, stop))


class SearchText:
    """A text with its normal form, and where what is found in this stands in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.form = normal(text)

    @cached_property
    def _stretches(self) -> "list[_Stretch]":
        return list(_stretches_of(self.text))

    def _place(self, at: int) -> tuple[int, int]:
        """Return where one character of the normal form stands."""
        stretch = self._stretches[bisect_right(self._stretches, at, key=_FORM_AT) - 1]
        if stretch.places is not None:
            return stretch.places[at - stretch.form_at]
        first = at - stretch.form_at + stretch.text_at
        return first, first + 1

    def place(self, start: int, stop: int) -> tuple[int, int]:
        """Return where `[start, stop)` of the normal form stands in the text, in code points; not empty."""
        if self.text.isascii():
            return start, stop
        first, last = self._place(start)[0], self._place(stop - 1)[1]
        # A letter has its marks, those that the form leaves out and those that are a word by themselves.
        while first > 0 and unicodedata.combining(self.text[first]):
            first -= 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return first, last


class _Stretch(NamedTuple):
    """A part of a text whose characters are one each in the normal form (`places` None), or stand there otherwise."""

    form_at: int
    text_at: int
    places: list[tuple[int, int]] | None


_FORM_AT = attrgetter("form_at")


def _stretches_of(text: str) -> Iterator[_Stretch]:
    """Yield the stretches of a text, so that only what is beside an accent is looked at letter by letter."""
    form_at = text_at = 0
    for found in _BESIDE_OTHERS.finditer(text):
        if _is_even(found[0]):
            continue
        if found.start() > text_at:
            yield _Stretch(form_at, text_at, None)
            form_at += found.start() - text_at
        places = [(found.start() + start, found.start() + stop) for start, stop in _places_of(found[0])]
        yield _Stretch(form_at, found.start(), places)
        form_at, text_at = form_at + len(places), found.end()
    if text_at < len(text):
        yield _Stretch(form_at, text_at, None)


def _is_even(text: str) -> bool:
    """Whether each character is one in the normal form, too."""
    if not unicodedata.is_normalized("NFC", text):
        return False
    return all(len(_FORMS[ord(one)]) == 1 for run in set(_OTHERS.findall(text)) for one in set(run))


def _places_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield for each character of the normal form from where to where it stands in the text."""
    for start, stop in _clusters(text):
        for character in unicodedata.normalize("NFC", text[start:stop]):
            form = character.lower() if character.isascii() else _FORMS[ord(character)]
            yield from ((start, stop) for _ in form)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of a text that are composed by themselves: a letter with its marks; whole runs of old Hangul."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    for at in range(1, len(text)):
        if not _is_joined(text[at - 1], text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _is_joined(before: str, character: str) -> bool:
    """Whether a character may be composed with the one before it (Unicode Standard Annex 15)."""
    if unicodedata.combining(character):
        return True
    if "\u1160" <= character <= "\u11ff":
        return "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return bool(_COMPOSES_BEHIND.match(character))


_COMPOSES_BEHIND = re.compile(
    "[\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930]"
)
"""Vowels that are composed with the letter before them though they have no combining class."""
