"""Bars and rails are seen and clicked; what does not fit is a line that belongs to its own."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF

from annotator.ui.reader.rails import rail_lines, rails_of
from tests.ui.reader.samples import ARABIC, LATIN, mark, view_of


@pytest.mark.parametrize("text", [LATIN, ARABIC * 5])
def test_a_click_on_the_rail_of_a_long_mark_reaches_it(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("long", (0, 450)), mark("short", (4, 12))], (900, 480))
    (rail,) = rails_of(view.board.scene().pieces[0].piece)
    seen, left = view.board.scene().pieces[0], view.sheet.column_lefts()[0]
    ((x, width),) = rail_lines(
        rail, view.sheet.metrics.style.look("appeal").cue, seen.piece.width, seen.piece.right_to_left
    )
    hits = view.hits()
    assert hits is not None
    for y in range(seen.y + rail.top + 1, min(seen.y + rail.bottom, view.viewport().height()), 9):
        target = hits.target(QPointF(left + x + width / 2, y), None)
        assert [each.id for each in target.marks] in (["long"], []) and (target.on_bar or target.on_text)
