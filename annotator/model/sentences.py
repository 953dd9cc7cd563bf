"""Where sentences begin, by the rules of the text's script.

sentencex knows the abbreviations of many languages. Where it has no wheel (Windows on ARM) a plain rule stands
in: a sentence ends at . ! ? … or their Chinese, Arabic and Devanagari kin, before a blank and a new beginning.
"""

from itertools import accumulate

import regex

try:
    from sentencex import segment
except ImportError:  # pragma: no cover - no wheel for this system
    segment = None

SAMPLE = 2_000
"""The characters from which a language is guessed."""
_LETTER = regex.compile(r"\p{L}")
_SCRIPTS = tuple(
    (language, regex.compile(rf"\p{{{script}}}"))
    for language, script in (("zh", "Han"), ("ar", "Arabic"), ("ru", "Cyrillic"), ("hi", "Devanagari"))
)
_WORD = regex.compile(r"\w+")
_IN_ASCII = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128)}
"""Leaves words in small letters and blanks of a text in ASCII, in a fifth of the time of an expression."""
_COMMON = {
    "fr": frozenset({"le", "la", "les", "des", "du", "et", "un", "une", "dans", "pour", "que"}),
    "es": frozenset({"el", "los", "las", "del", "y", "un", "una", "en", "para", "que"}),
    "en": frozenset({"the", "of", "and", "to", "in", "a", "for", "that"}),
}
"""Words by which a language in Latin letters is told."""
_ANY_COMMON = frozenset().union(*_COMMON.values())
# Abbreviations of diplomatic prose after which sentencex breaks all the same.
_ABBREVIATIONS = frozenset(
    {"M.", "MM.", "Mme.", "S.E.", "H.E.", "H.M.", "Amb.", "Art.", "Arts.", "para.", "paras.", "Res."}
)
# The sign or number of a list item, which would keep its sentences together or be one by itself.
_ITEM = regex.compile(r"\s*(?:[•◦▪▫‣⁃●○■□◆➢·\uf0b7\uf0a7–—*-]|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]+(?=\S)")
_PLAIN_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=\S)|[。！？]+[”’」』）]*|[؟۔।]\s*(?=\S)")


def language_of(text: str) -> str:
    """Guess the language from which sentence rules are taken: zh, ar, ru, hi, fr, es or en (also where unclear)."""
    sample = text[:SAMPLE]
    if sample.isascii():  # nearly each paragraph is asked, and in ASCII none of these scripts is
        found = sample.translate(_IN_ASCII).split()
    else:
        letters = len(_LETTER.findall(sample)) or 1
        for language, script in _SCRIPTS:
            if len(script.findall(sample)) > letters / 3:
                return language
        found = _WORD.findall(sample.lower())
    words = list(filter(_ANY_COMMON.__contains__, found))
    counts = {language: sum(map(common.__contains__, words)) for language, common in _COMMON.items()}
    return max(counts, key=lambda language: (counts[language], language == "en"))


def sentence_starts(paragraph: str, language: str = "") -> list[int]:
    """Return the code-point offsets at which the sentences of a paragraph begin; the first is 0.

    `language`: by whose rules, as `language_of` names it; where empty it is guessed.
    """
    if not paragraph:
        return [0]
    item = _ITEM.match(paragraph)
    if item is not None:
        first, *others = sentence_starts(paragraph[item.end() :], language)
        return [first, *(item.end() + start for start in others)]
    if segment is not None:
        pieces = segment(language or language_of(paragraph), paragraph)
        if "".join(pieces) == paragraph:
            ends = accumulate(len(piece) for piece in pieces[:-1])
            return [0, *(end for end, piece in zip(ends, pieces, strict=False) if not _is_abbreviated(piece))]
    return [0, *(match.end() for match in _PLAIN_END.finditer(paragraph) if match.end() < len(paragraph))]


def _is_abbreviated(piece: str) -> bool:
    words = piece.rsplit(maxsplit=1)
    return bool(words) and words[-1] in _ABBREVIATIONS
