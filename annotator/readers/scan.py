"""Scans: PDF files whose pages are pictures, and pictures, read by text recognition where tesseract is installed.

What was recognised is marked so, with how sure the program was of each page: nobody has proofread it.
"""

from dataclasses import replace

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers import pdf, recognition
from annotator.readers.recognition import RecognisedPage
from annotator.readers.source import SourceFile
from annotator.readers.source_page.pages import PagedText, PdfPages

MOST_PAGES = 1_000
DOUBTFUL = 80
"""Pages of which the program is less sure, in percent, are named."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_INCHES_ACROSS = 8.5
"""About as wide as the pages that are scanned; their true width is that of the paper, which few files say rightly."""
_BETWEEN = "\n\n"
_waits = True


def wait_for_nobody() -> None:
    """Let scans be refused here: in a process that is to answer within a minute."""
    global _waits
    _waits = False


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document that is recognised on a picture, or on the pages of a PDF file; raises `BadFile`."""
    if pdf.sniff(source.data):
        return _recognised(source, _language(source, "it is to be recognised"))
    if not source.data.startswith(_PICTURES):
        raise BadFile(source.name, "it is neither a PDF file nor a picture in PNG, JPEG or TIFF", "choose another file")
    language = _language(source, "it is a picture")
    return [_draft(source, [recognition.recognised(source.name, source.data, language)], language)]


def read_pdf(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a PDF file, recognised where its pages are but pictures; raises `BadFile`."""
    try:
        return pdf.read(source)
    except pdf.ScannedPdf as scan:
        problem = scan.problem
    return _recognised(source, _language(source, problem))


def _recognised(source: SourceFile, language: str) -> list[DocumentDraft]:
    pages = PdfPages(source.name, source.data, PagedText("", ""))
    count = pages.numbers().count
    if count > MOST_PAGES:
        raise BadFile(source.name, f"it is a scan of more than {MOST_PAGES:,} pages", "split it")
    found = [recognition.recognised(source.name, _bitmap(pages, index), language) for index in range(count)]
    return [replace(_draft(source, found, language), original=source.data)]


def _language(source: SourceFile, problem: str) -> str:
    if recognition.program() is None or not _waits:
        raise BadFile(source.name, problem, recognition.INSTALL)
    return recognition.language_for(source.name, source.language)


def _bitmap(pages: PdfPages, index: int) -> bytes:
    """Return a page as a picture that needs no library: rows of grey, behind a head of text (PGM)."""
    picture = pages.picture(index, round(_INCHES_ACROSS * recognition.PER_INCH))
    grey = picture.pixels[1::3]  # of black print on paper green says as much as all three
    return f"P5 {picture.width} {picture.height} 255\n".encode("ascii") + grey


def _draft(source: SourceFile, pages: list[RecognisedPage], language: str) -> DocumentDraft:
    starts, at = [], 0
    for page in pages[:-1]:
        at += len(page.text) + (len(_BETWEEN) if page.text else 0)
        starts.append(at)
    text = _BETWEEN.join(page.text for page in pages if page.text)
    if not text.strip():
        raise BadFile(source.name, "no text was recognised on its pages", "choose its language, or another file")
    sure = [round(page.confidence) for page in pages]
    doubtful = [f"{number} ({value} %)" for number, value in enumerate(sure, 1) if value < DOUBTFUL]
    notices = [f"Recognised by tesseract ({language}), unproofed: mean confidence {round(sum(sure) / len(sure))} %."]
    if doubtful:
        notices.append(f"Pages of which the recognition is least sure: {', '.join(doubtful[:20])}.")
    metadata = {
        "recognition": f"tesseract ({language}), unproofed",
        "recognition_confidence": ", ".join(map(str, sure)),
    }
    last = len(text)
    return source.draft(
        text, metadata=metadata, notices=tuple(notices), pages=tuple(min(start, last) for start in starts)
    )
