"""A date as somebody wrote it -> ISO 8601. What may be two days is left open, never decided here.

Read are numbers, Roman months, words of some 200 languages, the calendars of East Asia, the Hijra and Thailand, and
ranges of these. Nothing is completed: a date without its year is none.
"""

from functools import lru_cache

import regex

from annotator.readers.dates.east_asian import east_asian, gregorian_of_juche
from annotator.readers.dates.hijri import hijri, is_hijri_word, other_calendar_beside
from annotator.readers.dates.numerals import plain
from annotator.readers.dates.numeric import numeric
from annotator.readers.dates.reading import NO_DATE, DateReading, DayOrder, certain, iso_of
from annotator.readers.dates.worded import is_month_word, worded

LONGEST = 120
"""Characters; more than that is no date but a text with one in it."""
_ISO_TIME = regex.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?")
_TIME = regex.compile(
    r",? ?(?:at |à |um |kl\.? ?|- ?)?\b\d{1,2}(?::|h|\.(?=\d\d ?(?:Uhr|h\b)))\d\d(?::\d\d)?"
    r"(?: ?(?:[ap]\.?m\.?|Uhr|h|hrs|hours))?"
    r"(?: ?\(?(?:Z|UTC|GMT|E[SD]T|C[SD]T|P[SD]T|CES?T)?(?: ?[+-]\d\d:?\d\d)?\)?)?$",
    regex.I,
)
_EDGES = " .,;:،。"
_IN_BRACKETS = regex.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_TO = (
    r"(?:-|–|—|~|〜|～|/|\.\.+|&|\bto\b|\buntil\b|\band\b|\bau\b|\bal\b|\bbis\b|\ba\b|\bпо\b|\bdo\b"
    r"|إلى|至|到|から|부터)"
)
_DAYS = regex.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|日|일)? ?{_TO} ?(?:der |dem |el |den |le )?(\d{{1,2}})"
    r"(?=[^\d]*(?:\p{L}|,? ?\d{4}))",
    regex.I,
)
_BETWEEN = regex.compile(rf"\s+{_TO}\s+|\s*(?:–|—|〜|～|~|至|から|부터|إلى)\s*", regex.I)
_YEARS = regex.compile(r"(\d{4}) ?(?:-|–|—|/|to) ?(\d{4})")
_ISO_RANGE = regex.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?) ?(?:/|–|—|\.\.| - | to ) ?(\d{4}(?:-\d\d(?:-\d\d)?)?)")
_YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")
_EAST_ASIAN_START = regex.compile(r".*?[年년](?:.*?[月월])?")
_LONGEST_LINE = 400
_WORDS_BESIDE, _YEAR_ALONE = 6, 4
_EAST_ASIAN_COMMA = regex.compile("[，、]")
_EAST_ASIAN_YEAR = regex.compile(r"[年년]")
_FROM = regex.compile(r"^(?:from|between|du|del|vom|с|من|od|von|de)\s+", regex.I)


def read_date(text: str, order: DayOrder | None = None) -> DateReading:
    """Return what a date is; `order`: which of two numbers is the day, where the date leaves that open.

    A day, a month or a year of the Gregorian calendar, or a range with a slash between its ends.
    """
    if not text or len(text) > LONGEST:
        return NO_DATE
    return _read(text, order)


@lru_cache(20_000)
def _read(text: str, order: DayOrder | None) -> DateReading:
    line = plain(text).strip(_EDGES)
    if bracketed := _IN_BRACKETS.fullmatch(line):
        line = (bracketed[1] or bracketed[2] or "").strip(_EDGES)
    for part in other_calendar_beside(line)[::-1]:
        found = _one_or_range(part, order)
        if found or found.candidates:
            return found
    return NO_DATE


def _one_or_range(line: str, order: DayOrder | None) -> DateReading:
    line = gregorian_of_juche(line)
    if found := _ISO_TIME.fullmatch(line):
        line = found[1]
    line = _TIME.sub("", line).strip(_EDGES)
    single = _single(line, order)
    if single or single.candidates:
        return single
    line = _FROM.sub("", line)
    ranged = _range(line, order)
    if ranged or order is not None:
        return ranged
    either = (_range(line, one).iso for one in DayOrder)
    return DateReading("", tuple(filter(None, either)))


def _single(line: str, order: DayOrder | None) -> DateReading:
    if not any(char.isdigit() for char in line):
        return east_asian(line)
    for kind in (lambda text: numeric(text, order), east_asian, lambda text: hijri(text, order), worded):
        found = kind(line)
        if found or found.candidates:
            return found
    return NO_DATE


def _range(line: str, order: DayOrder | None) -> DateReading:
    """Return a range whose ends are dates or lack what the other has: "6–8 April 2023", "30 March – 2 April 2023"."""
    if found := _ISO_RANGE.fullmatch(line) or _YEARS.fullmatch(line):
        return _from_to(certain(_checked(found[1])), certain(_checked(found[2])))
    if found := _DAYS.search(line):
        ends = (f"{line[: found.start()]}{day}{line[found.end() :]}" for day in (found[1], found[2]))
        ranged = _from_to(*(_single(end, order) for end in ends))
        if ranged:
            return ranged
    for found in _BETWEEN.finditer(line):
        start, end = line[: found.start()].strip(_EDGES), line[found.end() :].strip(_EDGES)
        ranged = _from_to(_start_of(start, end, order), _end_of(start, end, order))
        if ranged:
            return ranged
    return NO_DATE


def _start_of(start: str, end: str, order: DayOrder | None) -> DateReading:
    years = _YEAR.findall(end)
    if _YEAR.search(start) or len(years) != 1:
        return _single(start, order)
    return _single(f"{start} {years[0]}", order) or _single(f"{start}, {years[0]}", order)


def _end_of(start: str, end: str, order: DayOrder | None) -> DateReading:
    whole = _single(end, order)
    if whole or not (lead := _EAST_ASIAN_START.match(start)):
        return whole
    year = regex.match(r".*?[年년]", start)
    return _single(f"{year[0] if year else ''}{end}", order) or _single(f"{lead[0]}{end}", order)


def _from_to(start: DateReading, end: DateReading) -> DateReading:
    if not start or not end or "/" in start.iso + end.iso or start.iso >= end.iso:
        return NO_DATE
    return certain(f"{start.iso}/{end.iso}")


def _checked(iso: str) -> str:
    return iso_of(*(int(part) for part in iso.split("-")))


def date_within(text: str) -> DateReading:
    """Return the one date that stands in a line among other words, such as that of a letter's place and day.

    Where it holds several, or one that may be two days, none is certain.
    """
    if len(text) > _LONGEST_LINE:
        return NO_DATE
    whole = read_date(text)
    if whole or whole.candidates:
        return whole
    words = plain(_EAST_ASIAN_COMMA.sub(" ", text)).split()
    at = [number for number, word in enumerate(words) if _YEAR.search(word) or _EAST_ASIAN_YEAR.search(word)]
    found = dict.fromkeys(filter(None, (_around(words, number) for number in at)))
    return next(iter(found)) if len(found) == 1 else NO_DATE


def _around(words: list[str], year: int) -> DateReading | None:
    """Return the most exact date around the word with a year: the longest row of words that is one."""
    around = range(max(0, year - _WORDS_BESIDE), min(len(words), year + _WORDS_BESIDE))
    edges = [number for number in around if _may_be_edge(words[number])]
    windows = [(start, end + 1) for start in edges if start <= year for end in edges if end >= year]
    read = (read_date(" ".join(words[start:end])) for start, end in sorted(windows, key=lambda one: one[0] - one[1]))
    found = [one for one in read if one or one.candidates]
    # A year alone is no date of a line: it may be a number.
    exact = [one for one in found if len(one.iso) != _YEAR_ALONE]
    return max(exact, key=lambda one: len(one.iso or one.candidates[0]), default=None)


def _may_be_edge(word: str) -> bool:
    """Whether a date may begin or end with a word: with a number, a month, or what says of which calendar it is."""
    bare = word.strip(",;:()[]")
    return any(char.isdigit() for char in bare) or is_month_word(bare) or is_hijri_word(bare)
