"""Scripts whose letters join: clusters by origin, and how far they move on, learned from the document."""

import numpy as np

from annotator.readers.pdf_layout.clusters import Advances, clusters_of
from annotator.readers.pdf_layout.glyphs import PageGlyphs
from annotator.readers.pdf_layout.layout import lay_out

EM = 20.0
Glyph = tuple[str, float, tuple[float, float, float, float]]
"""Characters, origin in em, box in em about the origin: left, bottom, right, top."""


def page(glyphs: list[Glyph], y: float = 700) -> PageGlyphs:
    """Return a page of one line of glyphs; the box of one is divided among its characters, as PDFium does."""
    text, boxes, origins = "", [], []
    for chars, x, (left, bottom, right, top) in glyphs:
        step = (right - left) / len(chars)
        for index, char in enumerate(chars):
            text += char
            start = 50 + (x + left + index * step) * EM
            boxes.append((start, y + bottom * EM, start + step * EM, y + top * EM))
            origins.append((50 + x * EM, y))
    count = len(text)
    zeros = np.zeros(count, np.int64)
    return PageGlyphs(text, np.array(boxes), np.array(origins), np.full(count, EM), zeros, zeros, 600, 800)


BASE = (0.0, 0.0, 0.5, 0.6)
ABOVE = (0.0, 0.65, 0.2, 0.9)


def test_a_syllable_whose_glyphs_all_bear_its_text_comes_once() -> None:
    found = clusters_of(
        page([("र्व", 0, BASE), ("भ", 0.6, BASE), ("र्व", 0.9, ABOVE), ("म", 1.2, BASE)]), np.ones(8, bool)
    )
    assert "".join(one.text for one in found) == "र्वभम"


def test_a_syllable_that_comes_twice_comes_twice() -> None:
    found = clusters_of(page([("मा", 0, BASE), ("मा", 0.8, BASE)]), np.ones(4, bool))
    assert [one.text for one in found] == ["मा", "मा"]


def test_a_vowel_sign_beside_its_letter_leaves_no_gap() -> None:
    # The box is that of the letter alone, and the sign's width shows only in where the next letter stands.
    line: list[Glyph] = []
    x = 0.0
    for _ in range(4):
        for chars, way in (("मा", 0.8), ("न", 0.55), ("व", 0.55)):
            line.append((chars, x, BASE))
            x += way
        x += 0.3
    assert lay_out([page(line)]).text == "मानव मानव मानव मानव"


def test_how_far_a_cluster_moves_on_is_the_shortest_way_that_is_common() -> None:
    advances = Advances()
    clusters = clusters_of(page([("ب", at, BASE) for at in (0.0, 0.52, 1.04, 1.8, 2.32)]), np.ones(5, bool))
    advances.learn(clusters)
    advances.settle()
    assert abs(advances.of(clusters[0]) / EM - 0.52) < 0.02


def test_lam_stands_before_alef_and_marks_behind_their_letters() -> None:
    found = clusters_of(page([("ال", 0, BASE), ("َب", 1, BASE)]), np.ones(4, bool))
    assert [one.text for one in found] == ["لا", "بَ"]
