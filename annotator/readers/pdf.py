"""PDF: the text layer of its pages as prose, see `pdf_layout`, or as printed, line by line.

Where each page begins is kept. What was left out of the pages is said.
"""

import threading
from dataclasses import replace
from typing import Any

import regex

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.model.wording import counted, one_or_many
from annotator.readers.pdf_layout.furniture import pages_named
from annotator.readers.pdf_process import PROCESS
from annotator.readers.source import SourceFile, tidy_title
from annotator.readers.titles import heading_line
from annotator.readers.values import sound

_LOCK = threading.Lock()
"""The process reads one file at a time."""

_MOST_NAMED = 12
_LEFT_OUT = {
    "head": "Running heads",
    "foot": "Running feet",
    "folio": "Page numbers",
    "line number": "Line numbers",
    "turned": "Text turned against the page",
    "web": "Parts of a web page around its text",
}
_BEGINNING = 2_000
_DATE = regex.compile(r"D:([0-9]{4})(?:([0-9]{2})(?:([0-9]{2}))?)?")
_KEYS = {"Author": "author", "Subject": "subject", "Keywords": "keywords"}
_SCAN = "its pages are pictures without text (a scan)", "run a text recognition (OCR) over it and import the result"
_NO_TEXT = "no text was found on its pages, nor a picture", "save it again from another program, or get another copy"
_ERRORS = {
    "password": ("the PDF file is protected by a password", "save a copy without the password and import that"),
    "damaged": ("the PDF file is damaged", "save it again, or get another copy"),
    "memory": ("the PDF file unpacks to more than a document can be", "save it again, or get another copy"),
}


class ScannedPdf(BadFile):
    """A file whose pages are pictures: it has no text until one is recognised."""


def sniff(data: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a PDF file, its lines joined to paragraphs; raises `BadFile`."""
    found = _asked(source, b"p")
    notices = (*_pages_without_text(found["empty"]), *_notices(found["told"]))
    # Each line is a paragraph here, which a blank line says in other texts.
    heading = found["told"]["title"] or heading_line(found["text"][:_BEGINNING].replace("\n", "\n\n"))
    return [_draft(source, found, notices, heading)]


def read_lines(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a PDF file with each printed line on a line of its own; raises `BadFile`."""
    found = _asked(source, b"l")
    return [_draft(source, found, _pages_without_text(found["empty"]))]


def _asked(source: SourceFile, mode: bytes) -> dict[str, Any]:
    with _LOCK:
        found = PROCESS.ask(source.name, source.data, mode=mode)
    if "error" in found:
        problem, remedy = _ERRORS[found["error"]]
        raise BadFile(source.name, problem, remedy)
    if not found["text"].strip():
        raise ScannedPdf(source.name, *_SCAN) if found["pictures"] else BadFile(source.name, *_NO_TEXT)
    return found


def _draft(source: SourceFile, found: dict[str, Any], notices: tuple[str, ...], heading: str = "") -> DocumentDraft:
    information = found["information"]
    metadata = {name: sound(information[key]) for key, name in _KEYS.items() if information.get(key)}
    if date := _date(information.get("CreationDate", "")):
        metadata["created"] = date
    title, pages = sound(information.get("Title", "")), tuple(found["starts"])
    draft = source.draft(found["text"], title=title, heading=heading, metadata=metadata, notices=notices, pages=pages)
    return replace(draft, original=source.data)


def _pages_without_text(empty: list[int]) -> tuple[str, ...]:
    if not empty:
        return ()
    numbers = [number + 1 for number in empty]
    shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return (f"No text was found on page {shown}, which may be a picture.",)


def _notices(told: dict[str, Any]) -> tuple[str, ...]:
    """Return what was left out and guessed, each in a sentence."""
    found = [_left_out(kind, told["dropped"]) for kind in _LEFT_OUT]
    if told["unknown"]:
        found.append(_hyphens(told["unknown"]))
    return tuple(filter(None, found))


def _left_out(kind: str, dropped: list[tuple[str, str, list[int]]]) -> str:
    texts = [(text, pages) for its, text, pages in dropped if its == kind]
    if not texts:
        return ""
    if kind in ("folio", "line number"):
        on = sorted({page for _, pages in texts for page in pages})
        return f"{_LEFT_OUT[kind]} were left out ({pages_named(on)})."
    shown = [f"“{tidy_title(text)}” ({pages_named(pages)})" for text, pages in texts[:_MOST_NAMED]]
    more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
    return f"{_LEFT_OUT[kind]} left out: {', '.join(shown)}{more}."


def _hyphens(words: list[str]) -> str:
    shown = ", ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")
    many = counted(len(words), "word that the end of a line divides", "words that the ends of lines divide")
    stand = one_or_many(len(words), "stands", "stand")
    return f"{many} {stand} nowhere else in the document, so that the hyphen is a guess: {shown}."


def _date(value: str) -> str:
    found = _DATE.match(value)
    return "-".join(part for part in found.groups() if part) if found else ""
