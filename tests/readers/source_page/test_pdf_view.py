"""Pages of PDF files of many producers: each rectangle holds the letters that it marks, whichever way they run."""

import base64
import hashlib
import io
import random
import zlib
from collections import Counter
from ctypes import byref, c_double
from functools import cache

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from annotator.readers import pdf_pages
from annotator.readers.pdf_pages import PdfMode
from annotator.readers.source_page.page_map import PageMap, PlacedLetters, PlacedLine, Rectangle
from annotator.readers.source_page.pdf_view import OpenPdf, PdfViewer
from tests.readers.samples import pdf
from tests.shared_data import shared

_FOLDED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\x02": "-", "\ufffe": "-"}
_PLAIN = str.maketrans(
    {**_FOLDED, **dict.fromkeys("\u00ad\u2010 \u00a0\n\r\t\u3000", ""), **dict(zip(")]}»", "([{«", strict=True))}
)
FILES = (
    *("arabic", "bilingual", "chinese", "communique", "encrypted", "french", "hebrew", "hindi", "japanese-vertical"),
    *("japanese", "letter-objects", "letter", "press-release", "record", "resolution", "russian", "slides", "treaty"),
    *("typography", "word-objects"),
)


@cache
def text_of(data: bytes, mode: PdfMode) -> str:
    """Return the text of a file, read once for all tests."""
    return str(pdf_pages.answer_for(data, mode)["text"])


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def map_of(file: OpenPdf, index: int, sha256: str) -> PageMap:
    found = file.page_map(index, sha256)
    lines = (PlacedLine(tuple(PlacedLetters(one[0], one[1], one[2:]) for one in line)) for line in found["lines"])
    return PageMap(tuple(lines), found["same"], found["aspect"])


def printed_in(page: pdfium.PdfPage, rectangle: Rectangle) -> str:
    """Return what PDFium itself finds in a rectangle of a page."""
    corners = []
    for x, y in (rectangle[:2], rectangle[2:]):
        point = c_double(), c_double()
        pdfium_c.FPDF_DeviceToPage(
            page.raw, 0, 0, 10**6, 10**6, 0, round(x * 10**6), round(y * 10**6), byref(point[0]), byref(point[1])
        )
        corners.append((point[0].value, point[1].value))
    (x0, y0), (x1, y1) = corners
    textpage = page.get_textpage()
    return str(textpage.get_text_bounded(min(x0, x1) - 0.1, min(y0, y1) - 0.1, max(x0, x1) + 0.1, max(y0, y1) + 0.1))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *((name, PdfMode.PROSE) for name in FILES),
        *((name, PdfMode.LINES) for name in ("arabic", "japanese-vertical", "record")),
    ],
)
def test_marks_hold_the_glyphs_of_their_letters_and_a_click_in_one_comes_back_to_them(name: str, mode: PdfMode) -> None:
    data = shared(f"made/{name}.pdf").read_bytes()
    text = text_of(data, mode)
    file, document = OpenPdf(data), pdfium.PdfDocument(data)
    rng = random.Random(name)
    try:
        index = rng.randrange(min(len(document), 3))
        page_map = map_of(file, index, sha256_of(text))
        assert page_map.is_exact
        span = page_map.span_of()
        assert span is not None
        placed = {at for line in page_map.lines for one in line.letters for at in range(one.start, one.stop)}
        for _ in range(8):
            start = rng.choice(sorted(placed))
            stop = min(start + rng.randrange(1, 150), span[1])
            found = page_map.rectangles([(start, stop)])
            for rectangle in found:
                at = page_map.letters_at((rectangle[0] + rectangle[2]) / 2, (rectangle[1] + rectangle[3]) / 2)
                assert at is not None and at.start < stop and start < at.stop
            wanted = "".join(text[at] for at in range(start, stop) if at in placed).translate(_PLAIN)
            inside = "".join(printed_in(document[index], one) for one in found).translate(_PLAIN)
            assert Counter(wanted) <= Counter(inside), (wanted, inside)
    finally:
        file.close()
        document.close()


@pytest.mark.parametrize("name", FILES)
def test_nearly_every_letter_of_a_text_has_its_place(name: str) -> None:
    data = shared(f"made/{name}.pdf").read_bytes()
    text = text_of(data, PdfMode.PROSE)
    file = OpenPdf(data)
    placed: set[int] = set()
    for index in range(file.facts()["pages"]):
        for line in map_of(file, index, sha256_of(text)).lines:
            placed.update(at for one in line.letters for at in range(one.start, one.stop))
    file.close()
    without = [char for at, char in enumerate(text) if not char.isspace() and at not in placed]
    # The marks of notes and the bullets of lists are no letters of the page.
    assert set(without) <= set("[]0123456789•") and len(without) < 0.04 * len(text)


def turned(data: bytes, degrees: int) -> bytes:
    document = pdfium.PdfDocument(data)
    document[0].set_rotation(degrees)
    saved = io.BytesIO()
    document.save(saved)
    document.close()
    return saved.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_marked_where_it_is_dark(degrees: int) -> None:
    data = turned(pdf(["France urged China to talk.\nAnd all was said."]), degrees)
    text = text_of(data, PdfMode.PROSE)
    file = OpenPdf(data)
    page_map = map_of(file, 0, sha256_of(text))
    picture = file.picture(0, 900)
    pixels = np.frombuffer(zlib.decompress(base64.b64decode(picture["pixels"])), np.uint8)
    dark = pixels.reshape(picture["height"], picture["width"], 3).max(axis=2) < 128
    file.close()
    (one,) = page_map.rectangles([(text.index("China"), text.index("China") + 5)])
    left, top, right, bottom = (
        round(edge * size) for edge, size in zip(one, (picture["width"], picture["height"]) * 2, strict=True)
    )
    assert dark[top:bottom, left:right].sum() > 100
    for left, top, right, bottom in page_map.rectangles([(0, len(text))]):
        dark[
            round(top * picture["height"]) - 2 : round(bottom * picture["height"]) + 2,
            round(left * picture["width"]) - 2 : round(right * picture["width"]) + 2,
        ] = False
    assert not dark.any(), "some ink of the page is in no mark of the whole text"


def test_a_page_or_file_that_is_none_is_told_by_a_word() -> None:
    def ask(body: bytes, asked: str) -> object:
        return PdfViewer().answer(b"p", len(asked).to_bytes(4, "big") + asked.encode() + body).get("error")

    assert ask(b"%PDF-1.7 nothing", '{"what": "facts"}') == "damaged"
    assert ask(pdf(["a"]), '{"what": "picture", "page": 9, "width": 100}') == "page"
    assert ask(shared("made/password.pdf").read_bytes(), '{"what": "facts"}') == "password"
