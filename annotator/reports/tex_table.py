"""A table for LaTeX: its heads are repeated on each page, its columns fit the line, no word in it is hyphenated."""

from collections.abc import Iterator, Sequence

from annotator.reports.blocks import Align, Cell, Row, TableBlock, mark_of, placed
from annotator.reports.column_widths import breakable, column_widths, fitted
from annotator.reports.tex_text import one_line, tex

_ALIGN = {Align.WORDS: "\\raggedright", Align.MIDDLE: "\\centering", Align.NUMBERS: "\\raggedleft"}
_GAP, _LINE = 10.7, 627.0
"""Between two columns (8 points), and the width of the text, in pixels."""
_ABOVE = 6
"""Lines of a caption and of heads, with the rules between them."""


def tex_table(table: TableBlock) -> str:
    """Return the table with its notes, in parts below each other where its columns do not fit beside each other."""
    return "\n".join(_part(part, number) for number, part in enumerate(fitted(table)))


def first_lines(table: TableBlock) -> int:
    """Return about how many lines a table needs on its first page: caption, heads, and the rows that stay together."""
    lines = _ABOVE
    for number, row in enumerate(table.rows):
        lines += max(cell.text.count("\n") for cell in row) + 1
        if not table.keeps_next(number):
            break
    return lines


def _part(table: TableBlock, number: int) -> str:
    """Return a table, or a further part of one, which has the number of the first."""
    widths = column_widths(table)
    columns = "".join(
        f">{{{_ALIGN[column.align]}\\arraybackslash}}p{{{_share(width)}\\linewidth}}"
        for column, width in zip(table.columns, widths, strict=True)
    )
    opening = f"\\toprule\n{''.join(_rows(table, table.header, widths))}\\midrule\n"
    again = "\\addtocounter{table}{-1}\n" if number else ""
    caption = f"{one_line(table.caption)} (continued)" if number else one_line(table.caption)
    return (
        f"\\begingroup\\small\\hyphenpenalty=10000\n{again}\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n"
        f"\\caption{{{caption}}}\\\\\n{opening}\\endfirsthead\n{opening}\\endhead\n\\bottomrule\n\\endlastfoot\n"
        f"{''.join(_rows(table, table.rows, widths))}\\end{{longtable}}\n{_notes(table)}\\endgroup"
    )


def _share(width: float) -> str:
    return f"{(width - _GAP) / _LINE:.3f}"


def _notes(table: TableBlock) -> str:
    """Return the notes, one after the other in one paragraph."""
    notes = "\\quad\n".join(
        f"\\textsuperscript{{{mark_of(note)}}}\\nobreakspace{{}}{tex(text)}" for note, text in enumerate(table.notes)
    )
    return f"\\noindent{{\\footnotesize {notes}\\par}}\n" if notes else ""


def _rows(table: TableBlock, rows: Sequence[Row], widths: Sequence[float]) -> Iterator[str]:
    """Yield rows, those of the table itself each with whether a page may end after it."""
    for number, row in enumerate(rows):
        end = "\\\\*\n" if rows is table.rows and table.keeps_next(number) else "\\\\\n"
        if table.is_group(row):
            above = "\\addlinespace[3pt]\n" if number else ""
            yield f"{above}{_spanning(row[0], widths, 'l')}{end}"
        else:
            yield " & ".join(_cell(column, cell, widths) for column, cell in placed(row)) + end


def _cell(column: int, cell: Cell, widths: Sequence[float]) -> str:
    room = widths[column : column + cell.span]
    return _text(cell, room[0]) if cell.span == 1 else _spanning(cell, room, "c")


def _spanning(cell: Cell, widths: Sequence[float], where: str) -> str:
    """Return a cell over several columns: the head of some of them, or the name of a group of rows."""
    look = "\\raggedright\\bfseries" if where == "l" else "\\centering"
    inner = f"{look} {_text(cell, sum(widths))}"
    return f"\\multicolumn{{{len(widths)}}}{{@{{}}p{{{_share(sum(widths))}\\linewidth}}@{{}}}}{{{inner}}}"


def _text(cell: Cell, room: float) -> str:
    mark = f"\\textsuperscript{{{mark_of(cell.note)}}}" if cell.note is not None else ""
    # A \newline would fill the line up, and what stands at the right edge would not.
    lines = (tex(breakable(line, room)) for line in cell.text.split("\n"))
    return "\\leavevmode\\break{}".join(lines) + mark
