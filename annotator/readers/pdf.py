"""PDF: the text layer of each page as it stands, one page after another.

A page has no paragraphs, only lines; nothing is unwrapped, because guessing where a paragraph ends is wrong often
enough to spoil a quotation. Where each page begins is kept.
"""

import threading

import regex

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.pdf_process import PROCESS
from annotator.readers.source import SourceFile
from annotator.readers.values import sound

BETWEEN_PAGES = "\n\n"
_LOCK = threading.Lock()
"""The process reads one file at a time."""

_DATE = regex.compile(r"D:([0-9]{4})(?:([0-9]{2})(?:([0-9]{2}))?)?")
_KEYS = {"Author": "author", "Subject": "subject", "Keywords": "keywords"}
_SCAN = "its pages are pictures without text (a scan)", "run a text recognition (OCR) over it and import the result"
_NO_TEXT = "no text was found on its pages, nor a picture", "save it again from another program, or get another copy"
_ERRORS = {
    "password": ("the PDF file is protected by a password", "save a copy without the password and import that"),
    "damaged": ("the PDF file is damaged", "save it again, or get another copy"),
    "memory": ("the PDF file unpacks to more than a document can be", "save it again, or get another copy"),
}


def sniff(data: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a PDF file; raises `BadFile`."""
    with _LOCK:
        found = PROCESS.ask(source.name, source.data)
    if "error" in found:
        problem, remedy = _ERRORS[found["error"]]
        raise BadFile(source.name, problem, remedy)
    pages, information = found["pages"], found["information"]
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if len(empty) == len(pages):
        raise BadFile(source.name, *(_SCAN if found["pictures"] else _NO_TEXT))
    notices = (_pages_without_text(empty),) if empty else ()
    text = BETWEEN_PAGES.join(pages)
    metadata = {name: sound(information[key]) for key, name in _KEYS.items() if information.get(key)}
    if date := _date(information.get("CreationDate", "")):
        metadata["created"] = date
    title = sound(information.get("Title", ""))
    return [source.draft(text, title=title, metadata=metadata, notices=notices, pages=_starts(pages))]


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
