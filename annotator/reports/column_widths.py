"""How wide the columns of a table are on a page, from what stands in them."""

from annotator.reports.blocks import Align, Cell, TableBlock, placed
from annotator.reports.text_width import text_width

PAGE = 605.0
"""The width of the text on a page of A4 with margins of 2.5 cm, in pixels (96 to the inch)."""
SIZE = 12.0
"""Of the letters in tables."""
_PADDING = 14.0
_WIDEST, _NARROWEST = 280.0, 34.0


def column_widths(table: TableBlock) -> tuple[float, ...]:
    """Return the width of each column in pixels, together at most `PAGE`.

    Each is as wide as its longest line. Where that is too much, columns of words give way, since words can be broken;
    if that is not enough, all do.
    """
    wanted = [_NARROWEST] * len(table.columns)
    for row in (*table.header, *table.rows):
        for column, cell in placed(row):
            if cell.span == 1:
                wanted[column] = max(wanted[column], min(_width(cell), _WIDEST))
    words = [column.align is Align.WORDS for column in table.columns]
    fixed = sum(width for width, is_words in zip(wanted, words, strict=True) if not is_words)
    loose = sum(wanted) - fixed
    if sum(wanted) <= PAGE:
        return tuple(wanted)
    if loose and PAGE - fixed >= loose / 3:
        share = (PAGE - fixed) / loose
        return tuple(width * share if is_words else width for width, is_words in zip(wanted, words, strict=True))
    return tuple(width * PAGE / sum(wanted) for width in wanted)


def _width(cell: Cell) -> float:
    mark = SIZE if cell.note is not None else 0
    return max(text_width(line, SIZE) for line in cell.text.split("\n")) + mark + _PADDING
