"""What a drag from an act would take."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.reader.drops import MOVE, PRESS, bar_of, view_of_act
from tests.ui.reader.samples import LATIN, place_of, send_mouse


def test_the_word_or_the_span_under_the_pointer_is_lit(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    before = view.viewport().grab().toImage()
    word, span = LATIN.index("Moscow"), LATIN.index("China to")
    assert view.board.party_at(place_of(view, word + 2, 2).toPointF()) == (word + 2, (view.text_index().word_at(word),))
    assert view.board.party_at(place_of(view, span + 2, 2).toPointF()) == (span + 2, ((span, span + 5),))
    found = view.board.party_at(bar_of(view, "china").toPointF())
    assert found is not None and found.extents == ((span, span + 5),)
    assert view.board.party_at(bar_of(view, "all").toPointF()) is None, "what encloses an act is no party of it"
    send_mouse(view, PRESS, bar_of(view))
    send_mouse(view, MOVE, place_of(view, word + 2, 2))
    assert view.viewport().grab().toImage() != before
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.viewport().grab().toImage() == before
