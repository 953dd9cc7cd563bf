"""A report as a LaTeX file that needs nothing but the packages of every distribution; plots are TikZ.

pdfLaTeX, XeLaTeX and LuaLaTeX set it; where it has letters that pdfLaTeX does not know, it says so.
"""

from collections.abc import Iterator

from annotator.reports.blocks import (
    Align,
    Block,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Plot,
    Report,
    Row,
    Style,
    TableBlock,
    mark_of,
    numbered,
)
from annotator.reports.column_widths import PAGE, column_widths
from annotator.reports.plain_text import clean
from annotator.reports.tex_preamble import preamble
from annotator.reports.tex_text import one_line, tex
from annotator.reports.tikz import tikz

_HEADINGS = {1: "section*", 2: "subsection*", 3: "subsubsection*"}
_COMMANDS = {Style.EMPHASIS: "emph", Style.CODE: "texttt"}
_ALIGN = {Align.WORDS: "\\raggedright", Align.MIDDLE: "\\centering", Align.NUMBERS: "\\raggedleft"}
_GAP = 0.018
"""Between two columns, as a share of the line: 8 points."""


def tex_file(report: Report) -> bytes:
    """Return the report as a file in UTF-8."""
    title = (
        f"{{\\LARGE\\bfseries {one_line(report.title)}\\par}}\n\\medskip\n{{\\large {one_line(report.subtitle)}\\par}}"
    )
    blocks = "\n\n".join(_block(block) for block, _ in numbered(report.blocks))
    body = f"\\begin{{document}}\n\\thispagestyle{{plain}}\n{title}\n\\bigskip\n\n{blocks}\n\n\\end{{document}}\n"
    return f"{preamble(report)}\n{body}".encode()


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"\\{_HEADINGS[block.level]}{{{one_line(block.text)}}}"
        case Paragraph():
            return f"{_runs(block)}\\par"
        case Listing():
            items = "\n".join(f"\\item {{}}{_runs(item)}" for item in block.items)
            return f"\\begin{{itemize}}\n{items}\n\\end{{itemize}}" if items else ""
        case TableBlock():
            return _table(block)
        case Plot():
            return _plot(block)


def _runs(paragraph: Paragraph) -> str:
    return "{}".join(
        f"\\{command}{{{tex(run.text)}}}" if (command := _COMMANDS.get(run.style)) else tex(run.text)
        for run in paragraph.runs
    )


def _plot(plot: Plot) -> str:
    said = " ".join(clean(plot.said).split())
    caption = f"\n\\caption{{{one_line(plot.caption)}}}"
    return f"\\begin{{figure}}[htbp]\n\\centering\n% {said}\n{tikz(plot.drawing)}{caption}\n\\end{{figure}}"


def _table(table: TableBlock) -> str:
    shares = [width / PAGE for width in column_widths(table)]
    room = min(1.0, 1.0 - _GAP * (len(shares) - 1) + 1.0 - sum(shares))
    shares = [share * min(1.0, room / sum(shares)) for share in shares]
    columns = "".join(
        f">{{{_ALIGN[column.align]}\\arraybackslash}}p{{{share:.3f}\\linewidth}}"
        for column, share in zip(table.columns, shares, strict=True)
    )
    head = "".join(f"{_row(table, row)}\n" for row in table.header)
    rows = "".join(f"{_row(table, row)}\n" for row in table.rows)
    opening = f"\\toprule\n{head}\\midrule\n"
    return (
        f"\\begingroup\\small\n\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n"
        f"\\caption{{{one_line(table.caption)}}}\\\\\n{opening}\\endfirsthead\n{opening}\\endhead\n"
        f"\\bottomrule\n\\endlastfoot\n{rows}\\end{{longtable}}\n{''.join(_notes(table))}\\endgroup"
    )


def _notes(table: TableBlock) -> Iterator[str]:
    for note, text in enumerate(table.notes):
        yield f"\\noindent{{\\footnotesize\\textsuperscript{{{mark_of(note)}}} {tex(text)}\\par}}\n"


def _row(table: TableBlock, row: Row) -> str:
    if table.is_group(row):
        wide = f"{{{len(table.columns)}}}{{@{{}}p{{\\linewidth}}@{{}}}}"
        return f"\\multicolumn{wide}{{\\raggedright\\bfseries {_text(row[0])}}}\\\\"
    return " & ".join(map(_cell, row)) + "\\\\"


def _cell(cell: Cell) -> str:
    return _text(cell) if cell.span == 1 else f"\\multicolumn{{{cell.span}}}{{c}}{{{_text(cell)}}}"


def _text(cell: Cell) -> str:
    mark = f"\\textsuperscript{{{mark_of(cell.note)}}}" if cell.note is not None else ""
    return f"{tex(cell.text)}{mark}"
