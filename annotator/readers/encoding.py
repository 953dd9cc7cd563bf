"""The one decoder: bytes of a text file -> text, with a sentence for whatever was not certain.

Certain are a byte order mark, what the user says, and strict UTF-8. All else is a guess, and every guess is named
to the user. Nothing is replaced unless the user asks for it, and no lone surrogate ever gets into a text.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import regex

from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.model.wording import counted
from annotator.readers.guess import guesses, weight
from annotator.readers.sevenbit import seven_bit

MARKED = "utf-8-replace"
"""The user's way out for a damaged file: what is not UTF-8 becomes U+FFFD, and is counted."""

ENCODINGS: dict[str, str] = {
    "utf-8": "Unicode (UTF-8)",
    MARKED: "Unicode (UTF-8), damaged places marked with �",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16, little-endian)",
    "utf-16-be": "Unicode (UTF-16, big-endian)",
    "utf-32": "Unicode (UTF-32)",
    "utf-7": "Unicode (UTF-7)",
    "windows-1252": "Western European (Windows)",
    "iso-8859-1": "Western European (ISO 8859-1)",
    "iso-8859-15": "Western European (ISO 8859-15)",
    "macintosh": "Western European (Mac)",
    "cp850": "Western European (DOS)",
    "cp437": "Western European (DOS, United States)",
    "windows-1250": "Central European (Windows)",
    "iso-8859-2": "Central European (ISO 8859-2)",
    "cp852": "Central European (DOS)",
    "windows-1251": "Cyrillic (Windows)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "koi8-u": "Cyrillic (KOI8-U)",
    "iso-8859-5": "Cyrillic (ISO 8859-5)",
    "cp866": "Cyrillic (DOS)",
    "mac-cyrillic": "Cyrillic (Mac)",
    "windows-1253": "Greek (Windows)",
    "iso-8859-7": "Greek (ISO 8859-7)",
    "windows-1254": "Turkish (Windows)",
    "iso-8859-9": "Turkish (ISO 8859-9)",
    "windows-1255": "Hebrew (Windows)",
    "iso-8859-8": "Hebrew (ISO 8859-8)",
    "windows-1256": "Arabic (Windows)",
    "iso-8859-6": "Arabic (ISO 8859-6)",
    "windows-1257": "Baltic (Windows)",
    "windows-1258": "Vietnamese (Windows)",
    "windows-874": "Thai (Windows)",
    "gb18030": "Chinese, simplified (GB 18030, GBK, GB 2312)",
    "hz": "Chinese, simplified (HZ)",
    "big5": "Chinese, traditional (Big5)",
    "big5hkscs": "Chinese, traditional (Big5, Hong Kong)",
    "windows-31j": "Japanese (Shift JIS)",
    "euc-jp": "Japanese (EUC)",
    "iso-2022-jp": "Japanese (ISO 2022)",
    "windows-949": "Korean (EUC, Windows)",
    "iso-2022-kr": "Korean (ISO 2022)",
}
"""The encodings that a user may choose, with what to call them."""

_ALIASES = {"macintosh": "mac_roman", "windows-874": "cp874", "windows-31j": "cp932", "windows-949": "cp949"}
_NAMES = {codecs.lookup(_ALIASES.get(name, name)).name: name for name in ENCODINGS if name != MARKED}
# The common tables extend these names; a text that is labelled with them is usually in the wider one.
_NAMES |= {"shift_jis": "windows-31j", "euc_kr": "windows-949", "gbk": "gb18030", "gb2312": "gb18030"}
_NAMES |= {"ascii": "utf-8", "utf-8-sig": "utf-8", "tis-620": "windows-874"}

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Four bytes before two: the mark of UTF-32 begins like that of UTF-16."""

_CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ASCII = bytes(range(0x80))
_LOW = bytes({*range(0x20)} - {*b"\t\n\r"})
_ASCII_CONTROLS = _LOW + b"\x7f"
_LATER_CONTROLS = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
"""U+0080 to U+009F in UTF-8. Of `re`, which goes from one of these first bytes to the next."""
_CESU_PAIR = regex.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_REMEDY = "choose the encoding that it was written in"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A canonical text, the name of its encoding, and sentences about what was guessed or is odd in it."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(name: str, data: bytes, encoding: str | None = None) -> Decoded:
    """Decode the file `name`; `encoding` is the user's choice. Raises `BadFile` with one sentence."""
    found = _chosen(name, data, encoding) if encoding else _detected(name, data)
    text = canonical(found.text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        problem = f"line {line} has half of a surrogate pair, which is no character"
        raise BadFile(name, problem, "repair the file") from error
    return Decoded(text, found.encoding, found.notices + control_notices(text))


def codec_of(start: bytes, is_guessed: bool = False) -> str:
    """Return by which codec a file becomes text that begins so, UTF-8 where that is not known.

    `is_guessed`: whether one of a legacy encoding is looked for too, which takes a tenth of a second.
    """
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return "utf-8-sig" if codec == "utf-8" else codec
    if wide := _wide_without_mark(start[: len(start) // 4 * 4]):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError as error:
        if is_guessed and not _has_any(start, _LOW) and not _mostly_utf8(start, error):
            return next(iter(guesses(start)), "utf-8-sig")
    return "utf-8-sig"


def known_encoding(name: str) -> str | None:
    """Return our name of an encoding under any of its usual names ("CP1251" -> "windows-1251")."""
    if name.strip().lower() == MARKED:
        return MARKED
    try:
        return _NAMES.get(codecs.lookup(_ALIASES.get(name.strip().lower(), name.strip())).name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None


def is_plain(text: str) -> bool:
    """Whether a text has no control characters: ten times quicker than to look for each of them."""
    data = text.encode("utf-8", "surrogatepass")
    return not _has_any(data, _ASCII_CONTROLS) and (text.isascii() or _LATER_CONTROLS.search(data) is None)


def control_notices(text: str) -> tuple[str, ...]:
    """Return a sentence that names the control characters of a text, if it has any."""
    if is_plain(text):
        return ()
    counts = Counter(_CONTROLS.findall(text))
    if not counts:
        return ()
    names = [f"U+{ord(char):04X}" for char in sorted(counts)]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more kinds" if len(names) > 5 else "")
    return (f"The text has {counted(counts.total(), 'control character')} ({shown}), kept as part of it.",)


def _chosen(name: str, data: bytes, encoding: str) -> Decoded:
    known = known_encoding(encoding)
    if known is None:
        raise BadFile(
            name, f"“{encoding}” is not an encoding that can be read", f"choose one of {', '.join(ENCODINGS)}"
        )
    if known == MARKED:
        return _marked(data)
    try:
        return Decoded(data.decode(_ALIASES.get(known, known)), known)
    except UnicodeDecodeError as error:
        place = _place(data, error.start)
        raise BadFile(name, f"it is not written in {known}: {place} does not fit", "choose another encoding") from error
    except UnicodeError as error:  # UTF-16 without a mark or with half a unit
        raise BadFile(name, f"it is not written in {known}", "choose another encoding") from error


def _marked(data: bytes) -> Decoded:
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    notice = f"Damaged places marked with �: {lost}; the rest was read as UTF-8."
    return Decoded(text, "utf-8", (notice,) if lost else ())


def _detected(name: str, data: bytes) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _chosen(name, data, codec)
    if wide := _wide_without_mark(data):
        return Decoded(data.decode(wide), wide, (_guess_notice(wide),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(name, data, error)
    # Escape sequences and UTF-7 are plain ASCII, so that they are valid UTF-8 as well.
    if text.isascii() and (found := seven_bit(data)):
        known = known_encoding(found) or found
        return Decoded(data.decode(found), known, (_guess_notice(known),))
    return Decoded(text, "utf-8")


def _legacy(name: str, data: bytes, error: UnicodeDecodeError) -> Decoded:
    place = _place(data, error.start)
    if _mostly_utf8(data, error):
        remedy = f"choose “{MARKED}” to have such places marked with �, or the encoding that it was written in"
        raise BadFile(name, f"{place} is not UTF-8, as the rest of the file is", remedy) from error
    if b"\0" in data:
        raise BadFile(name, "it is not a text (it has NUL bytes and is not UTF-8)", _REMEDY) from error
    for codec in guesses(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        known = known_encoding(codec) or codec
        return Decoded(text, known, (_guess_notice(known),))
    raise BadFile(name, f"{place} is not UTF-8, and no other encoding makes it a text", _REMEDY) from error


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is damaged UTF-8: what chance makes of another encoding has few sound sequences, and odd ones."""
    # Cut within its last character, by a download that broke off: at least two bytes, since one is a letter elsewhere.
    if error.reason == "unexpected end of data" and len(data) - error.start > 1:
        return True
    if _CESU_PAIR.search(data):
        return True
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    sound = len(text) - bad - (len(data) - len(data.translate(None, _ASCII)))
    likely = sum(1 for char in text if char > "\x7f" and char != "\ufffd" and weight(char, "utf-8") >= 0.6)
    return sound > bad or (likely == sound > 0 and bad <= 3 * sound)


def _wide_without_mark(data: bytes) -> str | None:
    """Return the kind of UTF-16 that `data` is in: the high bytes of a text are few and low, the low ones are not.

    A blank or a line end in UTF-16 has a NUL. With few of them, what is sound UTF-8 is that, however odd its controls.
    """
    if len(data) < 4 or len(data) % 2 or not _has_any(data, _LOW):
        return None
    is_utf_8 = _is_utf_8(data)
    if is_utf_8 and b"\0" not in data:
        return None
    for codec, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        few, many = _share_of_low(high), _share_of_low(low)
        if (few > 0.7 and many < 0.3) or (not is_utf_8 and b"\0" in high and b"\0" not in low and _ideographic(text)):
            return codec
    return None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_any(data: bytes, wanted: bytes) -> bool:
    return len(data.translate(None, wanted)) < len(data)


def _share_of_low(data: bytes) -> float:
    head = data[:8192]
    return sum(1 for byte in head if byte < 0x20 and byte not in b"\t\n\r") / len(head)


def _ideographic(text: str) -> bool:
    sample = text[:4096]
    letters = sum(
        1 for char in sample if unicodedata.category(char) in ("Lo", "Zs", "Po", "Ps", "Pe") or char in "\n\r"
    )
    return letters > 0.95 * len(sample)


def _guess_notice(encoding: str) -> str:
    return f"Read as {encoding}, a guess: check the text, or choose the encoding."


def _place(data: bytes, start: int) -> str:
    line = data.count(b"\n", 0, start) + 1
    return f"byte {start + 1} (line {line})"
