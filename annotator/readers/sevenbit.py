"""Texts in other scripts that are plain ASCII as bytes: ISO 2022, HZ, UTF-7.

Each has a pattern that hardly occurs by chance; UTF-7, whose pattern does (a+b+c), must also come back as the same
bytes, have letters of a living script in every shifted piece, and an explicit end after one of them.
"""

import regex

_ISO_2022 = ((rb"\x1b\$\)C", "iso2022_kr"), (rb"\x1b\$[@B]", "iso2022_jp"), (rb"\x1b\$\([@BD]", "iso2022_jp_ext"))
_HZ = regex.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")
_SHIFTED = regex.compile(rb"\+(?:[A-Za-z0-9+/]+-?|-)")
_LIVING = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}\p{Thai}\p{Devanagari}\p{Han}\p{Hiragana}\p{Katakana}"
    r"\p{Hangul}\p{Common}\p{Inherited}]+"
)


def seven_bit(data: bytes) -> str | None:
    """Return the encoding that `data`, all ASCII, is very probably in where it is more than ASCII."""
    for pattern, codec in _ISO_2022 if b"\x1b$" in data else ():
        if regex.search(pattern, data) and _decoded(data, codec):
            return codec
    if b"~{" in data and _HZ.search(data) and regex.search(r"\p{Han}", _decoded(data, "hz")):
        return "hz"
    return "utf-7" if _is_utf7(data) else None


def _is_utf7(data: bytes) -> bool:
    if b"+" not in data or b"-" not in data:
        return False
    pieces = set(_SHIFTED.findall(data)) - {b"+-"}
    ended = any(piece.endswith(b"-") for piece in pieces)
    return ended and all(map(_sound, pieces)) and bool(_decoded(data, "utf-7"))


def _sound(piece: bytes) -> bool:
    text = _decoded(piece, "utf-7")
    if not text or text.isascii() or not _LIVING.fullmatch(text):
        return False
    letters = regex.search(r"[^\p{Cc}\p{Co}\p{Cn}\p{Cs}\x00-\x7f]", text) is not None
    return letters and text.encode("utf-7").removesuffix(b"-") == piece.removesuffix(b"-")


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""
