"""Lines of Arabic and Hebrew: from what stands side by side to the order of reading."""

import regex

from annotator.readers.pdf_layout.glyphs import RIGHT_TO_LEFT

_LEFT_TO_RIGHT = regex.compile(r"[\p{L}--[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}]]", regex.V1)
_DIGIT = regex.compile(r"\p{Nd}")
_WITHIN_NUMBERS = frozenset("./,:-–+%٫٬")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPEN, _CLOSE = "([{«‹", ")]}»›"
_PAIRS = dict(zip(_CLOSE, _OPEN, strict=True))


def is_right_to_left(text: str) -> bool:
    """Whether more letters of a text run from right to left than the other way."""
    if text.isascii():
        return False
    right = len(RIGHT_TO_LEFT.findall(text))
    return right > 0 and right >= len(_LEFT_TO_RIGHT.findall(text))


def logical(units: list[str]) -> str:
    """Return what stands side by side, given from left to right with its blanks, in the order of reading."""
    return "".join(units[place] for place in reading_order(units))


def reading_order(units: list[str]) -> list[int]:
    """Return the places of what stands side by side, given from left to right, in the order of reading.

    Numbers and words of other scripts within run from left to right (the reverse of the Unicode bidirectional
    algorithm, UAX #9, for one level).
    """
    turned, last = units[::-1], len(units) - 1
    kinds = [_kind(unit) for unit in turned]
    out: list[int] = []
    at = 0
    while at < len(turned):
        end = _run_end(turned, kinds, at) if kinds[at] in "LN" else at + 1
        out += range(last - end + 1, last - at + 1)
        at = end
    return out


def _kind(unit: str) -> str:
    """L, R, N for numbers, else a blank."""
    if _DIGIT.match(unit):
        return "N"
    if RIGHT_TO_LEFT.match(unit):
        return "R"
    return "L" if _LEFT_TO_RIGHT.match(unit) else " "


def _run_end(units: list[str], kinds: list[str], start: int) -> int:
    """Return where a run of numbers and other scripts that begins at `start` ends."""
    end, at = start + 1, start + 1
    has_letter = kinds[start] == "L"
    while at < len(units) and kinds[at] != "R":
        if kinds[at] in "LN":
            between = units[end:at]
            tight = all(one in _WITHIN_NUMBERS for one in between) and len(between) < 2
            if not (tight or has_letter or kinds[at] == "L"):
                break
            if not tight and not (has_letter and kinds[at] == "L") and " " in between:
                break
            has_letter |= kinds[at] == "L"
            end = at + 1
        at += 1
    return end


def _wrong(text: str) -> int:
    """Return how many brackets of a text close what was not opened."""
    stack: list[str] = []
    wrong = 0
    for char in text:
        if char in _OPEN:
            stack.append(char)
        elif char in _CLOSE:
            if stack and stack[-1] == _PAIRS[char]:
                stack.pop()
            else:
                wrong += 1
    return wrong + len(stack)


def with_brackets(text: str) -> str:
    """Return a text with its brackets mirrored where fewer of them match as they are: programs differ in that."""
    mirrored = text.translate(_MIRRORED)
    return mirrored if _wrong(mirrored) < _wrong(text) else text
