"""Pages are turned so that lines run from left to right, whatever way they were printed."""

from dataclasses import replace

import numpy as np
import pytest

from annotator.readers.pdf_layout.glyphs import PageGlyphs, is_cjk, levelled
from annotator.readers.pdf_layout.layout import lay_out
from tests.readers.pdf_layout.typeset import Sheet


def page() -> PageGlyphs:
    sheet = Sheet()
    for index in range(5):
        sheet.line(f"Line {index} of a table that is set along the page's long side.", 80, 700 - 14 * index, 10)
    return sheet.page()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_is_turned_reads_as_one_that_is_not(turns: int) -> None:
    level = page()
    boxes, origins, width, height = level.boxes, level.origins, level.width, level.height
    for _ in range(turns):  # to the left
        left, bottom, right, top = boxes.T
        boxes = np.column_stack([height - top, left, height - bottom, right])
        origins = np.column_stack([height - origins[:, 1], origins[:, 0]])
        width, height = height, width
    turned = replace(
        level, boxes=boxes, origins=origins, width=width, height=height, turns=np.full(len(level.text), turns)
    )
    assert np.allclose(levelled(turned).boxes, level.boxes) and levelled(turned).width == level.width
    assert lay_out([turned]).text == lay_out([level]).text


def test_columns_of_japanese_are_read_from_the_right() -> None:
    sheet = Sheet()
    lines = ["すべて人は、自由に社", *["会の生活に自由に参加"] * 4, "する。"]
    for column, text in enumerate(lines):
        for row, char in enumerate(text):
            sheet.word(char, 400 - 18 * column, 700 - 12 * row, 12)
    assert not levelled(sheet.page()).upright
    assert lay_out([sheet.page()]).text == "".join(lines)


def test_lines_of_japanese_stay_as_they_are() -> None:
    sheet = Sheet()
    sheet.line("すべて人は、自由に社会の文化に参加する。", 80, 700, 12)
    assert levelled(sheet.page()).upright


def test_which_characters_fill_a_square() -> None:
    assert all(is_cjk(char) for char in "中あア、「％") and not any(is_cjk(char) for char in "aЖ가ش1.")
