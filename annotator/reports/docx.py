"""A report as a Word file, put together from its parts; the same report gives the same bytes.

Office Open XML (ECMA-376 parts 1 and 2). Plots are SVG, as Word shows it since 2016, with a PNG for older programs.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping

from annotator.reports.blocks import Plot, Report
from annotator.reports.docx_body import DocxPicture, body
from annotator.reports.docx_styles import FOOTER, NUMBERING, SETTINGS, styles
from annotator.reports.plain_text import xml
from annotator.reports.png import png
from annotator.reports.svg import svg

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "footer")
_MADE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows."""


def docx(report: Report) -> bytes:
    """Return the report as a file."""
    plots = [block for block in report.blocks if isinstance(block, Plot)]
    pictures = [DocxPicture(number, f"png{number}", f"svg{number}") for number in range(1, len(plots) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            {"document": (f"{_OFFICE}/officeDocument", "word/document.xml")}
            | {"properties": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")}
        ),
        "docProps/core.xml": _core(report),
        "word/document.xml": body(report, pictures),
        "word/_rels/document.xml.rels": _relations(dict(_links(pictures))),
        "word/styles.xml": styles(report.language),
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/footer.xml": FOOTER,
    }
    files = {name: f"{_HEAD}{text}".encode() for name, text in parts.items()}
    for picture, plot in zip(pictures, plots, strict=True):
        files[f"word/media/plot{picture.number}.png"] = png(plot.drawing)
        files[f"word/media/plot{picture.number}.svg"] = f"{_HEAD}{svg(plot.drawing, plot.caption)}".encode()
    return _zipped(files)


def _links(pictures: list[DocxPicture]) -> Iterator[tuple[str, tuple[str, str]]]:
    for part in _PARTS:
        yield part, (f"{_OFFICE}/{part}", f"{part}.xml")
    for picture in pictures:
        yield picture.png, (f"{_OFFICE}/image", f"media/plot{picture.number}.png")
        yield picture.svg, (f"{_OFFICE}/image", f"media/plot{picture.number}.svg")


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    """Return the part that says under which id another one is meant: (kind, target) by id."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _content_types() -> str:
    kinds = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "svg": "image/svg+xml",
    }
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds.items())
    parts = {f"/word/{part}.xml": f"{_WORD}.{part}+xml" for part in _PARTS}
    parts["/word/document.xml"] = f"{_WORD}.document.main+xml"
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _core(report: Report) -> str:
    creator = f"<dc:creator>{xml('; '.join(report.authors))}</dc:creator>" if report.authors else ""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml(report.title)}</dc:title>{creator}<dc:language>{xml(report.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, content)
    return target.getvalue()
