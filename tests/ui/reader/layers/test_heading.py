"""The head on the page: it is clicked, scrolls away and moves no line."""

from typing import Any

from PySide6.QtCore import QEvent, QPointF

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import mark, send_mouse, view_of
from tests.ui.reader.test_document_head import HEAD, LONG


def _click(view: ReaderView, point: QPointF) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        send_mouse(view, kind, point.toPoint())


def test_a_click_on_it_asks_for_details_or_selects_the_mark_and_leaves_the_caret(qtbot: Any) -> None:
    view = view_of(qtbot, LONG, [mark("whole")], (960, 480))
    view.set_head(HEAD)
    view.set_selection(5, 5)
    head, origin = view.sheet.head, QPointF(view.sheet.column_lefts()[0], -view.sheet.scroll.value)  # type: ignore[union-attr]
    assert head is not None
    with qtbot.waitSignal(view.mark_clicked) as clicked:
        _click(view, origin + head.place_of("whole").center().toPointF())
    assert clicked.args == ["whole"]
    places = [QPointF(x, y) for x in range(0, 572, 2) for y in range(head.title_bottom, head.height, 2)]
    for field in ("date", ""):
        point = next(point for point in places if head.link_at(point) == field)
        with qtbot.waitSignal(view.details_requested) as asked:
            _click(view, origin + point)
        assert asked.args == [field]
    assert view.caret == 5


def test_a_code_of_the_whole_document_moves_no_line(qtbot: Any) -> None:
    view = view_of(qtbot, LONG, size=(960, 480))
    view.set_head(HEAD)
    for pixels in (0, 300):
        view.board.scroll(pixels)
        position = view.sheet.scroll.position_at_top()  # type: ignore[union-attr]
        before = view.line_rectangle(position)
        view.update_marks([mark("whole")])
        assert view.line_rectangle(position) == before
        view.update_marks([], ["whole"])
