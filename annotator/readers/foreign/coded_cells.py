"""What the cells of a table show of codings, whatever its columns are called.

Two columns of numbers are the places of a third, its words; these are in the text of a fourth. Or one text stands in
many rows, each of which says something else of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations

_MOST_ROWS, _MOST_COLUMNS = 120, 40
_MOST_NUMBERS = 8
_MOST = 0.8
"""So large a share of the rows has to show something: some rows are shifted, or were saved with other letters."""
_SHORTEST_TEXT = 40
_LONGEST_CODE = 60
_FEWEST_LETTERS = 3
_DISTINCT = 2 / 3
"""With more texts than so many a row, a text that stands there twice is one that somebody gathered twice."""

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class CodedCells:
    """The numbers of columns, from 0; None where there is none. `label`: what may be the codes, where one alone can.

    `is_coded`: whether the rows look like codings; `says_all`: whether they can be nothing else.
    """

    text: int | None = None
    quote: int | None = None
    start: int | None = None
    stop: int | None = None
    length: int | None = None
    label: int | None = None
    is_coded: bool = True
    says_all: bool = False

    def parts(self) -> dict[str, int]:
        """Return the columns of a passage and its text that were found, by the names of the fields here."""
        found = ((name, getattr(self, name)) for name in ("text", "quote", "start", "stop", "length"))
        return {name: at for name, at in found if at is not None}


NO_CODINGS = CodedCells(is_coded=False)


def coded_cells(rows: Cells, but: Sequence[int] = ()) -> CodedCells:
    """Return which columns are what in rows without their header; `but`: columns that are known to be something."""
    look = _RowColumns(_fullest(rows), frozenset(but))
    return look.by_places() or look.by_quotes() or look.by_repeated_texts() or NO_CODINGS


def _fullest(rows: Cells) -> Cells:
    """Return the rows that say most, in their order: of a text that nobody coded a row says little."""
    if len(rows) <= _MOST_ROWS:
        return rows
    by_what_they_say = sorted(range(len(rows)), key=lambda at: -sum(bool(cell.strip()) for cell in rows[at]))
    return [rows[at] for at in sorted(by_what_they_say[:_MOST_ROWS])]


def are_places(rows: Cells, at: int) -> bool:
    """Whether a column holds whole numbers and nothing else, as places in a text are."""
    cells = list(islice((row[at] for row in rows if at < len(row) and row[at].strip()), _MOST_ROWS))
    return bool(cells) and all(whole(cell) is not None for cell in cells)


def whole(cell: str) -> int | None:
    """Return the number that a cell is, as a place in a text: 12, or 12.0 of programs that take all for doubles."""
    bare = cell.strip().removesuffix(".0")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 12 else None


class _RowColumns:
    """The columns of some rows. Places are looked for in rows that have both; a label on a whole document has none."""

    def __init__(self, rows: Cells, but: frozenset[int]) -> None:
        width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
        self.rows = [[*row[:width], *[""] * (width - len(row))] for row in rows]
        self.cells = [[row[at] for row in self.rows] for at in range(width)]
        self.numbers = [[whole(cell) for cell in column] for column in self.cells]
        filled = [sum(bool(cell.strip()) for cell in column) for column in self.cells]
        counted = [sum(one is not None for one in column) for column in self.numbers]
        self.of_numbers = [
            at
            for at in range(width)
            if filled[at] and counted[at] >= _MOST * filled[at] and 2 * counted[at] >= len(rows)
        ][:_MOST_NUMBERS]
        self.of_words = [at for at in range(width) if filled[at] and counted[at] < (1 - _MOST) * filled[at]]
        self.but = but

    def by_places(self) -> CodedCells | None:
        """Two numbers whose difference is as long as the words in another column; or a place and how long these are."""
        for start, other in permutations(self.of_numbers, 2):
            for quote in self.of_words:
                for as_length in (False, True):
                    if (made := self._placed(start, other, quote, as_length)) is not None:
                        return made
        return self._places_alone()

    def _placed(self, start: int, other: int, quote: int, as_length: bool) -> CodedCells | None:
        said = [
            (row, begin, end if not as_length else begin + end, words)
            for row, begin, end, words in zip(
                self.rows, self.numbers[start], self.numbers[other], self.cells[quote], strict=True
            )
            if begin is not None and end is not None and words.strip()
        ]
        if 2 * len(said) < len(self.rows) or sum(len(words) for *_, words in said) < _FEWEST_LETTERS:
            return None
        longer = Counter(len(words) - (end - begin) for _, begin, end, words in said)
        ((by, fits),) = longer.most_common(1)
        if by not in (0, 1) or fits < _MOST * len(said):
            return None
        text = self._text_of(quote, [(row, begin, words) for row, begin, _, words in said])
        # A text with its length from 0 is no passage of anything.
        fitting = [(begin, len(words)) for _, begin, end, words in said if len(words) - (end - begin) == by]
        differ = all(len(set(column)) > 1 for column in zip(*fitting, strict=True))
        is_sure = differ and not as_length
        if text is None and not is_sure:
            return None
        stop, length = (None, other) if as_length else (other, None)
        return self._with_label(CodedCells(text, quote, start, stop, length, says_all=True))

    def _text_of(self, quote: int, said: Sequence[tuple[Sequence[str], int, str]]) -> int | None:
        """Return the column in whose texts the words stand at their place, counted from 0 or 1."""
        for at in self.of_words:
            for first in (0, 1):
                fits = sum(row[at][begin - first : begin - first + len(words)] == words for row, begin, words in said)
                if at != quote and fits >= _MOST * len(said):
                    return at
        return None

    def _places_alone(self) -> CodedCells | None:
        """Two numbers within a text that stands in many rows, each time with others."""
        for text in self._repeated():
            for start, stop in permutations(self.of_numbers, 2):
                places = [
                    (words, begin, end)
                    for words, begin, end in zip(self.cells[text], self.numbers[start], self.numbers[stop], strict=True)
                    if begin is not None and end is not None
                ]
                if 2 * len(places) < len(self.rows) or not all(0 <= a < b <= len(words) for words, a, b in places):
                    continue
                if self._varies(text, start) and self._varies(text, stop):
                    return self._with_label(CodedCells(text, None, start, stop))
        return None

    def by_quotes(self) -> CodedCells | None:
        """Words that stand in the text beside them, of one text others in each row."""
        for text in self._repeated():
            found = [at for at in self.of_words if at != text and self._is_in(at, text) and self._varies(text, at)]
            if found:
                longest = max(found, key=lambda at: sum(map(len, self.cells[at])))
                return self._with_label(CodedCells(text, longest))
        return None

    def _is_in(self, quote: int, text: int) -> bool:
        pairs = [(a, b) for a, b in zip(self.cells[quote], self.cells[text], strict=True) if a.strip()]
        return len(pairs) > 1 and sum(len(a) < len(b) and a.strip() in b for a, b in pairs) >= 0.9 * len(pairs)

    def by_repeated_texts(self) -> CodedCells | None:
        """A text in many rows, each of which has another of a few short words for it."""
        for text in self._repeated():
            if found := [at for at in self._codes({text}) if self._varies(text, at)]:
                return CodedCells(text, label=found[0] if len(found) == 1 else None)
        return None

    def _with_label(self, made: CodedCells) -> CodedCells:
        found = self._codes(set(made.parts().values()))
        return replace(made, label=found[0] if len(found) == 1 else None)

    def _codes(self, taken: set[int]) -> list[int]:
        """Return the columns that can be the codes: a few short words, again and again."""
        found = []
        for at in self.of_words:
            cells = [cell.strip() for cell in self.cells[at] if cell.strip()]
            few = len(set(cells)) <= max(2, len(cells) / 2)
            if at not in taken | self.but and few and max(map(len, cells)) <= _LONGEST_CODE:
                found.append(at)
        return found

    def _repeated(self) -> list[int]:
        """Return the columns of texts that stand in many rows."""
        found = []
        for at in self.of_words:
            texts = [cell for cell in self.cells[at] if cell.strip()]
            is_long = sum(map(len, texts)) >= _SHORTEST_TEXT * len(texts)
            if len(texts) > 1 and is_long and len(set(texts)) <= max(1.0, _DISTINCT * len(texts)):
                found.append(at)
        return found

    def _varies(self, text: int, at: int) -> bool:
        """Whether a column says several things of one text, and not what is known of the text."""
        said: dict[str, set[str]] = {}
        for words, cell in zip(self.cells[text], self.cells[at], strict=True):
            said.setdefault(words, set()).add(cell)
        return any(len(one) > 1 for one in said.values())
