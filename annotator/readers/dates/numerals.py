"""Numerals of dates: the digits of all scripts made ASCII, Chinese numerals, Roman months."""

import unicodedata

import regex

_MARKS = regex.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
"""Marks of direction and joiners, which nobody sees."""
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "元": "1"}
_TENS = regex.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

CHINESE = "〇零○元一二三四五六七八九十廿卅"
"""Characters of which a number in Chinese may consist."""


def plain(text: str) -> str:
    """Return a line with ASCII digits, usual blanks and no marks of direction; wide letters become usual ones."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    digits = (str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char for char in text)
    return " ".join("".join(digits).split())


def chinese_number(text: str) -> int | None:
    """Return a number in Chinese numerals: digit by digit (二〇二三) or by tens up to 99 (二十五, 廿五); else None."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if found := _TENS.fullmatch(text):
        return int(_DIGITS.get(found[1], "1")) * 10 + int(_DIGITS.get(found[2], "0"))
    if text and all(char in _DIGITS for char in text):
        return int("".join(_DIGITS[char] for char in text))
    return None


def roman_month(text: str) -> int:
    """Return the month, 1 to 12, that a Roman numeral stands for, 0 where it stands for none."""
    return _ROMAN.index(text.lower()) + 1 if text.lower() in _ROMAN else 0
