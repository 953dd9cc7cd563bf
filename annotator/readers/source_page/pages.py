"""Pages of a kept file, asked of the process that draws them; what a scan or picture will be asked in the same way."""

import atexit
import base64
import json
import threading
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Protocol

from annotator.bundled import module_command
from annotator.model.errors import BadFile
from annotator.readers import pdf
from annotator.readers.pdf_process import PdfProcess
from annotator.readers.source_page.found_again import found_again
from annotator.readers.source_page.page_map import PageMap, PageNumbers, PlacedLetters, PlacedLine

_ERRORS = {
    "password": ("the PDF file is protected by a password, so its pages cannot be shown", "keep a copy without it"),
    "damaged": ("the PDF file is damaged, so its pages cannot be shown", "choose another copy"),
    "page": ("the PDF file does not have this page, or it is damaged", "look at another page, or choose another copy"),
    "memory": ("the page takes more memory to be shown than there is", "show it smaller"),
}


@dataclass(frozen=True, slots=True)
class PagedText:
    """The text of a document with where each page after the first begins in it."""

    text: str
    sha256: str
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is drawn: rows of blue, green and red, a byte each."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


class SourcePages(Protocol):
    """A file with pages. All but `page_of` may take a while, and raise `BadFile` with a sentence."""

    def numbers(self) -> PageNumbers:
        """Return how many pages there are, and how they are called."""

    def picture(self, index: int, width: int) -> PagePicture:
        """Return a page, so many pixels across."""

    def page_map(self, index: int) -> PageMap:
        """Return where the document's text stands on a page."""

    def learn_order(self) -> None:
        """Find out where on the pages stands what the text has in another order, such as notes."""

    def page_of(self, offset: int) -> int:
        """Return the page on which a code point of the document's text stands, as far as is known, and at once."""


class PdfPages:
    """The pages of a PDF file."""

    def __init__(self, name: str, body: bytes, document: PagedText) -> None:
        """`name`: as sentences call the file."""
        self._name, self._body, self._document = name, body, document
        self._begins: list[tuple[int, int]] = []

    def numbers(self) -> PageNumbers:
        """Return how many pages there are, and how they are called."""
        found = self._asked(what="facts")
        return PageNumbers(found["pages"], tuple(found["labels"]))

    def picture(self, index: int, width: int) -> PagePicture:
        """Return a page, so many pixels across, or fewer where that were too many."""
        found = self._asked(what="picture", page=index, width=width)
        return PagePicture(found["width"], found["height"], zlib.decompress(base64.b64decode(found["pixels"])))

    def page_map(self, index: int) -> PageMap:
        """Return where the document's text stands on a page, as far as that is certain."""
        found = self._asked(what="map", page=index, sha256=self._document.sha256)
        lines = tuple(
            PlacedLine(tuple(PlacedLetters(start, stop, (x0, y0, x1, y1)) for start, stop, x0, y0, x1, y1 in line))
            for line in found["lines"]
        )
        page = PageMap(lines, found["same"], found["aspect"])
        if page.is_exact:
            return page
        texts = [(int(start), str(text)) for start, text in found["texts"]]
        return found_again(page, texts, self._document.text, self._range_of(index))

    def learn_order(self) -> None:
        """Find out where on the pages the text stands that the file is read as, if that is the document's."""
        found = self._asked(what="outline", sha256=self._document.sha256)["begins"]
        self._begins = [(int(start), int(page)) for start, page in found]

    def page_of(self, offset: int) -> int:
        """Return the page on which a code point of the document's text stands, as far as is known, and at once."""
        if not self._begins:
            return bisect_right(self._document.starts, offset)
        return self._begins[max(0, bisect_right(self._begins, (offset, 1 << 30)) - 1)][1]

    def _range_of(self, index: int) -> tuple[int, int]:
        edges = [0, *self._document.starts, len(self._document.text)]
        return (edges[index], edges[index + 1]) if index + 1 < len(edges) else (0, len(self._document.text))

    def _asked(self, **what: Any) -> dict[str, Any]:
        head = json.dumps(what).encode("ascii")
        with _LOCK:
            found = _PROCESS.ask(self._name, len(head).to_bytes(4, "big") + head + self._body)
        if "error" in found:
            raise BadFile(self._name, *_ERRORS[found["error"]])
        return found


_PROCESS = PdfProcess(module_command("annotator.readers.source_page.pdf_view"), "PDF file")
atexit.register(_PROCESS.close)
_LOCK = threading.Lock()
"""The process answers one question at a time."""


def pages_of(name: str, body: bytes, document: PagedText) -> SourcePages:
    """Return the pages of a file; raises `BadFile` for a kind that has none."""
    if pdf.sniff(body):
        return PdfPages(name, body, document)
    raise BadFile(name, "its pages cannot be shown", "only those of PDF files can")


def is_text_of(name: str, body: bytes, document: PagedText) -> bool:
    """Whether a file is read as the text of a document, or has much of it on its pages; raises `BadFile`."""
    pages = pages_of(name, body, document)
    numbers = pages.numbers()
    on = [pages.page_map(index) for index in range(min(numbers.count, 3))]
    return any(page.is_exact or len(page.lines) > 2 for page in on)
