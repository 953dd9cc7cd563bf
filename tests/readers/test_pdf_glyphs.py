"""What PDFium tells of glyphs, as arrays."""

import numpy as np
import pypdfium2 as pdfium

from annotator.readers.pdf_glyphs import GlyphReader
from tests.readers.samples import pdf


def test_each_letter_has_its_box_origin_and_size() -> None:
    document = pdfium.PdfDocument(pdf(["Two words"]))
    try:
        page = GlyphReader(document).page(0)
    finally:
        document.close()
    assert page.text == "Two words" and (page.width, page.height) == (612, 792)
    assert page.boxes.shape == (9, 4) and np.allclose(page.ems[[0, 4]], 12) and not page.turns.any()
    letters = [0, 1, 2, 4, 5, 6, 7, 8]
    assert np.allclose(page.origins[letters, 1], 720) and np.allclose(page.origins[0], (72, 720))
    left, bottom, right, top = page.boxes[letters].T
    assert (left < right).all() and (bottom < top).all() and (np.diff(left) > 0).all()


def test_bold_fonts_are_known_by_their_names() -> None:
    data = pdf(["Bold"]).replace(b"/BaseFont /Helvetica ", b"/BaseFont/Times-Bold   ")
    document = pdfium.PdfDocument(data)
    try:
        reader = GlyphReader(document)
        page = reader.page(0)
    finally:
        document.close()
    assert set(page.fonts.tolist()) <= reader.bold


def test_an_empty_page_has_none() -> None:
    document = pdfium.PdfDocument(pdf([""]))
    try:
        page = GlyphReader(document).page(0)
    finally:
        document.close()
    assert page.text == "" and page.boxes.shape == (0, 4) and page.dots == page.links == ()
