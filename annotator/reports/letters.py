"""Letters as strokes, for pictures that have to be drawn where there is no font.

The grid is 4 squares wide and 8 high: descenders reach to 0, the baseline is at 2, small letters reach to 6, capitals
to 8. A letter is written as strokes with a blank between them, a stroke as its points, a point as two digits (x, y).
Latin, digits and the usual signs are there; accents are left out, and whatever else is a small empty box.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

Point = tuple[float, float]
Stroke = tuple[Point, ...]

_STROKES = {
    "A": "022842 1535", "B": "02083847463505 3544433202", "C": "4738180703123243", "D": "02082846442202",
    "E": "48080242 0535", "F": "480802 0535", "G": "47381807031232434525", "H": "0208 4248 0545", "I": "0208",
    "J": "3833221203", "K": "0208 4805 1642", "L": "080242", "M": "0208254842", "N": "02084248",
    "O": "180703123243473818", "P": "02083847463505", "Q": "180703123243473818 2442", "R": "02083847463505 2542",
    "S": "473818070615354443321203", "T": "0848 2822", "U": "080312324348", "V": "082248", "W": "0812263248",
    "X": "0248 0842", "Y": "082548 2522", "Z": "08480242",
    "a": "3632 3526160503122233", "b": "0802 0516263533221203", "c": "3526160503122233",
    "d": "3832 3526160503122233", "e": "04343526160503122233", "f": "28180702 0626",
    "g": "3631201001 3526160503122233", "h": "0802 0516263532", "i": "0602 0808", "j": "161100 1818",
    "k": "0802 3604 1532", "l": "0802", "m": "0602 05162522 25364542", "n": "0602 0516263532",
    "o": "160503122233352616", "p": "0600 0516263533221203", "q": "3630 3526160503122233", "r": "0602 051626",
    "s": "3616051424332202", "t": "08031222 0626", "u": "0603122233 3632", "v": "062246", "w": "0612253246",
    "x": "0236 0632", "y": "0622 461000", "z": "06360232",
    "0": "180703122233372818", "1": "162822 1232", "2": "07182837360232", "3": "0718283736253433221203 1525",
    "4": "22280434", "5": "3808052534332202", "6": "38180703122233342505", "7": "083812",
    "8": "180706152534332212030415 2536372818", "9": "35150607182837332202",
    ".": "0202", ",": "1200", "'": "0806", '"': "0806 1816", "!": "0804 0202", "?": "07182837362524 2222",
    ":": "0202 0505", ";": "1200 1515", "-": "0525", "+": "0545 2723", "=": "0444 0646", "/": "0238", "\\": "0832",
    "(": "18060412", ")": "08161402", "[": "18080212", "]": "08181202", "{": "28171605141322",
    "}": "08171625141302", "<": "370533", ">": "073503", "|": "0800", "_": "0141", "~": "05162534", "^": "061826",
    "`": "0817", "@": "4332120307183847443424253534", "#": "1218 3238 0444 0646",
    "$": "473818070615354443321203 2821", "%": "0248 0717 3343", "&": "4206071827260403122244",
    "*": "2428 0745 0547", "–": "0535", "—": "0545", "\u2212": "0545", "·": "0505", "…": "0202 2222 4242",
    "×": "0337 0733", "±": "0646 2824 0242", "°": "1807162718", "≤": "370533 0232", "≥": "073503 0232",
    "→": "0545 374533", "←": "0545 170513", "↓": "2822 042244",
}  # fmt: skip
_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"}
_SAME |= {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "α": "a", "κ": "k", "γ": "y", "\u00a0": " "}
_BOX = "0208383202"
_UNIT = 0.12
"""The side of a square as a part of the letter size: capitals are then as high as in the usual fonts."""
_BETWEEN = 1.6
_BLANK = 1.0
_BASELINE = 2


def letters(text: str, size: float) -> tuple[list[Stroke], float]:
    """Return a line of text as strokes from its beginning on the baseline, y downwards, and its width."""
    unit, at = size * _UNIT, 0.0
    strokes: list[Stroke] = []
    for character in _drawable(text):
        found, width = _letter(character)
        strokes += (tuple(((at + x) * unit, -y * unit) for x, y in stroke) for stroke in found)
        at += width + _BETWEEN
    return strokes, max(at - _BETWEEN, 0) * unit


def _drawable(text: str) -> Iterator[str]:
    for character in text:
        if character in _STROKES:
            yield character
            continue
        if character in _SAME:
            yield from _SAME[character]
            continue
        for part in unicodedata.normalize("NFKD", character):
            if unicodedata.category(part) not in ("Mn", "Me", "Cf", "Cc"):
                yield part


@lru_cache(maxsize=512)
def _letter(character: str) -> tuple[tuple[Stroke, ...], float]:
    """Return a letter's strokes above the baseline, y upwards, and its width, in squares."""
    if character.isspace():
        return (), _BLANK
    found = _STROKES.get(character, _BOX).split()
    points = tuple(
        tuple((float(x), float(y) - _BASELINE) for x, y in zip(stroke[::2], stroke[1::2], strict=True))
        for stroke in found
    )
    return points, max(x for stroke in points for x, _ in stroke)
