"""Which value of an attribute the words of a passage point to, by the codebook's cue words. A hint, never a coding."""

import unicodedata
from functools import lru_cache

import regex

from annotator.model.codebook import Attribute

_VOWEL_SIGNS = regex.compile(r"[\u0640\u064b-\u0652\u0670]")
_NO_BORDERS = regex.compile(r"\p{Han}")
_NO_BORDER_BEFORE = regex.compile(r"[\p{Han}\p{Arabic}]")
# A cue of one Chinese character is one only where it stands alone, not within a longer word: 若 “if”, 若干 “several”.
_LONGER_WORDS = """
希望 期望 展望 看望 愿望 失望 渴望 盼望 绝望 声望 威望 观望 寄望 瞭望 望远 若干
愿景 自愿 志愿 意愿 将军 将领 说明 学说 小说 说法 说服 说辞 说到
"""
_LONGER = frozenset(_LONGER_WORDS.split())


def hinted(attribute: Attribute, passage: str) -> tuple[str, ...]:
    """Return the values whose cue words stand in a passage, the longest cue first; "" is the attribute as a whole.

    Case, the forms of Arabic letters, Arabic vowel signs and the shape of apostrophes do not matter.
    """
    folded = _folded(passage)
    found: dict[str, tuple[int, int]] = {}
    for value, languages in attribute.cues.items():
        places = [place for words in languages.values() for word in words if (place := _place(_folded(word), folded))]
        if places:
            found[value] = min(places)
    return tuple(sorted(found, key=lambda value: found[value]))


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _VOWEL_SIGNS.sub("", plain)


def _place(cue: str, passage: str) -> tuple[int, int] | None:
    """Return (-length, place) of a cue in a passage, at word borders unless it is Chinese; None where it is not."""
    start = passage.find(cue) if cue else -1
    while start >= 0:
        stop = start + len(cue)
        is_alone = len(cue) > 1 or _LONGER.isdisjoint((passage[max(0, start - 1) : stop], passage[start : stop + 1]))
        begins = start == 0 or not passage[start - 1].isalnum() or _NO_BORDER_BEFORE.match(cue)
        if is_alone and begins and (stop == len(passage) or not passage[stop].isalnum() or _NO_BORDERS.match(cue[-1])):
            return -len(cue), start
        start = passage.find(cue, start + 1)
    return None
