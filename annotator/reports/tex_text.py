"""Text for LaTeX: what means something to TeX is written so that it stands for itself.

pdfLaTeX knows the letters of its T1 encoding; all others need XeLaTeX or LuaLaTeX. Scripts that Latin fonts lack are
marked by a command (`\\inArabic{…}`), for which the preamble looks for a font.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from annotator.reports.plain_text import clean

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
    "↓": r"\ensuremath{\downarrow}",
}
"""How a character is written."""
SYMBOLS = {
    "α": r"\ensuremath{\alpha}",
    "κ": r"\ensuremath{\kappa}",
    "γ": r"\ensuremath{\gamma}",
    "π": r"\ensuremath{\pi}",
}
"""Greek letters that stand alone: the names of coefficients."""
LIGATURES = ("-", ",")
"""Two of these in a row would be set as one other sign."""

_ALONE = regex.compile(r"(?<!\p{L})[" + "".join(SYMBOLS) + r"](?!\p{L})")
_TWICE = regex.compile("(?<=([" + "".join(LIGATURES) + r"]))(?=\1)")
_PDFTEX = regex.compile(
    r"[\x20-\x7e\u00a0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e–—‘’“”„‚†‡•€™]*"
)
_SPECIAL = regex.compile("[" + regex.escape("".join(ESCAPES)) + "]")


@dataclass(frozen=True, slots=True)
class Script:
    """A script that Latin fonts lack. `name`: as fontspec calls it; `fonts`: the first that is there is used."""

    name: str
    letters: str
    fonts: tuple[str, ...]
    is_right_to_left: bool = False

    @property
    def command(self) -> str:
        """The command that a run of it is marked by, without its backslash."""
        return f"in{self.name}"


SCRIPTS = (
    Script("Arabic", r"\p{Script=Arabic}", ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Arial"), True),
    Script("Hebrew", r"\p{Script=Hebrew}", ("Noto Serif Hebrew", "David CLM", "Arial"), True),
    Script(
        "CJK",
        r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}",
        ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "FandolSong"),
    ),
    Script("Devanagari", r"\p{Script=Devanagari}", ("Noto Serif Devanagari", "Nirmala UI", "Kohinoor Devanagari")),
    Script("Thai", r"\p{Script=Thai}", ("Noto Serif Thai", "Leelawadee UI", "Thonburi")),
)
_RUNS = {
    script: regex.compile(
        rf"[{script.letters}](?:(?:(?!\n)[{script.letters}\p{{Common}}\p{{Inherited}}])*"
        rf"[{script.letters}\p{{Inherited}}])?"
    )
    for script in SCRIPTS
}


def tex(text: str) -> str:
    """Return a text that LaTeX sets as it is."""
    return _marked(clean(text), SCRIPTS)


def one_line(text: str) -> str:
    """Return a text for where LaTeX allows no line end, such as a caption."""
    return tex(" ".join(text.split()))


def needs_unicode(texts: Iterable[str]) -> bool:
    """Whether some text has letters that pdfLaTeX does not know."""
    return any(not _PDFTEX.fullmatch(_ALONE.sub("", _SPECIAL.sub("", clean(text)))) for text in texts)


def scripts_in(texts: Iterable[str]) -> tuple[Script, ...]:
    """Return the scripts that need a font of their own."""
    everything = "\n".join(texts)
    return tuple(script for script in SCRIPTS if _RUNS[script].search(everything))


def _marked(text: str, scripts: tuple[Script, ...]) -> str:
    """Return a text with each run of a script in its command; what is within a run belongs to it."""
    if not scripts:
        return _escaped(text)
    parts: list[str] = []
    at = 0
    for run in _RUNS[scripts[0]].finditer(text):
        parts += (_marked(text[at : run.start()], scripts[1:]), f"\\{scripts[0].command}{{{_escaped(run.group())}}}")
        at = run.end()
    return "".join((*parts, _marked(text[at:], scripts[1:])))


def _escaped(text: str) -> str:
    """Return a text with signs for what TeX would read; two passes, so that no sign is read again."""
    parts: list[str] = []
    at = 0
    for alone in _ALONE.finditer(text):
        parts += (_signs(text[at : alone.start()]), SYMBOLS[alone.group()])
        at = alone.end()
    return "".join((*parts, _signs(text[at:])))


def _signs(text: str) -> str:
    return _SPECIAL.sub(lambda found: ESCAPES[found.group()], _TWICE.sub("\u0000", text)).replace("\u0000", "{}")
