"""The numbers of paragraphs and pages on the page."""

from typing import Any

import pytest
from PySide6.QtCore import QRect

from annotator.ui.reader.gutter import BEFORE
from tests.ui.reader.samples import ARABIC, LATIN, view_of


@pytest.mark.parametrize("text", [LATIN, ARABIC * 3])
def test_the_numbers_stand_before_the_text_whichever_way_it_runs(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, size=(960, 300))
    place = view.sheet.across()
    line = view.line_rectangle(0)
    edge = place.left + place.measure + BEFORE if place.leftwards else place.left - BEFORE - 20
    image = view.viewport().grab(QRect(edge, line.top(), 20, line.height())).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(seen) > 2, "a number is there"
    before = view.viewport().grab().toImage()
    view.board.set_pages([len(text) // 3])
    assert view.viewport().grab().toImage() != before
