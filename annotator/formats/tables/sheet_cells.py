"""Cells of a worksheet as XML (ISO/IEC 29500-1, 18.3.1.4): texts stand in line, numbers where they come back exactly.

XlsxWriter takes six times as long for a row, and takes a text that begins with `<r>` and ends with `</r>` for markup.
"""

import re
from collections.abc import Callable, Sequence

from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.csv_text import RISKY

ROW = "\0"
"""Stands for the number of the row, which changes where all else stays; no XML has it."""
_MOST_KNOWN, _SHORT = 1000, 200
"""So many cells of a column are known, of so many characters at most."""
# An underscore begins the escape of a character where such a number is behind it (18.4.8, ST_Xstring).
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f&<>\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class ColumnCells(dict[Cell, str]):
    """The cells of a column by what they hold. `column`: its letters.

    `quoted`: the number of the style of a text that is never a formula. `fitting`: makes a text that no cell can hold
    into one that stands for it.
    """

    def __init__(self, column: str, quoted: int, fitting: Callable[[str], str]) -> None:
        super().__init__()
        self._begin, self._quoted, self._fitting = f'<c r="{column}{ROW}"', quoted, fitting

    def __missing__(self, cell: Cell) -> str:
        made = self.of(cell)
        if len(made) <= _SHORT:
            if len(self) == _MOST_KNOWN:
                self.clear()
            self[cell] = made
        return made

    def of(self, cell: Cell) -> str:
        """Return the XML of a cell, empty of an empty one."""
        if cell is None or cell == "":
            return ""
        if not isinstance(cell, str):
            return f"{self._begin}><v>{cell:.16G}</v></c>" if is_exact(cell) else self._text(str(cell))
        return self._text(self._fitting(cell))

    def _text(self, text: str) -> str:
        style = f' s="{self._quoted}"' if text.startswith(RISKY) else ""
        if "&" in text or "<" in text or ">" in text or "_x" in text or not text.isprintable():
            text = _ESCAPED.sub(_escape, text)
        kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
        return f'{self._begin}{style} t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def row_xml(number: int, columns: Sequence[ColumnCells], row: Sequence[Cell]) -> str:
    """Return a row with its cells; `number`: from 1."""
    # To a dict 1.0 is the 1 that it may know.
    cells = [
        column[cell] if cell.__class__ is not float else column.of(cell)
        for column, cell in zip(columns, row, strict=True)
    ]
    return f'<row r="{ROW}">{"".join(cells)}</row>'.replace(ROW, str(number))


def is_exact(number: int | float) -> bool:
    """Whether a number comes back from a cell as it is: sixteen digits stand there, and no point for a whole one."""
    if isinstance(number, int):
        return abs(number) < 10**15
    return not number.is_integer() and abs(number) < float("inf") and float(f"{number:.16G}") == number


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_"
