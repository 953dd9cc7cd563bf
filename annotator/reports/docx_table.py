"""A table in a Word file: its heads are repeated on each page, its rows are not parted, its notes follow it."""

from annotator.reports.blocks import Align, Cell, Row, TableBlock, mark_of, placed
from annotator.reports.column_widths import column_widths
from annotator.reports.docx_text import paragraph, run
from annotator.reports.palette import PRINT

_TWIPS = 15
"""Twentieths of a point to a pixel of 1/96 inch."""
_ALIGN = {Align.WORDS: "", Align.MIDDLE: "center", Align.NUMBERS: "right"}
_HAIRLINE = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{PRINT.hairline[1:]}"/></w:tcBorders>'


def table(block: TableBlock) -> str:
    """Return the table with its notes, and after it an empty paragraph, which Word needs between two tables."""
    widths = [round(width * _TWIPS) for width in column_widths(block)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _row(block, row, widths, is_head=True, is_last=number == len(block.header))
        for number, row in enumerate(block.header, 1)
    )
    rows = "".join(_row(block, row, widths, keep=block.keeps_next(number)) for number, row in enumerate(block.rows))
    empty = "" if head or rows else _row(block, tuple(Cell("") for _ in widths), widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="Report"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/></w:tblPr>'
    )
    notes = "".join(
        paragraph(run(mark_of(note), raised=True) + run(f" {text}"), text, "Note")
        for note, text in enumerate(block.notes)
    )
    after = notes + paragraph("", "", "Note")
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}{empty}</w:tbl>{after}"


def _row(
    block: TableBlock, row: Row, widths: list[int], *, is_head: bool = False, is_last: bool = False, keep: bool = False
) -> str:
    made = []
    for column, cell in placed(row):
        width = sum(widths[column : column + cell.span])
        is_group = block.is_group(row)
        align = Align.WORDS if is_group else Align.MIDDLE if cell.span > 1 else block.columns[column].align
        properties = (
            f'<w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
            + (_HAIRLINE if is_last else "")
            + ('<w:vAlign w:val="bottom"/>' if is_head else "")
        )
        style = "TableHead" if is_head else "TableGroup" if is_group else "TableText"
        inner = run(cell.text) + (run(mark_of(cell.note), raised=True) if cell.note is not None else "")
        words = paragraph(inner, cell.text, style, keep=is_head or keep, align=_ALIGN[align])
        made.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>")
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(made)}</w:tr>"
