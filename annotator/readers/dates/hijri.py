"""Dates of the Islamic calendar, by the table of Umm al-Qura (hijridate), which reaches from 1343 to 1500 AH.

Only a month by its name, or numbers marked as years of the Hijra (هـ, AH), are such a date: a number or a word alone
says nothing. A month of it becomes the range of its days.
"""

import unicodedata

import regex

from annotator.readers.dates.reading import NO_DATE, DateReading, DayOrder, certain

_MONTHS = (
    "muharram almuharram muharrem محرم المحرم",
    "safar safer صفر",
    "rabialawwal rabiulawwal rabialawal rabii rabi1 rebiulevvel ربيعالاول ربيعاول",
    "rabialthani rabialakhir rabiulakhir rabiuthani rabiii rabi2 rebiulahir ربيعالثاني ربيعالاخر ربيعثاني",
    "jumadaalula jumadaalawwal jumada1 jumadai cemaziyelevvel جماديالاولي جماديالاول جماديالاولا",
    "jumadaalakhirah jumadaalakhira jumadaalthani jumadaalthaniyah jumadaalthania jumada2 jumadaii cemaziyelahir "
    "جماديالاخره جماديالثانيه جماديالثاني جماديالاخر",
    "rajab recep رجب",
    "shaban shaaban saban شعبان",
    "ramadan ramadhan ramazan رمضان",
    "shawwal shawal sevval شوال",
    "dhualqadah dhualqada dhulqadah dhulqada dhualqidah dhulqidah zilkade ذوالقعده ذيالقعده ذالقعده",
    "dhualhijjah dhualhijja dhulhijjah dhulhijja zilhicce ذوالحجه ذيالحجه ذالحجه",
)
"""How the months are written in English, Turkish and Arabic, without blanks, accents and other marks."""
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_YEAR_OF_HIJRA = r"(?:(?:ه ?ـ*|هجريه?|a\.? ?h\.?|h\.|hicri)(?![\w]))"
_WORDED = regex.compile(
    r"(?:[^\d]*?[,،] ?|(?:يوم|في) )?(\d{1,2})? ?(?:من )?([^\d,،]+?)[,،]? ?(?:سنه |عام )?(\d{4})"
    rf" ?{_YEAR_OF_HIJRA}?",
    regex.I,
)
_MONTH_FIRST = regex.compile(rf"([^\d,]+?) (\d{{1,2}})(?:st|nd|rd|th)?, ?(\d{{4}}) ?{_YEAR_OF_HIJRA}?", regex.I)
_MARK = regex.compile(_YEAR_OF_HIJRA, regex.I)
_NUMBERS = regex.compile(rf"([\d./ -]+?) ?{_YEAR_OF_HIJRA}", regex.I)
_YEAR_FIRST = regex.compile(r"(\d{4}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{1,2})")
_YEAR_LAST = regex.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4})")
_CORRESPONDING = regex.compile(r"[,،(]?\s*(?:الموافق|corresponding to)(?: ?ل)?\s*")
_AH = (1343, 1500)


def other_calendar_beside(text: str) -> list[str]:
    """Return the parts of a line that gives a day in two calendars, "15 رمضان 1444 الموافق 6 أبريل 2023"."""
    parts = [part.strip(" ،,") for part in _CORRESPONDING.split(text)]
    return [part.rstrip(")") if "(" not in part else part for part in parts]


def is_hijri_word(word: str) -> bool:
    """Whether a word is a month of the Hijra, or the mark of its years."""
    return _key(word.replace("ة", "ه")) in _BY_NAME or _MARK.fullmatch(word) is not None


def hijri(text: str, order: DayOrder | None = None) -> DateReading:
    """Return the day of the Gregorian calendar, or the days of a month, that a date of the Hijra is.

    `order`: which of two numbers is the day where they leave it open.
    """
    text = text.replace("ة", "ه")
    if found := _NUMBERS.fullmatch(text):
        return _in_numbers(found[1].strip(), order)
    if found := _WORDED.fullmatch(text):
        day, name, year = found[1], found[2], found[3]
    elif found := _MONTH_FIRST.fullmatch(text):
        name, day, year = found[1], found[2], found[3]
    else:
        return NO_DATE
    month = _BY_NAME.get(_key(name))
    return certain(_gregorian(int(year), month, int(day or 0))) if month else NO_DATE


def _key(name: str) -> str:
    """Return a month's name without blanks, accents and other marks, as the table has it."""
    name = unicodedata.normalize("NFD", name.casefold().translate({ord("ı"): "i", ord("ى"): "ي"}))
    return "".join(char for char in name if char.isalnum() and unicodedata.category(char) != "Lm")


def _in_numbers(text: str, order: DayOrder | None) -> DateReading:
    """Return the day of numbers that are marked; where they may be two days, that of `order`, else both."""
    if found := _YEAR_FIRST.fullmatch(text):
        return certain(_gregorian(int(found[1]), int(found[2]), int(found[3])))
    if not (found := _YEAR_LAST.fullmatch(text)):
        return NO_DATE
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    possible = {
        DayOrder.DAY_FIRST: _gregorian(year, second, first),
        DayOrder.MONTH_FIRST: _gregorian(year, first, second),
    }
    known = [(one, iso) for one, iso in possible.items() if iso]
    if len(known) == 1:
        return DateReading(known[0][1], (), known[0][0])
    if order is None and first != second:
        return DateReading("", tuple(iso for _, iso in known))
    return certain(possible[order or DayOrder.DAY_FIRST])


def _gregorian(year: int, month: int, day: int) -> str:
    from hijridate import Hijri  # noqa: PLC0415  # here, since a window that only opens a project needs no calendars

    if not (_AH[0] <= year <= _AH[1] and 1 <= month <= 12 and 0 <= day <= 30):
        return ""
    try:
        first = Hijri(year, month, day or 1)
        if day:
            return str(first.to_gregorian().isoformat())
        last = Hijri(year, month, first.month_length())
        return f"{first.to_gregorian().isoformat()}/{last.to_gregorian().isoformat()}"
    except (ValueError, OverflowError):
        return ""
