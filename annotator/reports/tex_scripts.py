"""Scripts that the Latin fonts of TeX lack: what is a run of one, and which fonts have it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

USUAL = r"\x20-\x7e\u00a0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e–—‘’“”„‚†‡•€™"
"""What pdfLaTeX knows in its T1 encoding, and so does Latin Modern, as a class of a regular expression."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script. `name`: as fontspec calls it; `letters`: a class; `fonts`: the first that is there is used.

    `is_spaced`: whether words are parted by blanks, so that a line may break there only.
    """

    name: str
    letters: str
    fonts: tuple[str, ...]
    is_right_to_left: bool = False
    is_spaced: bool = True

    @property
    def command(self) -> str:
        """The command that a run of it is marked by, without its backslash."""
        return f"in{self.name}"


_EUROPEAN = ("Noto Serif", "DejaVu Serif", "FreeSerif", "Times New Roman", "Times")
SCRIPTS = (
    Script(
        "Arabic",
        r"\p{Script=Arabic}\u0600-\u06ff",
        ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Arial", "DejaVu Sans"),
        is_right_to_left=True,
    ),
    Script(
        "Hebrew",
        r"\p{Script=Hebrew}",
        ("Noto Serif Hebrew", "David CLM", "Arial", "DejaVu Sans"),
        is_right_to_left=True,
    ),
    Script(
        "CJK",
        r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}"
        r"\u3000-\u303f\uff00-\uffef",
        ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "FandolSong"),
        is_spaced=False,
    ),
    Script("Devanagari", r"\p{Script=Devanagari}", ("Noto Serif Devanagari", "Nirmala UI", "Kohinoor Devanagari")),
    Script("Thai", r"\p{Script=Thai}", ("Noto Serif Thai", "Leelawadee UI", "Thonburi"), is_spaced=False),
    Script("Cyrillic", r"\p{Script=Cyrillic}", _EUROPEAN),
    Script("Greek", r"\p{Script=Greek}", _EUROPEAN),
)
_LOWER = "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi"
_UPPER = "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
_LETTERS = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
GREEK = {letter: f"\\{name}" for letter, name in zip(_LETTERS, f"{_LOWER} {_UPPER}".split(), strict=True)}
"""Greek letters that are signs where they stand alone, such as the names of coefficients."""
_SIGN = rf"(?<!\p{{Script=Greek}})(?P<sign>[{''.join(GREEK)}])(?P=sign)*(?!\p{{Script=Greek}})"
SIGNS = regex.compile(_SIGN)
"""One Greek letter that stands alone, or the same several times, as in ΣΣ."""


class ScriptRun(NamedTuple):
    """A piece of a text; `script`: None for what Latin fonts have or may have."""

    text: str
    script: Script | None


def _pattern(script: Script) -> regex.Pattern[str]:
    """Return what a run is: from letter to letter, with the usual signs, blanks and marks within."""
    if script.name == "Greek":  # word by word, since signs may stand between
        return regex.compile(rf"(?<!\p{{Script=Greek}})(?!{_SIGN})[{script.letters}][{script.letters}\p{{Inherited}}]*")
    within = rf"{script.letters}\p{{Inherited}}"
    common = rf"(?:(?=[{USUAL}])\p{{Common}})"
    return regex.compile(rf"[{script.letters}](?:(?:(?!\n)(?:[{within}]|{common}))*[{within}])?")


_PATTERNS = {script: _pattern(script) for script in SCRIPTS}
_SOME = regex.compile(f"[{''.join(script.letters for script in SCRIPTS)}]")


def script_runs(text: str) -> Iterator[ScriptRun]:
    """Yield a text in pieces, each in one script."""
    yield from _parted(text, SCRIPTS) if _SOME.search(text) else (ScriptRun(text, None),)


def scripts_in(texts: Iterable[str]) -> tuple[Script, ...]:
    """Return the scripts that need a font of their own."""
    found = {run.script for run in script_runs("\n".join(texts))}
    return tuple(script for script in SCRIPTS if script in found)


def _parted(text: str, scripts: tuple[Script, ...]) -> Iterator[ScriptRun]:
    """Yield pieces script by script; what is within a run belongs to it."""
    if not scripts:
        if text:
            yield ScriptRun(text, None)
        return
    at = 0
    for found in _PATTERNS[scripts[0]].finditer(text):
        yield from _parted(text[at : found.start()], scripts[1:])
        yield ScriptRun(found.group(), scripts[0])
        at = found.end()
    yield from _parted(text[at:], scripts[1:])
