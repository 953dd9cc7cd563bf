"""Text for LaTeX: what means something to TeX is written so that it stands for itself.

pdfLaTeX knows the letters of its T1 encoding, and so do the usual fonts of XeLaTeX and LuaLaTeX. Runs of other scripts
are marked by a command (`\\inArabic{…}`), single letters by `\\letter{…}{…}{…}`: with accents, as itself, its number.
The preamble says what these do: take a font that has it, or where there is none say what is missing.
"""

import unicodedata
from collections.abc import Iterable

import regex

from annotator.reports.plain_text import clean
from annotator.reports.tex_scripts import GREEK, SIGNS, USUAL, Script, script_runs

ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # after the end of a row it would begin an option
    "]": "{]}",
    "*": "{*}",
    "\n": r"\leavevmode\newline{}",
    "\t": r"\quad{}",
    "\u00a0": r"\nobreakspace{}",
    "\u200b": r"\allowbreak{}",
    "\u2011": r"\mbox{-}",
    "\u202f": r"\thinspace{}",
    "\u2026": r"\ldots{}",
    "\u2212": r"\ensuremath{-}",
    "×": r"\ensuremath{\times}",
    "±": r"\ensuremath{\pm}",
    "·": r"\textperiodcentered{}",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "≠": r"\ensuremath{\neq}",
    "≈": r"\ensuremath{\approx}",
    "→": r"\ensuremath{\rightarrow}",
    "←": r"\ensuremath{\leftarrow}",
    "↑": r"\ensuremath{\uparrow}",
    "↓": r"\ensuremath{\downarrow}",
    "∅": r"\ensuremath{\emptyset}",
    "∩": r"\ensuremath{\cap}",
    "∪": r"\ensuremath{\cup}",
    "∈": r"\ensuremath{\in}",
    "∞": r"\ensuremath{\infty}",
    "√": r"\ensuremath{\surd}",
    "∑": r"\ensuremath{\sum}",
}
"""How a character is written."""
SYMBOLS = {letter: rf"\ensuremath{{{command}}}" for letter, command in GREEK.items()}
"""Greek letters that stand alone: the names of coefficients."""
ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""Combining marks and the commands that set them on a letter."""
_BELOW = "dckb"
"""Those under a letter can be set on one that has a mark already."""
LIGATURES = ("-", ",")
"""Two of these in a row would be set as one other sign."""

_IN_NUMBER = regex.compile(r"(?<=\d)-(?=\d)")
"""A hyphen between digits, at which no line breaks: it parts a date or a range of pages."""
_TWICE = regex.compile("(?<=([" + "".join(LIGATURES) + r"]))(?=\1)")
_SPECIAL = regex.compile("[" + regex.escape("".join(ESCAPES)) + "]")
_PIECES = regex.compile(rf"(?:[{USUAL}\n\t](?!\p{{M}}))+|(?P<grapheme>\X)")
_BASE = regex.compile("[A-Za-z]")
_UNSPACED = regex.compile(r"(?<=\p{L})(?=\p{L})")


def tex(text: str) -> str:
    """Return a text that LaTeX sets as it is, composed (Unicode normal form C), without what cannot be seen."""
    composed = unicodedata.normalize("NFC", clean(text))
    return "".join(_in_script(run.text, run.script) for run in script_runs(composed))


def one_line(text: str) -> str:
    """Return a text for where LaTeX allows no line end, such as a caption."""
    return tex(" ".join(text.split()))


def has_odd_letters(texts: Iterable[str]) -> bool:
    """Whether some text has a letter that is written as `\\letter`."""
    return any(r"\letter{" in tex(text) for text in texts)


def _in_script(text: str, script: Script | None) -> str:
    if script is None:
        return _latin(text)
    breakable = text if script.is_spaced else _UNSPACED.sub("\u200b", text)
    return f"\\{script.command}{{{_signs(breakable)}}}"


def _latin(text: str) -> str:
    """Return a text in no other script; Greek letters that stand alone are signs."""
    parts: list[str] = []
    at = 0
    for alone in SIGNS.finditer(text):
        parts += (_pieces(text[at : alone.start()]), *(SYMBOLS[letter] for letter in alone.group()))
        at = alone.end()
    return "".join((*parts, _pieces(text[at:])))


def _pieces(text: str) -> str:
    return "".join(
        _letter(found.group()) if found.group("grapheme") else _signs(found.group()) for found in _PIECES.finditer(text)
    )


def _letter(grapheme: str) -> str:
    """Return a letter beyond the usual ones: its command, nothing for what cannot be seen, else `\\letter`."""
    if all(character in ESCAPES for character in grapheme):
        return _signs(grapheme)
    seen = "".join(one for one in grapheme if unicodedata.category(one) != "Cf")
    odd = next((one for one in seen if not regex.fullmatch(f"[{USUAL}]", one)), "")
    if not odd:
        return _signs(seen)
    number = f"{ord(odd):04X}"
    plain = _accented(seen) or f"\\unset{{U+{number}}}"
    return f"\\letter{{{plain}}}{{{_signs(seen)}}}{{{number}}}"


def _accented(letter: str) -> str:
    """Return a letter with its marks as commands, nothing for what is no Latin letter with marks that have one."""
    base, *marks = [*unicodedata.normalize("NFD", letter)]
    if not _BASE.fullmatch(base) or not marks or any(mark not in ACCENTS for mark in marks):
        return ""
    for mark in sorted(marks, key=lambda mark: ACCENTS[mark] in _BELOW):
        base = rf"\{ACCENTS[mark]}{{{base}}}"
    return base


def _signs(text: str) -> str:
    """Return a text with signs for what TeX would read; one pass after the others, so that no sign is read again."""
    text = _IN_NUMBER.sub("\u2011", text)
    return _SPECIAL.sub(lambda found: ESCAPES[found.group()], _TWICE.sub("\u0000", text)).replace("\u0000", "{}")
