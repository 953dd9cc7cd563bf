"""The bars around the page follow it."""

from typing import Any

from annotator.model.span import Extent
from annotator.ui.reader.scroll_bar import MarkedScrollBar
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, mark, view_of


def _bar(view: ReaderView) -> MarkedScrollBar:
    view.bars.renew_ticks()
    bar = view.verticalScrollBar()
    assert isinstance(bar, MarkedScrollBar)
    return bar


def test_the_scroll_bar_shows_where_spans_hits_and_cases_are(qtbot: Any) -> None:
    text = "\n".join([ALL] * 20)
    view = view_of(qtbot, text, [mark("m", (len(text) // 2, len(text) // 2 + 5))])
    plain = view.verticalScrollBar().grab().toImage()
    ticks = _bar(view).ticks
    assert len(ticks.spans) == 1
    assert abs(ticks.spans[0][0] - 0.5) < 0.05
    assert view.verticalScrollBar().grab().toImage() != plain
    view.board.set_hits([Extent(0, 3)])
    view.bars.set_cases([Extent(len(text) - 5, len(text) - 1)])
    ticks = _bar(view).ticks
    assert ticks.hits == (0.0,)
    assert ticks.cases[0] > 0.95
    view.update_marks([], ["m"])
    assert _bar(view).ticks.spans == ()
    view.update_marks([mark("n", (3, 9)), mark("whole")])
    assert [count for _, count in _bar(view).ticks.spans] == [1]
    view.set_document(None)
    assert not _bar(view).ticks.spans
