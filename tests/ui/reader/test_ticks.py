"""Where the ticks of the scroll bar are."""

from typing import Any

from annotator.model.span import Extent
from annotator.ui.reader.scroll_bar import MarkedScrollBar
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import mark, view_of


def _bar(view: ReaderView) -> MarkedScrollBar:
    view.bars.renew_ticks()
    bar = view.verticalScrollBar()
    assert isinstance(bar, MarkedScrollBar)
    return bar


def test_very_many_hits_are_thinned_out_beside_the_bar_and_not_in_the_text(qtbot: Any) -> None:
    text = "a " * 40_000
    view = view_of(qtbot, text)
    view.board.set_hits([Extent(at, at + 1) for at in range(0, len(text), 2)])
    assert len(_bar(view).ticks.hits) <= 4001
    assert len(view.board.shown.hits) == 40_000


def test_a_tick_has_the_colour_of_the_label_of_most_spans_there_and_with_several_coders_none(qtbot: Any) -> None:
    marks = [mark("a", (0, 9), key="warning"), *(mark(f"b{at}", (9000, 9009 + at), key="appeal") for at in range(2))]
    view = view_of(qtbot, "a word " * 2000, [*marks, mark("c", (9000, 9001), key="warning")])
    style = view.sheet.metrics.style
    assert _bar(view).ticks.span_colours == (style.bar_colour("warning"), style.bar_colour("appeal"))
    view.set_lanes(["Ana", "Ben"])
    assert _bar(view).ticks.span_colours == ("", "")
