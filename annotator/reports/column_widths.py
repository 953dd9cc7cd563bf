"""How wide the columns of a table are on a page, from what stands in them; which columns fit beside each other.

No word and no number is broken: a column is at least as wide as the widest of these. What is wider than `_UNBROKEN`
breaks all the same, since a table of such words would fit on no page.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex

from annotator.reports.blocks import Align, Cell, Row, TableBlock, placed
from annotator.reports.text_width import text_width

PAGE = 620.0
"""The width of the text on a page of A4 with margins of 2.2 cm, in pixels (96 to the inch), rounded down."""
SIZE = 12.0
"""Of the letters in tables."""
_PADDING = 12.0
_NARROWEST, _UNBROKEN = 28.0, 170.0
_SHARE = 0.7
ROOM = 1.06
"""Fonts are wider than the estimate by that, where the one that is meant is not there."""
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"
"""Scripts whose lines break between any two letters."""
_WORD, _LETTER = regex.compile(rf"[^\s{_UNSPACED}]+"), regex.compile(r"\X")
_PIECE = regex.compile(rf"[{_UNSPACED}]|(?:[^\s{_UNSPACED}]|\u00a0|\u202f)+")


def column_widths(table: TableBlock) -> tuple[float, ...]:
    """Return the width of each column in pixels, together at most `PAGE`.

    Each is as wide as its longest line. Where that is too much, lines are broken at blanks, and columns with longer
    lines get more of the room, though not as much more as their lines are longer.
    """
    least, wanted = _least(table), _wanted(table)
    if sum(wanted) <= PAGE:
        return tuple(wanted)
    spare = PAGE - sum(least)
    if spare < 0:
        return tuple(width * PAGE / sum(least) for width in least)
    loose = [(most - width) ** _SHARE for most, width in zip(wanted, least, strict=True)]
    return tuple(width + spare * more / sum(loose) for width, more in zip(least, loose, strict=True))


def least_width(table: TableBlock) -> float:
    """Return how wide a table has to be so that no word and no number in it breaks, in pixels, at letters of `SIZE`."""
    return sum(_least(table))


def fitted(table: TableBlock) -> Iterator[TableBlock]:
    """Yield the table in parts that fit the page with all words whole: each has the first column and some others."""
    least = _least(table)
    if sum(least) <= PAGE or len(least) < 3:
        yield table
        return
    at = 1
    while at < len(least):
        stop, used = at, least[0]
        while stop < len(least) and (stop == at or used + least[stop] <= PAGE):
            used += least[stop]
            stop += 1
        yield _part(table, at, stop)
        at = stop


def breakable(text: str, room: float) -> str:
    """Return the text of a cell with places to break (U+200B) in what is wider than its column by itself."""
    return _WORD.sub(lambda found: _broken(found.group(), room - _PADDING), text)


def _broken(word: str, room: float) -> str:
    if _measure(word) <= room:
        return word
    lines = [""]
    for letter in _LETTER.findall(word):
        if lines[-1] and _measure(lines[-1] + letter) > room:
            lines.append("")
        lines[-1] += letter
    return "\u200b".join(lines)


def _part(table: TableBlock, start: int, stop: int) -> TableBlock:
    """Return a table of the first column and those from `start` to `stop`, with the notes that it refers to."""
    kept = [0, *range(start, stop)]
    header, rows = (tuple(_cut(row, kept) for row in part) for part in (table.header, table.rows))
    used = sorted({cell.note for row in (*header, *rows) for cell in row if cell.note is not None})
    mark = {note: number for number, note in enumerate(used)}

    def marked(row: Row) -> Row:
        return tuple(replace(cell, note=mark[cell.note]) if cell.note is not None else cell for cell in row)

    return TableBlock(
        columns=tuple(table.columns[column] for column in kept),
        header=tuple(map(marked, header)),
        rows=tuple(map(marked, rows)),
        caption=table.caption,
        notes=tuple(table.notes[note] for note in used),
    )


def _cut(row: Row, kept: list[int]) -> Row:
    """Return the cells of a row that stand in some of its columns, each over as many of these."""
    found = []
    for column, cell in placed(row):
        span = sum(column <= one < column + cell.span for one in kept)
        if span:
            found.append(replace(cell, span=span))
    return tuple(found)


def _least(table: TableBlock) -> list[float]:
    """Return how wide each column has to be so that nothing in it is broken."""
    found = [_NARROWEST] * len(table.columns)
    for row, is_head in (*((row, True) for row in table.header), *((row, False) for row in table.rows)):
        for column, cell in placed(row):
            if cell.span == 1:
                numbers = table.columns[column].align is Align.NUMBERS and not is_head
                widest = max((_measure(piece) for piece in _pieces(cell.text, numbers)), default=0)
                found[column] = max(found[column], min(widest, _UNBROKEN) + _marks(cell) + _PADDING)
    return found


def _wanted(table: TableBlock) -> list[float]:
    """Return how wide each column would be with no line broken."""
    found = _least(table)
    for row in (*table.header, *table.rows):
        for column, cell in placed(row):
            if cell.span == 1:
                widest = max(_measure(line) for line in cell.text.split("\n")) + _marks(cell) + _PADDING
                found[column] = max(found[column], widest)
    return found


def _pieces(text: str, is_number: bool) -> Iterator[str]:
    """Yield what must not be broken: the words, or of a number each line."""
    for line in text.split("\n"):
        yield from (line,) if is_number else _PIECE.findall(line)


def _measure(text: str) -> float:
    return text_width(text, SIZE) * ROOM


def _marks(cell: Cell) -> float:
    return SIZE / 2 if cell.note is not None else 0
