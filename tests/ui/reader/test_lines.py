"""A line that runs one way needs no table, and what shares a glyph has its part of it."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.reader.samples import ENDS_LEFTWARDS, LATIN, MIXED, page_of

_NUMBERED = (
    "The spokesman of the ministry thanked وشكر رئيس مصر 3, 4 and 12 cities (1967), said שלום לכולם 242 and went on. "
)


@pytest.mark.parametrize(
    "text", [MIXED, _NUMBERED * 3, f"Here \u202bturned words and then {LATIN[:150]}", ENDS_LEFTWARDS]
)
def test_a_line_that_is_taken_to_run_one_way_has_nothing_that_runs_the_other(text: str, qapp: QApplication) -> None:
    simple = 0
    for width in range(90, 460, 7):
        piece = page_of(text.replace("\n", " "), width).shaped(0)
        for line in piece.lines:
            if piece.tables.needs_table(line):
                continue
            simple += 1
            places: list[Any] = [
                line.qt_line.cursorToX(piece.tables.local(at)) for at in range(line.start, line.shown_stop)
            ]
            xs = [place[0] for place in places]
            assert xs == sorted(xs), (width, text[line.start : line.stop])
    assert simple or "\u202b" in text


def test_both_letters_of_a_ligature_of_one_glyph_have_their_half(qapp: QApplication) -> None:
    piece = page_of("قلا لأ").shaped(0)
    lam, alef = piece.clusters(0)[1:3]
    assert alef.right == lam.left
    assert alef.right - alef.left == pytest.approx(lam.right - lam.left)
    assert piece.position_on(0, (alef.left + alef.right) / 2) == 2
