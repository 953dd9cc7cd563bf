"""What lies under a point is what is seen there."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

TITLES = ("Ana", "Ben", "Gold")


def gold_above(view: Any, order: tuple[int, ...] = ()) -> Any:
    view.set_lanes(TITLES, 2, order)
    return view


def test_a_click_above_the_text_is_on_the_gold_mark(qtbot: Any) -> None:
    marks = [mark("a", (0, 20), lane=0), mark("gold", (0, 20), lane=2)]
    view = gold_above(view_of(qtbot, LATIN, marks, (800, 400)))
    place, line = view.line_rectangle(5), view._page.piece_at(5).lines[0]
    hits = view.hits()
    above = QPointF(place.center().x(), view.seen().place_of(5)[0] - line.above / 2)
    target = hits.target(above, None)
    assert [each.id for each in target.marks] == ["gold"] and target.on_bar and not target.on_text
    on_text = hits.target(QPointF(place.center()), None)
    assert {each.id for each in on_text.marks} == {"a", "gold"} and on_text.on_text


_LINE_FEED = LATIN.index("\n")

_MARKS = [
    mark("outer", (0, 90)),
    mark("inner", (10, 30), key="warning"),
    mark("twin", (10, 30), key="warning"),
    mark("same place", (10, 30), key="actor"),
    mark("in parts", (40, 50), (60, 70), key="commitment"),
    mark("feed", (_LINE_FEED, _LINE_FEED + 1)),
    mark("blank", (3, 4), key="actor"),
]


def _in_look(view: ReaderView, look: SpanLook) -> ReaderView:
    view.set_style(replace(ReaderStyle.light(), span_look=look))
    QApplication.processEvents()
    return view


def _points(view: ReaderView) -> dict[str, set[str]]:
    """Return what the pointer reaches, below the text and in the margin, by a walk over the whole window."""
    hits = view.hits()
    assert hits is not None
    found: dict[str, set[str]] = {}
    for y in range(0, view.viewport().height(), 2):
        for x in range(0, view.viewport().width(), 3):
            target = hits.target(QPointF(x, y), None)
            if target.on_bar:
                for each in target.marks:
                    found.setdefault(each.id, set()).add(f"{len(target.marks)}")
    return found


@pytest.mark.parametrize("look", SpanLook)
def test_every_span_can_be_reached_by_a_bar_of_its_own_in_every_look(look: SpanLook, qtbot: Any) -> None:
    view = _in_look(view_of(qtbot, LATIN, _MARKS, (900, 480)), look)
    found = _points(view)
    assert set(found) == {each.id for each in _MARKS}
    assert all("1" in alone for alone in found.values())
