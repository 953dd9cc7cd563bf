"""The case forms of Russian names, by rule and by russian.tsv: mentions are matched literally, and «Россией» is one.

The rules cover what names of states, capitals, organisations and offices need, as school grammars teach them. A form is
inflected word by word; words after "^" stay, as do abbreviations.
"""

from collections.abc import Mapping
from functools import cache

from tools.actors.tables import forms, table

CASES = 5  # genitive, dative, accusative, instrumental, prepositional
_SMALL = {"и", "де", "дер", "фон", "—", "для", "по"}
_VOWELS = "аеёиоуыэюя"
_HUSHING = "жшщчц"

_ADJECTIVES = {
    "ая": ("ой", "ой", "ую", "ой", "ой"),
    "ое": ("ого", "ому", "ое", "ым", "ом"),
    "ское": ("ского", "скому", "ское", "ским", "ском"),
    "ые": ("ых", "ым", "ые", "ыми", "ых"),
    "ие": ("их", "им", "ие", "ими", "их"),
    "ый": ("ого", "ому", "ый", "ым", "ом"),
    "ний": ("него", "нему", "ний", "ним", "нем"),
    "ский": ("ского", "скому", "ский", "ским", "ском"),
    "цкий": ("цкого", "цкому", "цкий", "цким", "цком"),
}
_NOUNS = {
    "ия": ("ии", "ии", "ию", "ией", "ии"),
    "я": ("и", "е", "ю", "ей", "е"),
    "ство": ("ства", "ству", "ство", "ством", "стве"),
    "ние": ("ния", "нию", "ние", "нием", "нии"),
    "ий": ("ия", "ию", "ий", "ием", "ии"),
    "й": ("я", "ю", "й", "ем", "е"),
    "ь": ("я", "ю", "ь", "ем", "е"),
    "ы": ("", "ам", "ы", "ами", "ах"),
}


@cache
def _exceptions() -> dict[str, tuple[str, ...]]:
    found = {row["nominative"]: tuple(forms(row["forms"])) for row in table("russian")}
    return {word: (word,) * CASES if cases == ("-",) else cases for word, cases in found.items()}


def _by_ending(word: str, endings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending):
            return tuple(word.removesuffix(ending) + case for case in endings[ending])
    return None


def _first_declension(word: str) -> tuple[str, ...]:
    stem, last = word[:-1], word[-2]
    genitive = "и" if last in "гкхжшщч" else "ы"
    return stem + genitive, stem + "е", stem + "у", stem + ("ей" if last in _HUSHING else "ой"), stem + "е"


def _second_declension(word: str, person: bool) -> tuple[str, ...]:
    surname = person and word.endswith(("ов", "ев", "ёв", "ин", "ын"))
    instrumental = "ым" if surname else "ем" if word[-1] in _HUSHING else "ом"
    return word + "а", word + "у", word, word + instrumental, word + "е"


def _noun(word: str, person: bool) -> tuple[str, ...]:
    if word.endswith("а") and word[-2] not in _VOWELS:
        return _first_declension(word)
    by_ending = _by_ending(word, _NOUNS)
    if by_ending is None and word[-1].isalpha() and word[-1] not in _VOWELS:
        return _second_declension(word, person)
    return by_ending or (word,) * CASES


def _word(word: str, person: bool) -> tuple[str, ...]:
    first, dash, last = word.rpartition("-")
    if word in _exceptions():
        return _exceptions()[word]
    if word in _SMALL or word.isupper() or len(last) < 2:
        return (word,) * CASES
    if dash:
        return tuple(f"{first}-{case}" for case in _word(last, person))
    adjectives = {e: c for e, c in _ADJECTIVES.items() if not (person and e == "ний")}
    noun_in_ie = word.endswith(("ание", "ение"))
    return (None if noun_in_ie else _by_ending(word, adjectives)) or _noun(word, person)


def inflected(form: str, *, person: bool = False) -> list[str]:
    """Return a Russian form and its case forms, the nominative first, each once."""
    head, mark, tail = form.partition("^")
    nominative = head + tail
    if head.strip() in _exceptions():
        cases = _exceptions()[head.strip()]
    else:
        cases = tuple(" ".join(case) for case in zip(*(_word(word, person) for word in head.split()), strict=True))
    rest = f" {tail}" if mark and head.strip() else tail
    return list(dict.fromkeys([nominative, *(case + rest for case in cases)]))
