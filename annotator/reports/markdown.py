"""A report as Markdown (CommonMark 0.31, tables as in GitHub's dialect): one file, its plots within as SVG.

What Markdown would take for a mark is escaped, so that a text stands as it is.
"""

import base64
import re
from collections.abc import Iterator

from annotator.reports.blocks import (
    Align,
    Block,
    Heading,
    Listing,
    Paragraph,
    Plot,
    Report,
    Row,
    Run,
    Style,
    TableBlock,
    mark_of,
    numbered,
)
from annotator.reports.plain_text import clean
from annotator.reports.svg import svg

_MARKS = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_BEGINNING = re.compile(r"^(\s*)([#+\-=>]|\d+[.)])", re.MULTILINE)
_RULES = {Align.WORDS: "---", Align.MIDDLE: ":-:", Align.NUMBERS: "--:"}


def markdown(report: Report) -> bytes:
    """Return a report as the bytes of a Markdown file, UTF-8."""
    parts = [f"# {_line(report.title)}"]
    parts += [_text(report.byline)] if report.authors else []
    parts += [_text(report.subtitle)] if report.subtitle else []
    parts += [_block(block, number) for block, number in numbered(report.blocks)]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Paragraph():
            return _paragraph(block)
        case Listing():
            return "\n".join(f"- {_paragraph(item).replace(chr(10), chr(10) + '  ')}" for item in block.items)
        case TableBlock():
            return "\n\n".join(_table(block, number))
        case Plot():
            return _plot(block, number)


def _paragraph(block: Paragraph) -> str:
    # A line that only ends would run on into the next one.
    return re.sub(r"(?<=\S)\n(?=\S)", r"\\\n", "".join(map(_run, block.runs)))


def _run(run: Run) -> str:
    if run.style is Style.CODE:
        fence = "`" * (max((len(found) for found in re.findall("`+", run.text)), default=0) + 1)
        return f"{fence} {clean(run.text)} {fence}" if len(fence) > 1 else f"`{clean(run.text)}`"
    text = _text(run.text)
    if run.style is not Style.EMPHASIS or not text.strip():
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}*{inner}*{after}"


def _table(block: TableBlock, number: int) -> Iterator[str]:
    yield f"*Table {number}.* {_line(block.caption)}".rstrip()
    header, *more = block.header or ((),)
    lines = [_row(header, len(block.columns)), "|" + "|".join(_RULES[one.align] for one in block.columns) + "|"]
    yield "\n".join([*lines, *(_row(one, len(block.columns)) for one in (*more, *block.rows))])
    if block.notes:
        yield "\n".join(f"- *{mark_of(note)}* {_line(text)}" for note, text in enumerate(block.notes))


def _row(row: Row, columns: int) -> str:
    cells: list[str] = []
    for cell in row:
        mark = f" *{mark_of(cell.note)}*" if cell.note is not None else ""
        # A line of a table has as many cells as the header: those that one lies over are empty.
        cells += [_cell(cell.text) + mark, *[""] * (cell.span - 1)]
    cells += [""] * (columns - len(cells))
    return "|" + "|".join(f" {cell} " for cell in cells) + "|"


def _cell(text: str) -> str:
    return _MARKS.sub(r"\\\1", clean(text)).replace("\n", "<br>")


def _plot(block: Plot, number: int) -> str:
    data = base64.b64encode(svg(block.drawing, block.said).encode()).decode()
    caption = f"*Figure {number}.* {_line(block.caption)}".rstrip()
    return f"![{_line(block.said)}](data:image/svg+xml;base64,{data})\n\n{caption}"


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    escaped = _MARKS.sub(r"\\\1", clean(text))
    return _BEGINNING.sub(lambda found: f"{found[1]}{_escaped_beginning(found[2])}", escaped)


def _escaped_beginning(mark: str) -> str:
    """Return a mark at the beginning of a line so that it is a letter: of a numbered list its point is escaped."""
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"
