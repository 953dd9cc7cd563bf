"""Which families draw a text: Chinese, Japanese and Korean share code points but not the shapes of their characters.

One list of families would draw Japanese with Chinese shapes. What a text is written in is told from its beginning.
"""

import re
from enum import Enum
from itertools import chain

from annotator.ui.kit.direction import runs_right_to_left

_LOOKED_AT = 4000
"""Characters of the beginning that tell the script."""
_EAST_ASIAN = {
    "simplified": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "traditional": ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU", "Microsoft JhengHei"),
    "japanese": (
        *("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
        *("Yu Gothic", "MS Gothic"),
    ),
    "korean": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang", "Malgun Gothic"),
}
"""By writing: the serif of Linux, of Adobe, of a Mac, of Windows; last what each Windows has, whatever its language."""
# Patterns that are made when a text is first shown; `re` keeps them.
_KANA = "[\u3041-\u30ff]"
_HANGUL = "[\uac00-\ud7a3]"
# Frequent characters that have one shape in traditional writing and another in simplified writing.
_TRADITIONAL = "[國會為與這個對們來說時經後過發權際]"
_SIMPLIFIED = "[国会为与这个对们来说时经后过发权际]"
_ARABIC = "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
_IDEOGRAPHS = "[\u3041-\u30ff\u4e00-\u9fff]"


class Typesetting(Enum):
    """How a text is set, told from its beginning: Arabic larger, Chinese and Japanese in a square of both edges."""

    PLAIN = 1
    ARABIC = 2
    SQUARE = 3


def setting_of(text: str) -> Typesetting:
    """Return how a text is to be set."""
    beginning = text[:_LOOKED_AT]
    if re.search(_ARABIC, beginning) and runs_right_to_left(beginning):
        return Typesetting.ARABIC
    if 3 * len(re.findall(_IDEOGRAPHS, beginning)) > len(beginning):
        return Typesetting.SQUARE
    return Typesetting.PLAIN


def families_for(text: str, families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the families with those of the text's East Asian writing before the others that could draw it."""
    first = _EAST_ASIAN[_writing(text[:_LOOKED_AT])]
    rivals = set(chain.from_iterable(_EAST_ASIAN.values()))
    at = next((number for number, family in enumerate(families) if family in rivals), len(families))
    chosen = families[at : at + 1] if families[at : at + 1] == families[:1] else ()
    rest = tuple(family for family in families[at:] if family not in (*first, *chosen))
    return (*families[:at], *chosen, *first, *rest)


def _writing(text: str) -> str:
    if re.search(_KANA, text):
        return "japanese"
    if re.search(_HANGUL, text):
        return "korean"
    return "traditional" if len(re.findall(_TRADITIONAL, text)) > len(re.findall(_SIMPLIFIED, text)) else "simplified"
