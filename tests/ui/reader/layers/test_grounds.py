"""The page, painted: tints below the words, the caret on top, and nothing blended."""

from typing import Any

from PySide6.QtGui import QImage

from annotator.model.span import Extent
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


def test_only_the_active_mark_is_tinted(qtbot: Any) -> None:
    style = ReaderStyle.light()
    view = view_of(qtbot, LATIN, [mark("a", (0, 60)), mark("b", (10, 40), key="warning")])
    tints = {key: style.tint(key).lower() for key in ("appeal", "warning")}

    def shown() -> set[str]:
        picture = view.viewport().grab().toImage()
        y = round((view.line_rectangle(0).top() + 1) * picture.devicePixelRatio())
        return {picture.pixelColor(x, y).name() for x in range(picture.width())}

    assert not shown() & set(tints.values())
    view.set_active("b")
    assert tints["warning"] in shown()
    assert tints["appeal"] not in shown()
    view.update_marks([], ["b"])
    assert not shown() & set(tints.values())


def test_the_focus_range_is_lit(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    before = _picture(view)
    view.set_focus_range([Extent(4, 20)])
    assert _picture(view) != before
    view.set_focus_range([])
    assert _picture(view) == before


def test_of_an_active_span_over_paragraphs_the_words_are_tinted_and_no_blank_line(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (0, len(LATIN) - 9))], (640, 480))
    blank = view.line_rectangle(LATIN.index("\n") + 1)
    plain = view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage()
    view.set_active("m")
    assert view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage() == plain
    view.set_selection(0, len(LATIN))
    assert view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage() != plain


def test_the_hit_at_hand_is_framed_and_the_others_are_washed(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    hits = [Extent(4, 10), Extent(21, 26)]
    view.board.set_hits(hits)
    washed = _picture(view)
    view.set_selection(*hits[1])
    framed = _picture(view)
    assert framed != washed
    view.set_selection(5, 9)
    assert _picture(view) not in (framed, washed)
