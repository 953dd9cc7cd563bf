"""The main part of a Word file: blocks as paragraphs, tables and pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.reports.blocks import Block, Heading, Listing, Paragraph, Plot, Report, Style, TableBlock, numbered
from annotator.reports.column_widths import PAGE, fitted
from annotator.reports.docx_table import table
from annotator.reports.docx_text import paragraph, run, runs
from annotator.reports.plain_text import xml

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""Under this name a picture has an SVG besides its pixels ([MS-ODRAWXML] 2.3.3, svgBlip)."""
_EMU = 9525
"""English metric units to a pixel of 1/96 inch."""
_HIGHEST = 820.0
"""Of a plot in pixels: it has to leave room for its caption."""
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/>'
    "</w:sectPr>"
)
_STYLES = {Style.PLAIN: "", Style.EMPHASIS: "Emphasis", Style.CODE: "Code"}


@dataclass(frozen=True, slots=True)
class DocxPicture:
    """A plot's files. `number`: of the plot, from 1; `png`, `svg`: the ids under which they are meant."""

    number: int
    png: str
    svg: str


def body(report: Report, pictures: Sequence[DocxPicture]) -> str:
    """Return the main part; `pictures`: those of its plots, in their order."""
    namespaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    blocks = "".join(part for block, at in numbered(report.blocks) for part in _block(block, at, pictures))
    heads = (("Title", report.title), ("Author", report.byline), ("Subtitle", report.subtitle))
    head = "".join(paragraph(run(text), text, style) for style, text in heads if text or style != "Author")
    return f"<w:document {namespaces}><w:body>{head}{blocks}{_SECTION}</w:body></w:document>"


def _block(block: Block, at: int, pictures: Sequence[DocxPicture]) -> Iterator[str]:
    match block:
        case Heading():
            yield paragraph(run(block.text), block.text, f"Heading{block.level}")
        case Paragraph():
            yield _paragraph(block, "")
        case Listing():
            yield from (_paragraph(item, "ListBullet") for item in block.items)
        case TableBlock():
            for number, part in enumerate(fitted(block)):
                yield _caption("Table", at, part.caption, keep=True) if not number else _continued(at)
                yield table(part)
        case Plot():
            yield _plot(block, pictures[at - 1])
            yield _caption("Figure", at, block.caption, keep=False)


def _paragraph(block: Paragraph, style: str) -> str:
    inner = runs((one.text, _STYLES[one.style]) for one in block.runs)
    return paragraph(inner, "".join(one.text for one in block.runs), style)


def _caption(kind: str, at: int, text: str, keep: bool) -> str:
    """Return a caption whose number Word counts by itself; `keep`: on the page of what follows."""
    field = f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC ">{run(str(at))}</w:fldSimple>'
    words = f"{run(f'{kind} ')}{field}{run(f'. {text}' if text else '.')}"
    return paragraph(words, "", "Caption", keep=keep)


def _continued(at: int) -> str:
    words = f"Table {at}, continued."
    return paragraph(run(words), words, "Caption", keep=True)


def _plot(plot: Plot, picture: DocxPicture) -> str:
    drawing = plot.drawing
    scale = min(1.0, PAGE / drawing.width, _HIGHEST / drawing.height)
    width, height = round(drawing.width * scale * _EMU), round(drawing.height * scale * _EMU)
    said = xml(" ".join(plot.said.split()))
    names = f'id="{picture.number}" name="Figure {picture.number}" descr="{said}"'
    blip = (
        f'<a:blip r:embed="{picture.png}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip r:embed="{picture.svg}"/></a:ext></a:extLst></a:blip>'
    )
    shown = (
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    inline = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr {names}/><a:graphic><a:graphicData uri="{_NAMESPACES["pic"]}">{shown}</a:graphicData></a:graphic>'
        f"</wp:inline>"
    )
    return paragraph(f"<w:r><w:drawing>{inline}</w:drawing></w:r>", "", "Figure", keep=True)
