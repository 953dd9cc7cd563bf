"""What a search finds, by a plain scan of each character: slow, and written without looking at the searching itself."""

import unicodedata

from annotator.model.folding import folded

UNPARTED = (
    "CJK",
    "IDEOGRAPHIC",
    "COMBINING KATAKANA",
    "HIRAGANA",
    "KATAKANA",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "TIBETAN",
    "BOPOMOFO",
)


def plain_words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text with their places, letter by letter; each has its marks."""
    found: list[tuple[str, int, int]] = []
    goes_on = False
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and unicodedata.combining(text[stop]):
            stop += 1
        letter = unicodedata.normalize("NFC", text[at:stop])
        for one in letter:
            form = folded(one)
            for sign in form:
                if unicodedata.category(sign)[0] not in "LNM":
                    goes_on = False
                elif unicodedata.name(sign, "").startswith(UNPARTED):
                    found.append((sign, at, stop))
                    goes_on = False
                elif goes_on:
                    word, start, _ = found[-1]
                    found[-1] = (word + sign, start, stop)
                else:
                    found.append((sign, at, stop))
                    goes_on = True
        at = stop
    return found


def plain_hits(text: str, words: list[str], begun: bool = False) -> list[tuple[int, int]]:
    """Return where words stand one after the other; `begun`: the last one may go on."""
    there = plain_words(text)
    found = []
    for at in range(len(there) - len(words) + 1):
        here = there[at : at + len(words)]
        is_last = here[-1][0].startswith(words[-1]) if begun else here[-1][0] == words[-1]
        if [word for word, _, _ in here[:-1]] == words[:-1] and is_last:
            found.append((here[0][1], here[-1][2]))
    return found


def plain_near(text: str, one: str, other: str, between: int) -> set[tuple[int, int]]:
    """Return the places from `one` to the last `other` before it, and to the first behind it, that are near enough."""
    there = plain_words(text)
    found = set()
    for at, (word, start, stop) in enumerate(there):
        if word != one:
            continue
        before = [number for number in range(at) if there[number][0] == other]
        behind = [number for number in range(at + 1, len(there)) if there[number][0] == other]
        if before and at - before[-1] - 1 <= between:
            found.add((there[before[-1]][1], stop))
        if behind and behind[0] - at - 1 <= between:
            found.add((start, there[behind[0]][2]))
    return found
