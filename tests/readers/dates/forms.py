"""How a day is written in each form that is read: what the tests compare with, by month names of their own."""

from collections.abc import Callable
from datetime import date

_CHINESE = "〇一二三四五六七八九"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "he": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
}
"""Names as they stand after a day (Unicode CLDR, months in the format context)."""


def month(language: str, day: date) -> str:
    """Return the name of a day's month."""
    return MONTHS[language].split()[day.month - 1]


def _chinese_below_100(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "") + (_CHINESE[ones] if ones else "")


def _chinese(day: date) -> str:
    year = "".join(_CHINESE[int(digit)] for digit in str(day.year))
    return f"{year}年{_chinese_below_100(day.month)}月{_chinese_below_100(day.day)}日"


def _arabic_digits(text: str) -> str:
    return text.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)})


FORMS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "year first": lambda day: f"{day.year}/{day.month}/{day.day}",
    "points": lambda day: f"{day.day}.{day.month}.{day.year}",
    "roman": lambda day: f"{day.day}.{_ROMAN[day.month - 1]}.{day.year}",
    "chinese digits": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "chinese numerals": _chinese,
    "korean": lambda day: f"{day.year}년 {day.month}월 {day.day}일",
    "vietnamese": lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    "english": lambda day: f"{day.day} {month('en', day)} {day.year}",
    "american": lambda day: f"{month('en', day)} {day.day}, {day.year}",
    "weekday": lambda day: f"{day:%A}, {day.day} {month('en', day)} {day.year}",
    "mail": lambda day: f"{day:%a, %d %b %Y} 12:30:00 +0200",
    "french": lambda day: f"le {day.day}{'er' if day.day == 1 else ''} {month('fr', day)} {day.year}",
    "spanish": lambda day: f"{day.day} de {month('es', day)} de {day.year}",
    "german": lambda day: f"{day.day}. {month('de', day)} {day.year}",
    "portuguese": lambda day: f"{day.day} de {month('pt', day)} de {day.year}",
    "italian": lambda day: f"{day.day} {month('it', day)} {day.year}",
    "russian": lambda day: f"{day.day} {month('ru', day)} {day.year} года",
    "ukrainian": lambda day: f"{day.day} {month('uk', day)} {day.year} року",
    "turkish": lambda day: f"{day.day} {month('tr', day)} {day.year}",
    "dutch": lambda day: f"{day.day} {month('nl', day)} {day.year}",
    "finnish": lambda day: f"{day.day}. {month('fi', day)} {day.year}",
    "hebrew": lambda day: f"{day.day} {month('he', day)} {day.year}",
    "arabic": lambda day: f"{day.day} {month('ar', day)} {day.year}",
    "arabic digits": lambda day: _arabic_digits(f"{day.day} {month('ar', day)} {day.year}"),
    "thai": lambda day: f"{day.day} {month('th', day)} {day.year + 543 if day.year > 1940 else f'ค.ศ. {day.year}'}",
}
"""Each form names one day."""
