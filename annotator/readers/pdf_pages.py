"""The text of a PDF's pages, read in a process of its own: `python -m annotator.readers.pdf_pages`.

What is asked and answered, and within which limits, is in `serving`; how a file is read is said by a `PdfMode`.
"""

import sys
from enum import Enum
from typing import BinaryIO

import pypdfium2 as pdfium
import regex

from annotator.model.document import canonical
from annotator.readers.common_words import common_words
from annotator.readers.pdf_glyphs import GlyphReader
from annotator.readers.pdf_layout.layout import Layout, lay_out
from annotator.readers.serving import serve_files
from annotator.readers.values import sound

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_HYPHEN = regex.compile("[\x02\ufffe]")

BETWEEN_PAGES = "\n\n"


class PdfMode(Enum):
    """How a file is read; the value stands for it in a request."""

    PROSE = b"p"
    LINES = b"l"


Answer = dict[str, object]
"""`text`, `starts`: where each page after the first begins; `empty`: pages without text, counted from 0; `told`: see
`_told`; `information`: what the file says of itself; `pictures`: whether a page of a file without text has one. Or
`error`: “password”, “damaged”, “memory”."""


def answer_for(data: bytes, mode: PdfMode = PdfMode.PROSE) -> Answer:
    """Return what is in a PDF file, as prose or line by line."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY) else "damaged"}
    try:
        found = _lines(document) if mode is PdfMode.LINES else _prose(document)
        has_text = bool(str(found["text"]).strip())
        pictures = not has_text and any(_has_picture(document, index) for index in range(len(document)))
        return {**found, "information": document.get_metadata_dict(skip_empty=True), "pictures": pictures}
    except pdfium.PdfiumError:
        return {"error": "damaged"}
    except MemoryError:
        return {"error": "memory"}
    finally:
        document.close()


def _prose(document: pdfium.PdfDocument) -> Answer:
    reader = GlyphReader(document)
    pages = [reader.page(index) for index in range(len(document))]
    empty = [index for index, page in enumerate(pages) if not page.text.strip()]
    layout = lay_out(pages, frozenset(reader.bold), common_words)
    return {"text": layout.text, "starts": layout.pages, "empty": empty, "told": _told(layout)}


def _told(layout: Layout) -> Answer:
    """Return what a user is told of a layout."""
    return {
        "dropped": [(one.kind, one.text, one.pages) for one in layout.dropped],
        "undone": layout.hyphens.undone,
        "kept": layout.hyphens.kept,
        "unknown": layout.hyphens.unknown,
        "notes": layout.notes,
        "title": layout.title,
    }


def _lines(document: pdfium.PdfDocument) -> Answer:
    pages = [_page_text(document, index) for index in range(len(document))]
    text, starts = _joined(pages)
    empty = [index for index, page in enumerate(pages) if not page]
    return {"text": text, "starts": starts, "empty": empty}


def _joined(pages: list[str]) -> tuple[str, list[int]]:
    starts, at = [], 0
    for page in pages[:-1]:
        at += len(page) + len(BETWEEN_PAGES)
        starts.append(at)
    return BETWEEN_PAGES.join(pages), starts


def lines_of_pages(document: pdfium.PdfDocument) -> tuple[str, list[int]]:
    """Return the text of a document with each printed line by itself, and where each page after the first begins."""
    return _joined([_page_text(document, index) for index in range(len(document))])


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
        finally:
            textpage.close()
    finally:
        page.close()
    # PDFium marks a hyphen at the end of a line by a control or a non-character; NUL stands for an unmapped glyph.
    text = _HYPHEN.sub("-", canonical(sound(text))).replace("\0", "\ufffd")
    return regex.sub(r"[ \t]+(?=\n)", "", text).strip(" \n\t")


def _has_picture(document: pdfium.PdfDocument, index: int) -> bool:
    page = document[index]
    try:
        return any(True for _ in page.get_objects(filter=[_IMAGE], max_depth=3))
    finally:
        page.close()


def serve(asked: BinaryIO, answers: BinaryIO, limited: bool = True) -> None:
    """Answer requests until there are no more; see `serving.serve_files`."""
    serve_files(lambda mode, data: answer_for(data, PdfMode(mode)), asked, answers, limited)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
