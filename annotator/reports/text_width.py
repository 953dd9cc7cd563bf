"""About how wide a line of text is, where there is no font to ask.

Plots are laid out without knowing in which font they will be shown. Widths are those of classes of characters, in parts
of the letter size, a little above what the usual sans-serif fonts need; ligatures, kerning and the joining of Arabic
letters are left out, so that an estimate is off by a tenth, in rare scripts by more. Layouts leave room for that.
"""

import unicodedata
from functools import lru_cache

import regex

_BOLD = 1.08
_NARROW, _THIN, _JOINED, _USUAL, _CAPITAL, _WIDE, _SQUARE = 0.3, 0.4, 0.48, 0.61, 0.7, 0.95, 1.0
_ARABIC = regex.compile(r"\p{Script=Arabic}")
_CLASSES = (
    ("iIjl.,:;'|!’‘·\u202f\u2009", _NARROW),
    (' \u00a0ftr()[]{}"“”/\\-‑*`°', _THIN),
    ("mwMWQO@%&—…", _WIDE),
)
_OF_CHARACTER = {character: width for characters, width in _CLASSES for character in characters}
_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})
_ELLIPSIS = "…"
_GRAPHEME = regex.compile(r"\X")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return about how wide a line is, in the unit of `size`."""
    return sum(map(_width_of, text)) * size * (_BOLD if bold else 1)


def cut(text: str, size: float, widest: float, bold: bool = False) -> str:
    """Return a text on one line, with “…” for its end where it is wider than `widest`; no letter is parted."""
    line = " ".join(text.split())
    if text_width(line, size, bold) <= widest:
        return line
    room = widest - text_width(_ELLIPSIS, size, bold)
    kept = ""
    for letter in _GRAPHEME.findall(line):
        room -= text_width(letter, size, bold)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + _ELLIPSIS


def wrapped(text: str, size: float, widest: float) -> tuple[str, ...]:
    """Return a text in lines that are no wider than `widest`, broken at blanks; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= widest:
            lines[-1] = longer
        else:
            lines.append(cut(word, size, widest))
    return tuple(lines)


@lru_cache(maxsize=4096)
def _width_of(character: str) -> float:
    known = _OF_CHARACTER.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _SQUARE
    if _ARABIC.match(character):
        return _JOINED
    return _CAPITAL if category == "Lu" else _USUAL
