"""Pages of a PDF as pictures and as maps, in a process of its own: `python -m annotator.readers.source_page.pdf_view`.

The file that was asked for last stays open and laid out, so that the next page of it costs a page. A request is that of
`serving`: what is asked as JSON with its length before it, and the file.
"""

import base64
import hashlib
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref, c_int
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from annotator.readers.common_words import common_words
from annotator.readers.pdf_glyphs import GlyphReader
from annotator.readers.pdf_layout.glyphs import Floats, PageGlyphs, column_boxes, levelled
from annotator.readers.pdf_layout.layout import Layout, Printed, lay_out
from annotator.readers.pdf_layout.lines import Piece, pieces_of
from annotator.readers.pdf_pages import lines_of_pages
from annotator.readers.serving import serve_files
from annotator.readers.source_page.aligning import Aligned, aligned

Answer = dict[str, Any]
_IDLE_S = 300.0
_MOST_PIXELS = 16_000_000
_UNIT = 1_000_000
_DIGITS = 5

Letters = tuple[int, int, float, float, float, float]
"""Code points of the text, half-open, and their box in fractions of the page: left, top, right, bottom."""


@dataclass(slots=True)
class _TextAsRead:
    """A whole document as it is read; `layout`: None where each printed line stands by itself."""

    text: str
    starts: Sequence[int]
    layout: Layout | None = None


class OpenPdf:
    """One file, with what was found out of it so far."""

    def __init__(self, data: bytes) -> None:
        """Raises `PdfiumError` where it cannot be opened."""
        self.key = hashlib.sha256(data).digest()
        self._document = pdfium.PdfDocument(data)
        self._reader = GlyphReader(self._document)
        self._pages: dict[int, PageGlyphs] = {}
        self._prose: _TextAsRead | None = None
        self._by_line: _TextAsRead | None = None

    def close(self) -> None:
        """Close the file."""
        self._document.close()

    def facts(self) -> Answer:
        """Return how many pages there are, how they are called, and how large each is, in points."""
        count = len(self._document)
        labels = [self._document.get_page_label(index) or "" for index in range(count)]
        return {"pages": count, "labels": labels}

    def picture(self, index: int, width: int) -> Answer:
        """Return a page as a picture of so many pixels across: rows of blue, green, red, packed."""
        with self._page(index) as page:
            across, high = page.get_size()
            scale = min(max(width, 1) / across, (_MOST_PIXELS / (across * high)) ** 0.5)
            bitmap = page.render(scale=scale, force_bitmap_format=pdfium_c.FPDFBitmap_BGR)
            pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        packed = base64.b64encode(zlib.compress(pixels.tobytes(), 1)).decode("ascii")
        return {"width": pixels.shape[1], "height": pixels.shape[0], "pixels": packed}

    def page_map(self, index: int, sha256: str) -> Answer:
        """Return where the letters of a page stand in the text; `sha256`: of the text that the document has.

        `same`: whether the file is read as that text; else `texts` and `lines` are those of the page as it is read.
        """
        reading = self._reading_of(sha256)
        is_same = _sha256(reading.text) == sha256
        lines = self._of_layout(reading.layout, index) if reading.layout else self._of_lines(reading, index)
        texts = [[start, reading.text[start:stop]] for start, stop in map(_range, lines)]
        with self._page(index) as page:
            across, high = page.get_size()
        return {"same": is_same, "lines": lines, "texts": [] if is_same else texts, "aspect": high / across}

    def outline(self, sha256: str) -> Answer:
        """Return where in the text which page begins, also out of its order, as notes after the text do."""
        reading = self._reading_of(sha256)
        if reading.layout is None or _sha256(reading.text) != sha256:
            return {"begins": []}
        begins: list[tuple[int, int]] = []
        for line in sorted(reading.layout.printed, key=lambda one: one.start):
            if not begins or begins[-1][1] != line.page:
                begins.append((line.start, line.page))
        return {"begins": begins}

    def _reading_of(self, sha256: str) -> _TextAsRead:
        """Return the reading that has the text, else the prose."""
        if self._prose is None:
            glyphs = [self._glyphs(index) for index in range(len(self._document))]
            layout = lay_out(glyphs, frozenset(self._reader.bold), common_words)
            self._prose = _TextAsRead(layout.text, layout.pages, layout)
        if _sha256(self._prose.text) == sha256:
            return self._prose
        if self._by_line is None:
            text, starts = lines_of_pages(self._document)
            self._by_line = _TextAsRead(text, starts)
        return self._by_line if _sha256(self._by_line.text) == sha256 else self._prose

    def _of_layout(self, layout: Layout, index: int) -> list[list[Letters]]:
        printed = sorted(layout.printed, key=lambda one: one.start)
        ends = [min(one.end, other.start) for one, other in pairwise(printed)]
        ends += [one.end for one in printed[-1:]]
        boxes = self._boxes(index)
        found: list[list[Letters]] = []
        for one, end in zip(printed, ends, strict=True):
            if one.page == index and one.line is not None:
                found += _line(one, layout.text[one.start : end], boxes)
        return found

    def _of_lines(self, reading: _TextAsRead, index: int) -> list[list[Letters]]:
        edges = [0, *reading.starts, len(reading.text)]
        start, stop = edges[index], edges[index + 1]
        text, glyphs = reading.text[start:stop], self._glyphs(index)
        pieces: list[Piece] = [(char, (at,)) for at, char in enumerate(glyphs.text)]
        letters = _letters(aligned(text, pieces), pieces, self._boxes(index), start)
        rows: dict[int, list[Letters]] = {}
        for one in letters:
            rows.setdefault(text.count("\n", 0, one[0] - start), []).append(one)
        return list(rows.values())

    def _glyphs(self, index: int) -> PageGlyphs:
        if index not in self._pages:
            self._pages[index] = self._reader.page(index)
        return self._pages[index]

    def _boxes(self, index: int) -> Floats:
        """Return the boxes of a page's glyphs as fractions of the page as it is shown: left, top, right, bottom."""
        glyphs = self._glyphs(index)
        boxes = glyphs.boxes if levelled(glyphs).upright else column_boxes(glyphs)
        with self._page(index) as page:
            origin, right, up = (_shown(page, *point) for point in ((0, 0), (1000, 0), (0, 1000)))
        across, along = (right - origin) / 1000, (up - origin) / 1000
        corners = [origin + boxes[:, [x]] * across + boxes[:, [y]] * along for x, y in ((0, 1), (2, 1), (0, 3), (2, 3))]
        return np.hstack([np.minimum.reduce(corners), np.maximum.reduce(corners)])

    @contextmanager
    def _page(self, index: int) -> Iterator[pdfium.PdfPage]:
        page = self._document[index]
        try:
            yield page
        finally:
            page.close()


def _shown(page: pdfium.PdfPage, x: float, y: float) -> Floats:
    """Return where a point of a page is on it as it is shown, turned and cut, in fractions."""
    device = c_int(), c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, _UNIT, _UNIT, 0, x, y, byref(device[0]), byref(device[1]))
    return np.array([device[0].value / _UNIT, device[1].value / _UNIT])


def _line(printed: Printed, text: str, boxes: Floats) -> list[list[Letters]]:
    """Return the letters of a line; of a row of a table those of each line of its cells."""
    assert printed.line is not None
    runs = [pieces_of(run) for run in printed.line.runs]
    pieces = [piece for run in runs for piece in run]
    owners = [number for number, run in enumerate(runs) for _ in run]
    found: list[list[Letters]] = [[] for _ in runs]
    places = aligned(text, pieces)
    for number in range(len(runs)):
        some = [(at, piece) for at, piece in places if owners[piece] == number]
        found[number] = _letters(some, pieces, boxes, printed.start)
    return [line for line in found if line]


def _letters(places: Aligned, pieces: Sequence[Piece], boxes: Floats, start: int) -> list[Letters]:
    """Return letters with their boxes; those of one piece that follow each other together."""
    found: list[Letters] = []
    last = -1
    for at, piece in places:
        glyphs = list(pieces[piece][1])
        if not glyphs:
            continue
        if piece == last and found[-1][1] == start + at:
            found[-1] = (found[-1][0], start + at + 1, *found[-1][2:])
            continue
        some = boxes[glyphs]
        edges = (*some[:, :2].min(axis=0).tolist(), *some[:, 2:].max(axis=0).tolist())
        found.append((start + at, start + at + 1, *(round(edge, _DIGITS) for edge in edges)))
        last = piece
    return found


def _range(line: list[Letters]) -> tuple[int, int]:
    return min(one[0] for one in line), max(one[1] for one in line)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class PdfViewer:
    """Answers requests for one file after the other."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._open: OpenPdf | None = None

    def answer(self, mode: bytes, data: bytes) -> Answer:
        """Return an answer, or `error`: “password”, “damaged”, “page”, “memory”. `mode` is not used."""
        length = int.from_bytes(data[:4], "big")
        asked, body = json.loads(data[4 : 4 + length]), data[4 + length :]
        try:
            file = self._file(body)
        except pdfium.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
            return {"error": "password" if is_locked else "damaged"}
        try:
            return self._answer(file, asked)
        except (pdfium.PdfiumError, IndexError):
            return {"error": "page"}
        except MemoryError:
            return {"error": "memory"}

    def _file(self, body: bytes) -> OpenPdf:
        if self._open is None or self._open.key != hashlib.sha256(body).digest():
            if self._open is not None:
                self._open.close()
            self._open = None
            self._open = OpenPdf(body)
        return self._open

    @staticmethod
    def _answer(file: OpenPdf, asked: Answer) -> Answer:
        match asked["what"]:
            case "facts":
                return file.facts()
            case "picture":
                return file.picture(asked["page"], asked["width"])
            case "map":
                return file.page_map(asked["page"], asked["sha256"])
            case _:
                return file.outline(asked["sha256"])


def serve(asked: BinaryIO, answers: BinaryIO, limited: bool = True) -> None:
    """Answer requests until there are no more; see `serving.serve_files`."""
    serve_files(PdfViewer().answer, asked, answers, limited, _IDLE_S)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
