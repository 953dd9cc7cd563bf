"""Small files of each kind, made here so that each test shows what it reads."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{namespace}:1.0"'
    for name, namespace in {
        **{name: name for name in ("office", "text", "table", "style", "meta")},
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)

_STRING = 'office:value-type="string"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a zip file of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `parts`: the inner XML of footnotes, numbering, comments, header1 …"""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument."
        "wordprocessingml.document.main+xml'/></Types>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        if name == "core":
            members["docProps/core.xml"] = inner
        else:
            root = {"header": "hdr", "footer": "ftr"}.get(name[:6], name)
            members[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    return zipped(members)


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run that does not begin with "<" is text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf(pages: list[str], information: str = "", trailer: str = "") -> bytes:
    """Return a PDF with one line of ASCII text a page, none for an empty one; `information`: its inner entries."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, text in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n")) if text else ""
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {lines}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {information} >>")
    out = "%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n"
    return (out + f"startxref\n{start}\n%%EOF\n").encode("latin-1")


def tei(body: str, header: str = "<titleStmt><title>A title</title></titleStmt>", before: str = "") -> bytes:
    """Return a TEI P5 file of one text; `header`: what stands in its `fileDesc`; `before`: what precedes the root."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader><fileDesc>{header}</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    ).encode()


def xlsx(*sheets: str) -> bytes:
    """Return a workbook; each of `sheets`: rows of `<row>` with cells, as `row` makes them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers
    )
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r0" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{targets}</Relationships>',
            **{
                f"xl/worksheets/s{n}.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
                for n, rows in zip(numbers, sheets, strict=True)
            },
        }
    )


def row(*cells: str | float) -> str:
    """Return a row of a workbook: texts and numbers."""
    return "<row>" + "".join(map(_cell, cells)) + "</row>"


def _cell(cell: str | float) -> str:
    if isinstance(cell, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
    return f"<c><v>{cell}</v></c>"


def ods(*rows: list[str]) -> bytes:
    """Return a spreadsheet of one sheet; a cell that begins with "<" is the whole cell, any other a text."""
    cells = [
        "".join(
            cell if cell.startswith("<") else f"<table:table-cell {_STRING}><text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        for row in rows
    ]
    table = "".join(f"<table:table-row>{inner}</table:table-row>" for inner in cells)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {ODF}><office:body><office:spreadsheet><table:table "
            f'table:name="S">{table}</table:table></office:spreadsheet></office:body></office:document-content>',
        }
    )


def epub(*chapters: str, metadata: str = "", guide: str = "", nav: str = "", **more: str) -> bytes:
    """Return an e-book of these bodies; `metadata`, `guide`: inner XML; `nav`: its contents; `more`: files."""
    files = {f"c{number}.xhtml": body for number, body in enumerate(chapters, 1)}
    files |= {"nav.xhtml": nav} if nav else {}
    items = "".join(
        f'<item id="{name}" href="text/{name}" media-type="application/xhtml+xml"{_nav(name)}/>' for name in files
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in files)
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="E/book.opf"/></container>',
            "E/book.opf": f"<package {dublin}><metadata>{metadata}</metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine><guide>{guide}</guide></package>",
            **{
                f"E/text/{name}": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
                f"<head><title>x</title></head><body>{body}</body></html>"
                for name, body in files.items()
            },
            **more,
        }
    )


def _nav(name: str) -> str:
    return ' properties="nav"' if name == "nav.xhtml" else ""


def mail(body: str, *more: str) -> bytes:
    """Return a plain mail; `more`: further fields of its header, whole lines."""
    header = "From: desk@mfa.example\nTo: you@example.org\nDate: Thu, 21 Sep 2023 09:00:00 +0200\n"
    return (header + "".join(f"{line}\n" for line in more) + f"\n{body}\n").encode()


def odt(body: str, automatic: str = "", **parts: str) -> bytes:
    """Return an OpenDocument text; `automatic`: its styles; `parts`: the inner XML of styles and meta."""
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    }
    for name, inner in parts.items():
        dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        members[f"{name}.xml"] = f"<office:document-{name} {ODF} {dublin}>{inner}</office:document-{name}>"
    return zipped(members)
