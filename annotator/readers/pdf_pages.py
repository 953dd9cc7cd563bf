"""The text of a PDF's pages, read in a process of its own: `python -m annotator.readers.pdf_pages`.

A request is eight bytes of length, one that says how to read (`PdfMode`), and the file; an answer eight bytes of length
and JSON. The process ends with its input, or when nobody asks for a while. What a file may take of memory beyond its
own size is limited where the system can.
"""

import json
import os
import sys
import threading
from enum import Enum
from typing import BinaryIO

import pypdfium2 as pdfium
import regex

from annotator.model.document import canonical
from annotator.readers.common_words import common_words
from annotator.readers.pdf_glyphs import GlyphReader
from annotator.readers.pdf_layout.layout import Layout, lay_out
from annotator.readers.values import sound

MOST_BYTES = 400 * 1024 * 1024
"""So much memory may reading a file take, beside what the file is long."""

_IDLE_S = 20.0
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
    starts, at = [], 0
    for page in pages[:-1]:
        at += len(page) + len(BETWEEN_PAGES)
        starts.append(at)
    empty = [index for index, page in enumerate(pages) if not page]
    return {"text": BETWEEN_PAGES.join(pages), "starts": starts, "empty": empty}


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


def _limit_memory(size: int) -> None:
    """Let this process have so much more memory than it has; without effect where the system knows no such limit."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of anybody
        now = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (now + size + MOST_BYTES, resource.RLIM_INFINITY))


def serve(asked: BinaryIO, answers: BinaryIO, limited: bool = True) -> None:
    """Answer requests until there are no more. `limited`: whether this process may be denied memory."""
    while True:
        timer = threading.Timer(_IDLE_S, os._exit, (0,))
        timer.daemon = True
        timer.start()
        head = asked.read(8)
        timer.cancel()
        if len(head) < 8:
            return
        size = int.from_bytes(head, "big")
        if limited:
            _limit_memory(2 * size)
        mode = PdfMode(asked.read(1))
        answer = json.dumps(answer_for(asked.read(size), mode)).encode("ascii")
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
