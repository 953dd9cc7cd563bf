"""Dates whose month is a word, in some 200 languages: dateparser knows the words, but is not left to guess.

It is asked about the words alone, with a day and a year that nobody can take for each other, and once for each row of
words. So it orders no numbers, completes nothing, and its answer does for every date that is written alike.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, NamedTuple

import regex

from annotator.readers.dates.reading import NO_DATE, DateReading, certain, iso_of

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SPOKEN = 60
"""So many languages, by how much is written in them, are asked whether a word is another month there."""
_DAY, _YEAR = "13", "2001"
_NUMBER = regex.compile(r"(?<![\d.,])(\d+)(?:(st|nd|rd|th|er|re|ère|e|º|°|ª|o|a|-?[егйяо]{1,2}|ος|η)(?![\p{L}\d]))?")
_WORD = regex.compile(r"[\p{L}\p{M}]+\.?")
_TWO_NAMES = regex.compile(r"(\p{L}[\p{L}\p{M} ]*)/ ?(\p{L}[\p{L}\p{M} ]*)")
"""نيسان/أبريل: the month as it is called in the Mashriq and elsewhere, as the United Nations write it."""
_THAI = regex.compile(r"\p{Thai}")
_OF_BUDDHA = regex.compile(r"พ\. ?ศ\. ?|B\. ?E\. ?")
_OF_CHRIST = regex.compile(r"ค\. ?ศ\. ?")
_ENDINGS = regex.compile(
    r"(?<=\d) ?(?:г\.|года?|р\.|року|г|р|м|م|ג|A\.? ?D\.?|C\.? ?E\.?|n\. ?Chr\.|m\.|metų)$", regex.I
)
_BEGINNINGS = regex.compile(r"^(?:du|del|vom|den|am|on|dated|le|el|il|em|в|от|с|يوم)\s+", regex.I)
_ALPHABETIC = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]")
_ARABIC = regex.compile(r"\p{Arabic}")
_THE_YEAR = regex.compile(r"\b(?:of|del año|de l'an|del'anno)\s+(?=\d{4})", regex.I)
_MASHRIQ_AND_MAGHREB = ("ar-SY", "ar-IQ", "ar-DZ", "ar-MR")
# What dateparser keeps of the texts before is no matter of threads to it.
_lock = Lock()


def is_month_word(word: str) -> bool:
    """Whether a word is a month's name, or part of one, in some language."""
    return any(one in _all_names().words for one in _words(word))


def worded(text: str) -> DateReading:
    """Return the day or the month of a date with one year of four digits, at most one day, and a month in words."""
    of_buddha = bool(_OF_BUDDHA.search(text))
    is_thai = bool(_THAI.search(text)) and not _OF_CHRIST.search(text)
    text = _OF_CHRIST.sub("", _OF_BUDDHA.sub("", text))
    text = _THE_YEAR.sub("", _BEGINNINGS.sub("", _ENDINGS.sub("", text)))
    numbers = [found[1] for found in _NUMBER.finditer(text)]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return NO_DATE
    template = _NUMBER.sub(lambda found: _YEAR if len(found[1]) == 4 else _DAY, text)
    year, day = int(years[0]), int(days[0]) if days else 0
    if days and not day:
        return NO_DATE
    months = _months(template, bool(days))
    if of_buddha or (is_thai and year > 2400):
        year = _of_buddha(year)
    found = tuple(filter(None, (iso_of(year, month, day) for month in sorted(months))))
    return certain(found[0] if found else "") if len(months) == 1 else DateReading("", found)


def _of_buddha(year: int) -> int:
    """Return the year of a Thai one, 0 before 1941, when it began in April (and earlier by the moon)."""
    return year - 543 if year >= 2484 else 0


@lru_cache(10_000)
def _months(template: str, has_day: bool) -> frozenset[int]:
    """Return the months that the words of a date may stand for, whose day is `_DAY` and whose year `_YEAR`."""
    names = _TWO_NAMES.search(template)
    ways = [names[1], names[2]] if names else [""]
    found = set[int]()
    for way in ways:
        asked = template.replace(names[0], way) if names else template
        month = _asked(asked, has_day)
        if month and _is_named(asked, month):
            found |= {month, *_elsewhere(asked, month)}
    return frozenset(found)


def _asked(template: str, has_day: bool) -> int:
    """Return the month that dateparser finds, 0 where it finds none, or not this day and year with it."""
    languages = _languages(template)
    if not languages:
        return 0
    with _lock:
        found = _parser(languages).get_date_data(template)
        for locale in _MASHRIQ_AND_MAGHREB if _ARABIC.search(template) else ():
            if found.date_obj is None:
                found = _parser((), locale).get_date_data(template)
    day = found.date_obj
    if day is None or day.year != int(_YEAR) or found.period != ("day" if has_day else "month"):
        return 0
    return day.month if not has_day or day.day == int(_DAY) else 0


@lru_cache(200)
def _parser(languages: tuple[str, ...], locale: str = "") -> Any:
    from dateparser.date import DateDataParser  # noqa: PLC0415  # a window begins without dates

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["year", "month"],
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_TIME_AS_PERIOD": True,
    }
    # Without what it read before, so that a date's reading does not hang on the one before it.
    return DateDataParser(
        languages=list(languages) or None,
        locales=[locale] if locale else None,
        try_previous_locales=False,
        settings=settings,
    )


def _elsewhere(template: str, month: int) -> set[int]:
    """Return the other months that a word is in another much written language: listopad is October or November."""
    known = _month_names(_SPOKEN)
    return {other for word in _words(template) if month in known.get(word, ()) for other in known[word]} - {month}


def _is_named(template: str, month: int) -> bool:
    """Whether a word of some letters names the month; to dateparser “No. 12” is a day of November."""
    if not _ALPHABETIC.search(template):
        return True
    known = _month_names(None)
    return any(len(word) > 2 and month in known.get(word, ()) for word in _words(template))


def _languages(template: str) -> tuple[str, ...]:
    """Return the languages in which a word of a date names a month: dateparser is asked of no others, which costs."""
    known = _all_names()
    found = {language for word in _words(template) for language in known.words.get(word, ())}
    if not _ALPHABETIC.search(template):
        bare = _bare(template)
        found |= {language for name, languages in known.parts for language in languages if name in bare}
    return tuple(sorted(found))


def _words(template: str) -> list[str]:
    return [_bare(word) for word in _WORD.findall(template)]


def _bare(word: str) -> str:
    """Return a word without capitals and accents."""
    letters = unicodedata.normalize("NFD", word.rstrip(".").casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


class _AllNames(NamedTuple):
    """Languages by the words of their months; names in scripts that may write them together with other words."""

    words: dict[str, set[str]]
    parts: tuple[tuple[str, frozenset[str]], ...]


@cache
def _all_names() -> _AllNames:
    from dateparser.data.languages_info import language_order  # noqa: PLC0415  # see above

    words, parts = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for language in language_order:
        for name in map(_bare, _names_in(language)):
            is_alphabetic = bool(_ALPHABETIC.search(name)) or name.isascii()
            for word in _words(name):
                if len(word) > (2 if is_alphabetic else 1):
                    words[word].add(language)
            if not is_alphabetic and len(name) > 1:
                parts[name].add(language)
    return _AllNames(dict(words), tuple((name, frozenset(languages)) for name, languages in parts.items()))


def _names_in(language: str) -> Iterator[str]:
    """Yield all names of months in a language, also those that only some countries use."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    for of_place in (info, *info.get("locale_specific", {}).values()):
        yield from (name for month in _MONTHS for name in of_place.get(month, ()))


@cache
def _month_names(most: int | None) -> dict[str, frozenset[int]]:
    """Return the months that a word stands for in `most` languages, those first in which most is written."""
    from dateparser.data.languages_info import language_order  # noqa: PLC0415  # see above

    names: dict[str, set[int]] = {}
    for language in language_order[:most]:
        info = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTHS, 1):
            for word in info.get(month, ()):
                names.setdefault(_bare(word), set()).add(number)
    return {word: frozenset(months) for word, months in names.items()}
