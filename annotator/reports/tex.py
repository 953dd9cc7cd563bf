"""A report as a LaTeX file that needs nothing but the packages of every distribution; plots are TikZ.

pdfLaTeX, XeLaTeX and LuaLaTeX set it; where it has letters that pdfLaTeX does not know, it says so.
"""

from collections.abc import Iterator, Sequence

from annotator.reports.blocks import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Plot,
    Report,
    Style,
    TableBlock,
)
from annotator.reports.column_widths import PAGE, breakable
from annotator.reports.plain_text import clean
from annotator.reports.tex_preamble import has_note, preamble
from annotator.reports.tex_table import first_lines, tex_table
from annotator.reports.tex_text import one_line, tex
from annotator.reports.tikz import tikz

_HEADINGS = {1: "section*", 2: "subsection*", 3: "subsubsection*"}
_WIDER = 0.85
"""The letters of running text are larger than those of tables."""
_HEADING_LINES, _MOST_LINES = 3, 30
_COMMANDS = {Style.EMPHASIS: "emph", Style.CODE: "texttt"}


def tex_file(report: Report) -> bytes:
    """Return the report as a file in UTF-8."""
    by = f"{{{one_line(report.byline)}\\par}}\n" if report.authors else ""
    title = f"{{\\Large\\bfseries {one_line(report.title)}\\par}}\n\\medskip\n{by}{{{one_line(report.subtitle)}\\par}}"
    blocks = "\n\n".join(_in_turn(report))
    note = "\\unsetnote\n" if has_note(report) else ""
    body = f"\\begin{{document}}\n\\thispagestyle{{plain}}\n{title}\n{note}\\bigskip\n\n{blocks}\n\n\\end{{document}}\n"
    return f"{preamble(report)}\n{body}".encode()


def _in_turn(report: Report) -> Iterator[str]:
    """Yield the blocks; a page ends before headings that have no room for the beginning of what stands under them.

    A long table would go to the next page by itself and leave its heading behind.
    """
    for at, block in enumerate(report.blocks):
        opens = isinstance(block, Heading) and at and not isinstance(report.blocks[at - 1], Heading)
        yield f"\\headingroom{{{_lines(report.blocks[at:])}}}\n{_block(block)}" if opens else _block(block)


def _lines(blocks: Sequence[Block]) -> int:
    """Return about how many lines headings need with the first of what follows them."""
    lines = 0
    for block in blocks:
        lines += _HEADING_LINES
        if not isinstance(block, Heading):
            return min(lines + first_lines(block), _MOST_LINES) if isinstance(block, TableBlock) else lines
    return lines


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
            return tex_table(block)
        case Plot():
            return _plot(block)


def _runs(paragraph: Paragraph) -> str:
    return "{}".join(
        f"\\{command}{{{_wrapped(run.text)}}}" if (command := _COMMANDS.get(run.style)) else _wrapped(run.text)
        for run in paragraph.runs
    )


def _wrapped(text: str) -> str:
    """Return a text whose words may break where one is wider than the page."""
    return tex(breakable(text, PAGE * _WIDER))


def _plot(plot: Plot) -> str:
    said = " ".join(clean(plot.said).split())
    caption = f"\\captionof{{figure}}{{{one_line(plot.caption)}}}"
    return (
        f"\\begin{{minipage}}{{\\linewidth}}\n\\centering\n% {said}\n{tikz(plot.drawing)}\n{caption}\n"
        "\\end{minipage}\\par\\bigskip"
    )
