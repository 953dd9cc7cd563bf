"""When two keys are the same: whatever their case, accents, blanks, the spelling of a number or a day at midnight.

Marks that may be left out in writing are (accents of Latin and Greek, vowel points of Arabic and Hebrew), those that
make another letter are not (Cyrillic й, vowels of Devanagari). Unicode Standard Annex 15 has the forms.
"""

import json
import unicodedata
from functools import lru_cache

import regex

FILE_ENDINGS = frozenset(
    (
        *(".txt", ".text", ".asc", ".log", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".docx"),
        *(".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".fodt", ".rtf", ".epub", ".pdf", ".xml", ".tei"),
        *(".akn", ".eml", ".srt", ".vtt", ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".ots"),
        *(".zip", ".jsonl", ".ndjson", ".jsonlines", ".json", ".ann", ".mp3", ".mp4", ".wav", ".jpg", ".png", ".tif"),
    )
)
"""Extensions that are no part of a file's name: a table may have the names without them, or with those of other files.

All that readers read are among them, and some from which texts come.
"""

_BLANKS = regex.compile(r"[\s_\p{Default_Ignorable_Code_Point}]+")
_SAME = str.maketrans(dict.fromkeys("’ʼ‘`´′", "'"))
_DASHES = regex.compile(r"\p{Pd}")
_ACCENTS = regex.compile(r"(?<=[\p{Latin}\p{Greek}][\u0300-\u036f]*)[\u0300-\u036f]")
_POINTS = regex.compile("[\u064b-\u0652\u0670\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_NUMBER = regex.compile(r"0*(\d+)(?:\.0+)?")
_MIDNIGHT = regex.compile(r"(\d{4}-\d\d-\d\d)[t ]00:00(?::00(?:\.0+)?)?(?:z|\+00:00)?")


def cell_words(value: object) -> str:
    """Return a JSON value as a cell has it: whole numbers without a point, a list with commas."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case list() | tuple():
            return ", ".join(map(cell_words, value))
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def key_form(value: object) -> str:
    """Return the form in which a value is compared as a key; "" where it is none (empty, or an object)."""
    if isinstance(value, str) and value.isascii():
        # Most cells are a word or a number, and a table may have a million.
        if value.isalpha():
            return value.lower()
        if value.isdigit():
            return value.lstrip("0") or "0"
    return "" if isinstance(value, dict) else _form(cell_words(value))


def file_form(value: object) -> str:
    """Return the form in which the name of a file is compared: without its folders and its extension."""
    said = cell_words(value)
    return key_form(stem_of(said) if "." in said or "/" in said or "\\" in said else said)


def whole_file_form(value: object) -> str:
    """Return the form of a file's name with its extension, by which files are told apart that are called alike."""
    return key_form(_last_of(cell_words(value)))


def stem_of(name: str) -> str:
    """Return the name of a file without its folders, and without an extension that is known as one."""
    last = _last_of(name)
    stem, dot, ending = last.rpartition(".")
    return stem if dot and stem and f".{ending.casefold()}" in FILE_ENDINGS else last


def _last_of(name: str) -> str:
    return name.strip().replace("\\", "/").rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=20_000)
def _form(text: str) -> str:
    plain = text.casefold() if text.isascii() else _folded(text)
    said = _BLANKS.sub(" ", plain).strip()
    if number := _NUMBER.fullmatch(said):
        return number[1]
    day = _MIDNIGHT.fullmatch(said)
    return day[1] if day else said


def _folded(text: str) -> str:
    """Return a text without case, marks that may be left out, and with digits, dashes and apostrophes of one kind."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = unicodedata.normalize("NFC", _POINTS.sub("", _ACCENTS.sub("", apart)))
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in bare)
    return _DASHES.sub("-", digits).translate(_SAME)
