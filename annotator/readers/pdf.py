"""PDF: the text layer of each page as it stands, one page after another.

A page has no paragraphs, only lines; nothing is unwrapped, because guessing where a paragraph ends is wrong often
enough to spoil a quotation. Where each page begins is kept.
"""

import threading

import pypdfium2 as pdfium
import regex

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile
from annotator.readers.source import SourceFile
from annotator.readers.values import sound

BETWEEN_PAGES = "\n\n"
_LOCK = threading.Lock()
"""PDFium works in one thread at a time."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
_HYPHEN = regex.compile("[\x02\ufffe]")
_DATE = regex.compile(r"D:([0-9]{4})(?:([0-9]{2})(?:([0-9]{2}))?)?")
_KEYS = {"Author": "author", "Subject": "subject", "Keywords": "keywords"}


def sniff(data: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a PDF file; raises `BadFile`."""
    with _LOCK:
        try:
            pages, information = _extracted(source)
        except pdfium.PdfiumError as error:
            raise BadFile(source.name, "the PDF file is damaged", "save it again, or get another copy") from error
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if len(empty) == len(pages):
        problem = "its pages are pictures without text (a scan)"
        raise BadFile(source.name, problem, "run a text recognition (OCR) over it and import the result")
    notices = (_pages_without_text(empty),) if empty else ()
    text = BETWEEN_PAGES.join(pages)
    metadata = {name: sound(information[key]) for key, name in _KEYS.items() if information.get(key)}
    if date := _date(information.get("CreationDate", "")):
        metadata["created"] = date
    title = sound(information.get("Title", ""))
    return [source.draft(text, title=title, metadata=metadata, notices=notices, pages=_starts(pages))]


def _extracted(source: SourceFile) -> tuple[list[str], dict[str, str]]:
    document = _opened(source)
    try:
        pages = [_page_text(document, index) for index in range(len(document))]
        return pages, document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def _opened(source: SourceFile) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            problem = "the PDF file is protected by a password"
            raise BadFile(source.name, problem, "save a copy without the password and import that") from error
        raise


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


def _starts(pages: list[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for page in pages[:-1]:
        at += len(page) + len(BETWEEN_PAGES)
        starts.append(at)
    return tuple(starts)


def _pages_without_text(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return f"No text was found on page {shown}, which may be a picture."


def _date(value: str) -> str:
    found = _DATE.match(value)
    return "-".join(part for part in found.groups() if part) if found else ""
