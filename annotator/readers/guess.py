"""Guess a legacy encoding: decode with each plausible one and keep the reading that looks most like a text.

A wrong reading betrays itself: scripts mix within a word, capitals follow small letters, rare ideographs and
control characters turn up. That is counted here per distinct character, on a sample; the coherence
that charset-normalizer finds in the letter frequencies weighs in.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import regex
from charset_normalizer import from_bytes

SAMPLE_BYTES = 24_000
"""Enough for letter frequencies, and a guess takes a tenth of a second also for a text of many megabytes."""

PLAUSIBLE = (
    *("cp1252", "cp1251", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1256", "koi8_r", "cp1250", "cp1253"),
    *("cp1255", "cp1254", "cp874", "cp866", "iso8859_5", "mac_roman", "iso8859_6", "iso8859_7", "iso8859_8"),
    *("iso8859_2", "iso8859_15", "koi8_u", "cp1257", "cp1258", "mac_cyrillic", "big5hkscs", "cp850", "cp437"),
)
"""Likeliest first, which decides between readings that are equal."""

LEAST_SCORE = 0.1
"""Below it no reading looks like a text."""

_MARKS = frozenset("“”’–—…«»\u00a0\u00ad")
_EVERYDAY = frozenset("‘„‚‹›•·€£©®™°§¿¡ªº½№×´¨、。「」『』・ー，：；？！（）《》　〈〉【】،؛؟־׳״")
_LATIN = frozenset("éèêëàâäáãåæçîïíìôöóòõøœùûüúñßýÿąćęłńóśźżčďěňřšťůžőűăâîșțşţğıİðþ")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћџђѓќѕ")
_GREEK = frozenset("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ")
_VIETNAMESE = frozenset("ăâđêôơư\u0300\u0301\u0303\u0309\u0323")
_JAPANESE, _CHINESE_GB, _CHINESE_BIG5, _KOREAN = ("cp932", "euc_jp"), ("gb18030",), ("big5", "big5hkscs"), ("cp949",)

# No Western European language has all the letters of one group; Czech, Lithuanian or Hungarian read as such do.
_NEVER_TOGETHER = ("øì", "øþ", "õöá")

_HIGH = regex.compile(rb"[\x80-\xff]")
# No multi-byte encoding has such a byte inside a character, so that it is safe to cut there.
_SAFE = regex.compile(rb"[\x00-\x2f]")
_INNER_CAPITAL = regex.compile(r"\p{Ll}\p{Lu}")
_MIXED = regex.compile(
    r"(?:\p{Latin}[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]|\p{Cyrillic}[\p{Latin}\p{Greek}]"
    r"|\p{Greek}[\p{Latin}\p{Cyrillic}]|[\p{Hebrew}\p{Arabic}\p{Thai}]\p{Latin}"
    r"|\p{Hangul}[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{Han}\p{Hiragana}\p{Katakana}]\p{Hangul}"
    r"|\p{L}[\p{Sc}\p{So}\p{Sm}¡¿“”„‚«»‹›•–—…]\p{L}|\p{L}[\p{Sc}\p{So}\p{Sm}]{2}|(?<!\p{L})ì\p{L}|\p{L}î(?!\p{L})|\p{Lu}\p{Ll}?[\p{So}\p{Sm}\p{Sc}][^\s\p{P}])"
)


def guesses(data: bytes) -> list[str]:
    """Return the encodings in which `data` reads as a text, the most plausible first; none where none does."""
    sample = sample_of(data)
    readings = dict(_readings(sample))
    if not readings:
        return []
    scores = scores_of(sample, readings)
    best = max(scores.values())
    if best < LEAST_SCORE:
        return []
    ranked = sorted(readings, key=lambda codec: (-round(scores[codec], 3), PLAUSIBLE.index(codec)))
    # Of encodings that say the same, name the most usual one.
    same = [codec for codec in PLAUSIBLE if readings.get(codec) == readings[ranked[0]]]
    return same + [codec for codec in ranked if codec not in same]


def scores_of(sample: bytes, readings: dict[str, str]) -> dict[str, float]:
    """Return the score of each reading; letter frequencies decide between neighbours such as cp1250 and cp1252."""
    matches = from_bytes(sample, cp_isolation=list(readings))
    coherence = {match.encoding: match.coherence for match in matches}
    return {codec: score(text, codec) + 0.2 * coherence.get(codec, 0.0) for codec, text in readings.items()}


def sample_of(data: bytes) -> bytes:
    """Return pieces of `data` around bytes above 127, about `SAMPLE_BYTES` in sum."""
    if len(data) <= SAMPLE_BYTES:
        return data
    taken: list[bytes] = []
    size = at = 0
    while size < SAMPLE_BYTES and (high := _HIGH.search(data, at)):
        before = list(_SAFE.finditer(data, max(at, high.start() - 40), high.start()))
        start = before[0].start() if before else high.start()
        after = _SAFE.search(data, high.start() + 200, high.start() + SAMPLE_BYTES)
        at = after.start() if after else min(len(data), high.start() + SAMPLE_BYTES)
        taken.append(data[start:at])
        size += at - start
    return b" ".join(taken)


def score(text: str, codec: str) -> float:
    """Return how much `text` looks like a text, per character beyond ASCII: about 1 for a sound one."""
    counts = Counter(text)
    others = {char: count for char, count in counts.items() if char >= "\x80"}
    size = sum(others.values())
    if not size:
        return 0.0
    value = sum(weight(char, codec) * count for char, count in others.items())
    slips = _odd_places(_INNER_CAPITAL, text) + 1.5 * _odd_places(_MIXED, text)
    strangers = sum(counts[char] for group in _NEVER_TOGETHER if all(map(counts.get, group)) for char in group)
    return (value - slips - strangers) / size


def _odd_places(pattern: regex.Pattern[str], text: str) -> int:
    # All encodings agree on ASCII, so that what is odd in it (eMail, a=b) tells nothing.
    return sum(1 for found in pattern.finditer(text) if not found[0].isascii())


@lru_cache(maxsize=20_000)
def weight(char: str, codec: str) -> float:
    """Return how likely `char` is in a text that was written in `codec`, from -4 to 1."""
    low = char.lower()
    if char in _MARKS:
        return 1.1
    if char in _EVERYDAY:
        return 0.6
    if low in _LATIN or low in _CYRILLIC or low in _GREEK:
        return (1.0 if low in _LATIN else 1.05) - (0.0 if char == low else 0.2)
    if codec == "cp1258" and low in _VIETNAMESE:
        return 1.0
    if "\u05d0" <= char <= "\u05ea" or "\u0621" <= char <= "\u0652":
        return 1.1
    if "\u0e01" <= char <= "\u0e4e":
        return 0.9
    if char >= "\u1100" and (unicodedata.category(char) == "Lo"):
        return _east_asian(char, codec)
    return {"Cc": -4.0, "Co": -4.0, "Cn": -4.0, "So": -1.0, "Sm": -0.7, "Lo": -0.5}.get(
        unicodedata.category(char), -0.2
    )


def _east_asian(char: str, codec: str) -> float:
    if "\u3041" <= char <= "\u30fe":
        return {"gb18030": 0.6}.get(codec, 1.0 if codec in _JAPANESE else 0.0)
    if "\uac00" <= char <= "\ud7a3":
        return (1.1 if 0xB0 <= _lead(char, "euc_kr") <= 0xC8 else -1.0) if codec in _KOREAN else -0.5
    if "\uff61" <= char <= "\uff9f":
        return -0.7
    if not "\u4e00" <= char <= "\u9fff":
        return -1.0
    # The first levels of the national standards hold the characters of everyday use, sorted by lead byte.
    if codec in _CHINESE_GB:
        return 1.0 if 0xB0 <= _lead(char, "gb2312") <= 0xD7 else -0.3
    if codec in _CHINESE_BIG5:
        return 1.0 if 0xA4 <= _lead(char, "big5") <= 0xC6 else -0.3
    if codec in _JAPANESE:
        return 0.9 if 0xB0 <= _lead(char, "euc_jp") <= 0xCF else -0.5
    return -0.4


def _lead(char: str, codec: str) -> int:
    try:
        return char.encode(codec)[0]
    except UnicodeEncodeError:
        return 0


def _readings(sample: bytes) -> Iterator[tuple[str, str]]:
    for codec in PLAUSIBLE:
        try:
            yield codec, sample.decode(codec)
        except UnicodeDecodeError as error:
            # A sample may end within a character.
            if error.start >= len(sample) - 3 and len(sample) >= SAMPLE_BYTES:
                yield codec, sample[: error.start].decode(codec)
