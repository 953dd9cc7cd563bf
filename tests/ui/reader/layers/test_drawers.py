"""The drawer of the case at hand."""

from typing import Any

from PySide6.QtCore import QPointF

from annotator.model.span import Extent
from tests.ui.reader.gold import gold_above
from tests.ui.reader.samples import LATIN, mark, view_of


def test_a_click_in_the_drawer_is_on_the_coders_mark_and_one_in_the_text_on_all(qtbot: Any) -> None:
    marks = [mark("a", (0, 20), lane=0), mark("b", (0, 20), lane=1), mark("gold", (0, 20), lane=2)]
    view = gold_above(view_of(qtbot, LATIN, marks, (800, 400)))
    view.set_focus_range([Extent(0, 20)])
    place, line = view.line_rectangle(5), view.sheet.page.piece_at(5).lines[0]
    hits, (y, _) = view.hits(), view.sheet.scroll.place_of(5)
    for lane, mark_id in enumerate("ab"):
        target = hits.target(QPointF(place.center().x(), y + line.lane_tops[lane] + 8), None)
        assert [each.id for each in target.marks] == [mark_id] and target.on_bar and not target.on_text
    on_text = hits.target(QPointF(place.center()), None)
    assert {each.id for each in on_text.marks} == {"a", "b", "gold"} and on_text.on_text
