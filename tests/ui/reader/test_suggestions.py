"""Suggestions are found by place, shown by dots below their words and named where the pointer rests."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.suggestions import Suggestion, Suggestions
from tests.ui.reader.samples import BY_NAME, LATIN, place_of, view_of

_RANGES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=30)


@given(_RANGES, st.integers(0, 260), st.integers(1, 50))
def test_those_that_meet_a_range_are_found_whatever_their_order(
    ranges: list[tuple[int, int]], start: int, length: int
) -> None:
    given_ = [Suggestion(at, at + size, "") for at, size in ranges]
    met = {n for n, each in enumerate(given_) if each.start < start + length and each.stop > start}
    assert set(Suggestions(given_).meeting(start, start + length)) == met
    at = Suggestions(given_).at(start)
    covering = [n for n, each in enumerate(given_) if each.start <= start < each.stop]
    assert (at is None) == (not covering)
    if at is not None:
        assert at in covering
        assert given_[at].stop - given_[at].start == min(given_[n].stop - given_[n].start for n in covering)


@pytest.mark.parametrize("name", ["latin", "arabic", "chinese", "mixed"])
def test_dots_stand_below_the_words_and_nowhere_else(name: str, qtbot: Any) -> None:
    view = view_of(qtbot, BY_NAME[name])
    before = view.viewport().grab().toImage()
    view.set_suggestions([Suggestion(4, 9, "China")])
    after = view.viewport().grab().toImage()
    assert view._page is not None and view._scroll is not None
    piece, top = view._scroll.visible()[0]
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
        assert any(left - 1 <= x - view.column_left() <= right + 1 for left, right in ranges)
        assert top <= y < top + piece.lines[0].text_height
        assert after.pixelColor(x, y).name() == secondary
    view.set_suggestions([])
    assert view.viewport().grab().toImage() == before


def test_a_suggestion_is_named_where_the_pointer_rests(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    at = LATIN.index("China")
    view.set_suggestions([Suggestion(0, 3, "The"), Suggestion(at, at + 5, "China (state)")])
    assert [view.suggestion_at(position) for position in (at - 1, at, at + 4, at + 5)] == [None, 1, 1, None]
    assert view.tool_tip_at(QPointF(place_of(view, at + 2))) == "China (state)"
    assert view.tool_tip_at(QPointF(place_of(view, at + 9))) == ""
