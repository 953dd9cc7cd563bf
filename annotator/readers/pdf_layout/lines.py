"""The words of a line as running text: blanks from gaps, letter-spaced words closed, marks of notes kept apart."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low

import regex

from annotator.readers.pdf_layout.glyphs import RIGHT_TO_LEFT, is_cjk
from annotator.readers.pdf_layout.right_to_left import is_right_to_left, logical, reading_order
from annotator.readers.pdf_layout.words import GAP, NARROW_GAP, Word

HYPHEN = "\x02"
"""Stands for a hyphen at the end of a line."""
MARK, MARK_END = "\ue000", "\ue001"
"""Enclose a raised number or sign until it is known whether it is a note's."""

Piece = tuple[str, Sequence[int]]
"""Letters with the glyphs of the page that show them; none for a blank."""

_CJK_GAP, _MIXED_GAP, _CELL_GAP = 0.9, 0.45, 3.0
_SPACED_RUN, _SPACED_WORD = 4, 0.17
_END_HYPHEN = regex.compile(r"(?<=[\p{L}\p{M}\p{N}])[\x02\ufffe\u00ad\u2010-]$")
_HYPHEN = regex.compile(r"[\x02\ufffe]")
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_FOLDED = str.maketrans(_LIGATURES)
_NOTE_SIGN = regex.compile(r"\[?\(?(?:[0-9]{1,3}|[*†‡§]{1,3})\)?\]?")


@dataclass(slots=True)
class SetLine:
    """A line of a column. `first`: how wide its first word is; `left`, `right`: the edges of its column."""

    text: str
    x0: float
    x1: float
    y: float
    em: float
    font: int
    page: int
    first: float
    left: float = 0.0
    right: float = 0.0
    second: float = 0.0
    """Where its second word begins, behind a sign or number of a list."""
    block: int = 0
    column: int = -1
    is_row: bool = False
    """Whether it is a row of a table."""
    rtl: bool = False
    centred: bool = False
    runs: list[list[Word]] = field(default_factory=list)
    """The words that it is made of, from left to right; of a row of a table those of each line of each cell."""

    @property
    def start(self) -> float:
        """How far it begins after the edge at which lines begin."""
        return self.right - self.x1 if self.rtl else self.x0 - self.left

    @property
    def rest(self) -> float:
        """How much room is left behind it."""
        return self.x0 - self.left if self.rtl else self.right - self.x1


def line_of(words: list[Word], page: int, wide_gaps: bool = False) -> SetLine:
    """Return words that stand side by side, from left to right, as a line; `wide_gaps`: whether they part no cells."""
    em, y, font = _type_of(words)
    tokens = _tokens(words)
    joined = _closed(tokens)
    text, rtl = _text(joined, em, wide_gaps)
    text = _END_HYPHEN.sub(HYPHEN, text.translate(_FOLDED))
    text = _HYPHEN.sub("-", text[:-1]) + text[-1:]
    edge = joined[-1] if rtl else joined[0]
    first = edge[-1].x1 - edge[0].x0
    second = 0.0
    if len(joined) > 1:
        second = joined[-2][-1].x1 if rtl else joined[1][0].x0
    right = max([word.x1 for word in words])
    return SetLine(text, words[0].x0, right, y, em, font, page, first, second=second, rtl=rtl, runs=[words])


def _type_of(words: list[Word]) -> tuple[float, float, int]:
    level = [word for word in words if not word.raised] or words
    sizes = {word.em for word in level}
    em = sizes.pop()
    if sizes:
        letters: dict[float, int] = {}
        for word in level:
            letters[word.em] = letters.get(word.em, 0) + len(word.text)
        em = max(letters, key=lambda size: letters[size])
    fonts = {level[0].font, level[-1].font, level[len(level) // 2].font}
    return em, level[0].y, fonts.pop() if len(fonts) == 1 else -1


def _gap_is_blank(before: Word, after: Word, has_cjk: bool) -> bool:
    gap = after.x0 - before.x1
    em = before.em if before.em < after.em else after.em
    if has_cjk and (cjk := is_cjk(before.text[-1]) + is_cjk(after.text)):
        return gap > (_CJK_GAP if cjk == 2 else _MIXED_GAP) * em
    if after.raised and not before.raised:
        return gap > 2 * GAP * em
    return gap > GAP * em or (after.blank and gap > NARROW_GAP * em)


def _tokens(words: list[Word]) -> list[list[Word]]:
    has_cjk = any(is_cjk(word.text) or is_cjk(word.text[-1]) for word in words if not word.text.isascii())
    tokens = [[words[0]]]
    for before, after in itertools.pairwise(words):
        # Most words stand apart as words do: of one size, and none raised.
        em = before.em if before.em < after.em else after.em
        is_plain = not has_cjk and not after.raised and after.x0 - before.x1 > GAP * em
        if is_plain or _gap_is_blank(before, after, has_cjk):
            tokens.append([after])
        else:
            tokens[-1].append(after)
    return tokens


def _closed(tokens: list[list[Word]]) -> list[list[Word]]:
    """Close words whose letters are set apart: many single letters, of which the wider gaps are blanks."""
    if sum([len(token[0].text) == 1 for token in tokens]) < _SPACED_RUN:
        return tokens
    letters = [_is_letter(token) for token in tokens]
    if sum(letters) < _SPACED_RUN:
        return tokens
    out: list[list[Word]] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and letters[end]:
            end += 1
        run = tokens[at:end]
        if len(run) < _SPACED_RUN:
            out += tokens[at : max(end, at + 1)]
            at = max(end, at + 1)
            continue
        gaps = [after[0].x0 - before[-1].x1 for before, after in itertools.pairwise(run)]
        widest = median_low(sorted(gaps)[: max(1, 2 * len(gaps) // 3)]) + _SPACED_WORD * run[0][0].em
        out.append(list(run[0]))
        for gap, token in zip(gaps, run[1:], strict=True):
            if gap > widest:
                out.append(list(token))
            else:
                out[-1] += token
        at = end
    return out


def _is_letter(token: list[Word]) -> bool:
    return len(token) == 1 and len(token[0].text) == 1 and token[0].text.isalpha() and not is_cjk(token[0].text)


def _text(tokens: list[list[Word]], em: float, wide_gaps: bool) -> tuple[str, bool]:
    plain = "".join([word.text for token in tokens for word in token])
    if not plain.isascii() and RIGHT_TO_LEFT.search(plain) and is_right_to_left(plain):
        return logical([unit for unit, _ in _units(tokens)]), True
    parts = [_token_text(tokens[0])]
    gaps = [after[0].x0 - before[-1].x1 for before, after in itertools.pairwise(tokens)]
    usual = median_low(gaps) if gaps else 0.0
    for gap, token in zip(gaps, tokens[1:], strict=True):
        is_cell = not wide_gaps and gap > _CELL_GAP * em and (gap > 2 * usual or len(gaps) == 1)
        parts.append(("\t" if is_cell else " ") + _token_text(token))
    return "".join(parts), False


def _units(tokens: list[list[Word]]) -> list[Piece]:
    """Return what stands side by side, from left to right, with a blank between tokens."""
    units: list[Piece] = []
    for token in tokens:
        units += [(" ", ())] * bool(units)
        for word in token:
            if word.units:
                units += [(unit, word.glyphs) for unit in word.units]
            else:
                drawn: list[tuple[int, ...]] = [(glyph,) for glyph in word.glyphs]
                drawn = drawn or [()] * len(word.text)  # a bullet is no letter
                units += zip(word.text, drawn, strict=True)
    return units


def pieces_of(words: list[Word]) -> list[Piece]:
    """Return what a run of words is made of in the order of reading, each piece with its glyphs."""
    units = _units(_closed(_tokens(words)))
    plain = "".join(unit for unit, _ in units)
    if plain.isascii() or not RIGHT_TO_LEFT.search(plain) or not is_right_to_left(plain):
        return units
    return [units[place] for place in reading_order([unit for unit, _ in units])]


def _token_text(token: list[Word]) -> str:
    if len(token) == 1 and token[0].raised <= 0:
        return token[0].text
    out = ""
    for word in token:
        is_mark = word.raised > 0 and _NOTE_SIGN.fullmatch(word.text) is not None
        out += MARK + word.text.strip("()[]") + MARK_END if is_mark else word.text
    return out.replace(MARK_END + MARK, "")
