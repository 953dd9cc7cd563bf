"""A report as one web page that needs nothing else: its plots are inside, and it prints as it is shown.

HTML 5, in the form that XML parsers read too. Nothing in it reaches for a network or runs.
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
    placed,
)
from annotator.reports.column_widths import fitted
from annotator.reports.palette import PRINT
from annotator.reports.plain_text import xml
from annotator.reports.svg import svg

_TAGS = {Style.EMPHASIS: "em", Style.CODE: "code"}
NARROW_PX = 11
"""Size of the letters in tables on a page as narrow as a telephone's."""
_CLASSES = {Align.MIDDLE: "middle", Align.NUMBERS: "numbers"}
_CSS = f"""
html {{ color: {PRINT.ink}; background: {PRINT.paper}; color-scheme: light; -webkit-text-size-adjust: 100%; }}
body {{ max-width: 41rem; margin: 2.5rem auto; padding: 0 1.5rem;
  font: 1rem/1.5 Charter, "Source Serif 4", Georgia, "Noto Serif", serif; }}
h1, h2, h3, h4, table, figcaption, .notes {{
  font-family: "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Noto Sans", sans-serif; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; margin: 0; }}
h2 {{ font-size: 1.2rem; margin: 2.25rem 0 0.5rem; }}
h3 {{ font-size: 1rem; margin: 1.75rem 0 0.5rem; }}
h4 {{ font-size: 0.9rem; margin: 1.5rem 0 0.5rem; color: {PRINT.secondary}; }}
.authors {{ margin: 0.35rem 0 0; }}
.subtitle {{ color: {PRINT.secondary}; margin: 0.25rem 0 1.5rem; }}
code {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: 0.9em; }}
p, li, td, th, caption, .subtitle {{ white-space: pre-line; overflow-wrap: break-word; }}
h1, h2, h3, h4, p, li, figcaption {{ overflow-wrap: anywhere; }}
sup {{ font-size: 0.75em; line-height: 0; }}
.wide {{ overflow-x: auto; margin: 1.5rem 0; }}
table {{ border-collapse: collapse; font-size: 0.78rem; line-height: 1.35; font-variant-numeric: tabular-nums;
  border-top: 1.5px solid; border-bottom: 1.5px solid; }}
caption {{ text-align: start; padding-bottom: 0.4rem; color: {PRINT.secondary}; }}
caption span {{ display: block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }}
th, td {{ padding: 0.15rem 0.7rem 0.15rem 0; text-align: start; vertical-align: top; font-weight: normal; }}
th:last-child, td:last-child {{ padding-right: 0; }}
thead th {{ color: {PRINT.secondary}; vertical-align: bottom; }}
thead tr:last-child th {{ border-bottom: 1px solid {PRINT.hairline}; }}
tbody th, thead th:first-child {{ position: sticky; left: 0; background: {PRINT.paper}; }}
tbody th.group {{ font-weight: bold; padding-top: 0.6rem; }}
.middle {{ text-align: center; }}
.numbers {{ text-align: right; }}
td.numbers {{ white-space: pre; }}
.notes, figcaption {{ font-size: 0.78rem; color: {PRINT.secondary}; }}
.notes {{ margin: 0.25rem 0 0; }}
figure {{ margin: 1.5rem 0; }}
figure svg {{ max-width: 100%; height: auto; display: block; }}
figure .narrow {{ display: none; }}
figcaption {{ margin-top: 0.35rem; }}
@media screen and (max-width: 34rem) {{
  body {{ margin: 1.25rem auto; padding: 0 1rem; }}
  .wide {{ margin: 1.25rem -1rem; padding: 0 0.5rem 0 1rem; }}
  table {{ font-size: {NARROW_PX}px; }}
  th, td {{ padding-right: 0.4rem; }}
  figure .both + .narrow {{ display: block; }}
  figure .both {{ display: none; }}
}}
@media print {{
  @page {{ size: A4; margin: 1.8cm; }}
  body {{ margin: 0; padding: 0; max-width: none; font-size: 9pt; line-height: 1.35; }}
  ul {{ margin: 4pt 0; }}
  h1 {{ font-size: 15pt; }}
  h2 {{ font-size: 12pt; margin-top: 14pt; }}
  h2, h3, h4, caption {{ break-after: avoid; }}
  figure, tr {{ break-inside: avoid; }}
  li, p {{ margin-top: 2pt; margin-bottom: 2pt; }}
  thead {{ display: table-header-group; }}
  table, .notes, figcaption {{ font-size: 8.5pt; line-height: 1.25; }}
  th, td {{ padding-top: 0.5pt; padding-bottom: 0.5pt; }}
  tbody th, thead th:first-child, caption span {{ position: static; max-width: none; }}
  .wide {{ overflow: visible; margin: 8pt 0; }}
  figure {{ margin: 8pt 0; }}
  figure svg {{ max-width: 15.5cm; }}
}}
"""


def html(report: Report) -> bytes:
    """Return the report as a file in UTF-8."""
    language, by = xml(report.language), xml(report.byline)
    author = f'<meta name="author" content="{by}"/>\n' if by else ""
    byline = f'<p class="authors" dir="auto">{by}</p>\n' if by else ""
    head = (
        f'<!DOCTYPE html>\n<html lang="{language}" xml:lang="{language}" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n'
        f'<meta charset="utf-8"/>\n<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{xml(report.title)}</title>\n{author}<style>{_CSS}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{xml(report.title)}</h1>\n{byline}<p class="subtitle" dir="auto">{xml(report.subtitle)}</p>\n'
    )
    body = "".join(f"{_block(block, number)}\n" for block, number in numbered(report.blocks))
    return f"{head}{body}</main>\n</body>\n</html>\n".encode()


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            tag = f"h{block.level + 1}"
            return f'<{tag} dir="auto">{xml(block.text)}</{tag}>'
        case Paragraph():
            return f'<p dir="auto">{_runs(block)}</p>'
        case Listing():
            items = "".join(f'<li dir="auto">{_runs(item)}</li>\n' for item in block.items)
            return f"<ul>\n{items}</ul>" if items else ""
        case TableBlock():
            return _table(block, number)
        case Plot():
            return _plot(block, number)


def _runs(paragraph: Paragraph) -> str:
    return "".join(
        f"<{tag}>{xml(run.text)}</{tag}>" if (tag := _TAGS.get(run.style)) else xml(run.text) for run in paragraph.runs
    )


def _plot(plot: Plot, number: int) -> str:
    title = f"Figure {number}. {plot.caption}".strip()
    drawings = [(plot.drawing, f"plot-{number}", "both" if plot.narrow else "")]
    if plot.narrow is not None:
        drawings.append((plot.narrow, f"plot-{number}-narrow", "narrow"))
    pictures = "".join(
        f'<div class="{shown}">\n{svg(drawing, plot.caption or title, said=plot.said, name=name)}</div>\n'
        for drawing, name, shown in drawings
    )
    return f'<figure>\n{pictures}<figcaption dir="auto">{xml(title)}</figcaption>\n</figure>'


def _table(table: TableBlock, number: int) -> str:
    return "\n".join(_part(part, number, at) for at, part in enumerate(fitted(table)))


def _part(table: TableBlock, number: int, at: int) -> str:
    """Return a table, or a further part of one with more columns than fit beside each other."""
    caption = xml(f"Table {number}, continued." if at else f"Table {number}. {table.caption}".strip())
    heads = "".join(f"<tr>{''.join(_head(table, row))}</tr>\n" for row in table.header)
    thead = f"<thead>\n{heads}</thead>\n" if heads else ""
    parts = "".join(f"<tbody>\n{part}</tbody>\n" for part in _bodies(table))
    notes = "".join(
        f'<p class="notes" dir="auto"><sup>{mark_of(note)}</sup> {xml(text)}</p>\n'
        for note, text in enumerate(table.notes)
    )
    inner = f'<table>\n<caption dir="auto"><span>{caption}</span></caption>\n{thead}{parts}</table>\n'
    return f'<div class="wide">\n{inner}{notes}</div>'


def _head(table: TableBlock, row: Row) -> Iterator[str]:
    """Yield the heads of columns; one over several stands in their middle."""
    for column, cell in placed(row):
        scope = "colgroup" if cell.span > 1 else "col"
        align = Align.MIDDLE if cell.span > 1 else table.columns[column].align
        yield _cell("th", cell, align, f' scope="{scope}"')


def _bodies(table: TableBlock) -> Iterator[str]:
    """Yield the rows in groups, each of which begins with the row that names it."""
    part = ""
    for row in table.rows:
        if table.is_group(row):
            if part:
                yield part
            head = _cell("th", row[0], Align.WORDS, ' scope="rowgroup"', "group")
            part = f"<tr>{head}</tr>\n"
        else:
            part += f"<tr>{''.join(_row(table, row))}</tr>\n"
    if part:
        yield part


def _row(table: TableBlock, row: Row) -> Iterator[str]:
    for column, cell in placed(row):
        tag, scope = ("td", "") if column else ("th", ' scope="row"')
        yield _cell(tag, cell, table.columns[column].align, scope)


def _cell(tag: str, cell: Cell, align: Align, scope: str, name: str = "") -> str:
    classes = " ".join(filter(None, (name, _CLASSES.get(align, ""))))
    shown = f' class="{classes}"' if classes else ""
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    mark = f"<sup>{mark_of(cell.note)}</sup>" if cell.note is not None else ""
    return f'<{tag}{scope}{span}{shown} dir="auto">{xml(cell.text)}{mark}</{tag}>'
