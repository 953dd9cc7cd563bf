"""What is suggested has dashes below its words, and its name where the pointer rests."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF

from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from tests.ui.reader.samples import BY_NAME, LATIN, place_of, view_of
from tests.ui.reader.screens import logical


@pytest.mark.parametrize("name", ["latin", "arabic", "chinese", "mixed"])
def test_dots_stand_below_the_words_and_nowhere_else(name: str, qtbot: Any) -> None:
    view = view_of(qtbot, BY_NAME[name])
    before = logical(view.viewport().grab().toImage())
    view.board.set_suggestions(Suggestions([Suggestion(4, 9, "China")]))
    after = logical(view.viewport().grab().toImage())
    assert view.sheet.page is not None and view.sheet.scroll is not None
    piece, top = view.sheet.scroll.visible()[0]
    ranges = piece.ranges(0, 4, 9)
    changed = [
        (x, y)
        for x in range(before.width())
        for y in range(before.height())
        if before.pixelColor(x, y) != after.pixelColor(x, y)
    ]
    assert changed
    secondary = ReaderStyle.light().secondary.lower()
    for x, y in changed:
        assert any(left - 1 <= x - view.sheet.column_lefts()[0] <= right + 1 for left, right in ranges)
        assert top <= y < top + piece.lines[0].text_height
        assert after.pixelColor(x, y).name() == secondary
    view.board.set_suggestions(Suggestions([]))
    assert logical(view.viewport().grab().toImage()) == before


def test_a_suggestion_is_named_where_the_pointer_rests(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    at = LATIN.index("China")
    view.board.set_suggestions(Suggestions([Suggestion(0, 3, "The"), Suggestion(at, at + 5, "China (state)")]))
    assert [view.board.shown.suggestions.at(position) for position in (at - 1, at, at + 4, at + 5)] == [
        None,
        1,
        1,
        None,
    ]
    assert view.board.tool_tip_at(QPointF(place_of(view, at + 2))) == "China (state)"
    assert view.board.tool_tip_at(QPointF(place_of(view, at + 9))) == ""
