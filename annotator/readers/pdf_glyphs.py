"""What PDFium tells of the glyphs of a page, as arrays.

A page has thousands of glyphs and a call costs more than what it tells: PDFium writes its boxes right into the arrays,
and sizes and fonts are asked where a run of glyphs begins.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import regex

from annotator.readers.pdf_layout.glyphs import Box, Floats, Ints, PageGlyphs
from annotator.readers.values import sound

_BOLD = regex.compile(r"(?i)bold|black|heavy|demi|medi(?!um|ev)|[-,]b$|cmbx|sfbx|ecbx")
_BOLD_WEIGHT = 600
_SIMPLE = regex.compile(r"[\0-\u058f\u2000-\u22ff\ufb00-\ufb06\ufffd\ufffe]*")
"""Letters that stand apart, from left to right: where a run begins tells where each of its glyphs stands."""
_LEAST_EM = 0.5
_JITTER = 0.02
"""Boxes whose edges differ by no more than such a part of their height are of one run."""
_LEAST_DOT, _MOST_DOT = 1.0, 16.0
_MOST_OBJECTS, _MOST_LINKS = 4_000, 1_000
_FAR = 20_000.0
"""The largest page is 200 inches wide; what stands further out, in points, is on none."""


def _function(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of PDFium that takes addresses as numbers, which ctypes converts fastest."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    made: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return made


_P, _I = ctypes.c_void_p, ctypes.c_int
_box_of = _function(pdfium_c.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_origin_of = _function(pdfium_c.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_matrix_of = _function(pdfium_c.FPDFText_GetMatrix, _I, _P, _I, _P)
_size_of = _function(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_code_of = _function(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_object_of = _function(pdfium_c.FPDFText_GetTextObject, _P, _P, _I)
_font_of = _function(pdfium_c.FPDFTextObj_GetFont, _P, _P)


class GlyphReader:
    """Reads the glyphs of the pages of one document. `bold`: the fonts that are bold, by their numbers."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        """Nothing is read before it is asked for."""
        self._document = document
        self._fonts: dict[int, int] = {}
        self.bold: set[int] = set()

    def page(self, index: int) -> PageGlyphs:
        """Return the glyphs of a page, blanks among them."""
        page = self._document[index]
        try:
            width, height = page.get_size()
            textpage = page.get_textpage()
            try:
                return replace(self._glyphs(textpage, width, height), dots=_dots(page), links=_links(page))
            finally:
                textpage.close()
        finally:
            page.close()

    def _glyphs(self, textpage: pdfium.PdfTextPage, width: float, height: float) -> PageGlyphs:
        count = textpage.count_chars()
        handle = ctypes.cast(textpage.raw, _P).value
        text = _text(textpage, handle, count)
        boxes = _boxes(handle, count)
        runs, of_run = _runs(handle, boxes)
        if _SIMPLE.fullmatch(text):
            at_runs = _origins(handle, runs)
            origins = np.column_stack([boxes[:, 0], at_runs[of_run, 1]])
        else:
            origins = _origins(handle, range(count))
        sizes, turns, fonts = self._types(handle, runs)
        return PageGlyphs(text, boxes, origins, sizes[of_run], turns[of_run], fonts[of_run], width, height)

    def _types(self, handle: int | None, runs: list[int]) -> tuple[Floats, Ints, Ints]:
        """Return size, turn and font of the glyphs at which runs begin."""
        matrices = np.zeros((len(runs), 6), np.float32)
        start = matrices.ctypes.data
        deque(map(_matrix_of, repeat(handle), runs, range(start, start + 24 * len(runs), 24)), 0)
        sizes = np.fromiter(map(_size_of, repeat(handle), runs), np.float64, len(runs))
        a, b, c, d = (matrices[:, column].astype(np.float64) for column in range(4))
        ems = sizes * np.hypot(c, d)
        turns = np.rint(np.arctan2(b, a) / (np.pi / 2)).astype(np.int64) % 4
        fonts = np.fromiter((self._font(_object_of(handle, index)) for index in runs), np.int64, len(runs))
        return np.where(ems > _LEAST_EM, np.minimum(np.nan_to_num(ems), _FAR), _LEAST_EM), turns, fonts

    def _font(self, text_object: int | None) -> int:
        if not text_object:
            return -1
        font = _font_of(text_object)
        number = self._fonts.get(font)
        if number is None:
            number = self._fonts[font] = len(self._fonts)
            if font and _is_bold(font):
                self.bold.add(number)
        return number


def _dots(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """Return the boxes of small drawings about as wide as high, such as the dots before items of a list."""
    handle = page.raw
    count = pdfium_c.FPDFPage_CountObjects(handle)
    found = []
    numbers = [ctypes.c_float() for _ in range(4)]
    addresses = [ctypes.byref(number) for number in numbers]
    for index in range(min(count, _MOST_OBJECTS)):
        one = pdfium_c.FPDFPage_GetObject(handle, index)
        if pdfium_c.FPDFPageObj_GetType(one) == pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        if pdfium_c.FPDFPageObj_GetBounds(one, *addresses):
            left, bottom, right, top = (number.value for number in numbers)
            width, height = right - left, top - bottom
            if _LEAST_DOT < width < _MOST_DOT and _LEAST_DOT < height < _MOST_DOT and 0.5 < width / height < 2:
                found.append((left, bottom, right, top))
    return tuple(found)


def _links(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """Return the boxes of a page's links."""
    handle = page.raw
    at, link, rectangle = ctypes.c_int(0), pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    found: list[Box] = []
    while len(found) < _MOST_LINKS and pdfium_c.FPDFLink_Enumerate(handle, at, link):
        if pdfium_c.FPDFLink_GetAnnotRect(link, rectangle):
            found.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
    return tuple(found)


def _text(textpage: pdfium.PdfTextPage, handle: int | None, count: int) -> str:
    """Return a code point for each glyph."""
    text = str(textpage.get_text_range())
    if len(text) != count:
        codes = map(_code_of, repeat(handle), range(count))
        text = "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])
        if not text.isprintable():
            text = "".join([char if not 0xD800 <= ord(char) < 0xE000 else "\ufffd" for char in text])
    return text


def _boxes(handle: int | None, count: int) -> Floats:
    """Return left, bottom, right and top of each glyph; PDFium's rectangles are left, top, right, bottom."""
    loose = np.zeros((count, 4), np.float32)
    start = loose.ctypes.data
    deque(map(_box_of, repeat(handle), range(count), range(start, start + 16 * count, 16)), 0)
    np.nan_to_num(loose, copy=False, posinf=0.0, neginf=0.0).clip(-_FAR, _FAR, out=loose)
    boxes = loose[:, [0, 3, 2, 1]].astype(np.float64)
    boxes[:, 1], boxes[:, 3] = np.minimum(boxes[:, 1], boxes[:, 3]), np.maximum(boxes[:, 1], boxes[:, 3])
    return boxes


def _origins(handle: int | None, glyphs: Sequence[int]) -> Floats:
    """Return where these glyphs stand on their baselines."""
    origins = np.zeros((len(glyphs), 2), np.float64)
    start, end = origins.ctypes.data, origins.ctypes.data + 16 * len(glyphs)
    deque(map(_origin_of, repeat(handle), glyphs, range(start, end, 16), range(start + 8, end + 8, 16)), 0)
    np.nan_to_num(origins, copy=False, posinf=0.0, neginf=0.0).clip(-_FAR, _FAR, out=origins)
    return origins


def _runs(handle: int | None, boxes: Floats) -> tuple[list[int], Ints]:
    """Return the glyphs at which runs of one height and object begin, and for each glyph the number of its run.

    Whether another object begins is asked where a word does; blanks are of the run before them.
    """
    bottom, top = boxes[:, 1], boxes[:, 3]
    at = np.flatnonzero(top > bottom)
    if not len(at):
        return ([0] if len(boxes) else []), np.zeros(len(boxes), np.int64)
    bottom, top = bottom[at], top[at]
    jitter = _JITTER * np.minimum(top[1:] - bottom[1:], top[:-1] - bottom[:-1])
    shifts = np.concatenate([[True], (np.abs(np.diff(bottom)) > jitter) | (np.abs(np.diff(top)) > jitter)])
    begins = shifts | np.concatenate([[True], np.diff(at) > 1])
    words = at[begins].tolist()
    objects = np.fromiter((_object_of(handle, index) or 0 for index in words), np.uint64, len(words))
    starts = at[begins][shifts[begins] | np.concatenate([[True], objects[1:] != objects[:-1]])]
    marks = np.zeros(len(boxes), np.int64)
    marks[starts] = 1
    return starts.tolist(), np.maximum(np.cumsum(marks) - 1, 0)


def _is_bold(font: int) -> bool:
    handle = ctypes.cast(font, pdfium_c.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    length = pdfium_c.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = sound(buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace"))
    return _BOLD.search(name) is not None or pdfium_c.FPDFFont_GetWeight(handle) >= _BOLD_WEIGHT
