"""The surface with acts: sentences beside the text, which gives way to them, and the party that a drag would take."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.model.text import TextIndex
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sentences import GAP
from tests.ui.reader.acts import LONG, SAID, point_of, view_of_acts
from tests.ui.reader.drops import MOVE, PRESS, chip_of, view_of_act
from tests.ui.reader.samples import ARABIC, CHINESE, LATIN, mark, place_of, send_mouse, view_of


def test_a_click_on_a_sentence_means_its_act(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    for mark_id in "ab":
        point = point_of(view, mark_id)
        with qtbot.waitSignal(view.mark_clicked) as blocker:
            send_mouse(view, QEvent.Type.MouseButtonPress, point)
            send_mouse(view, QEvent.Type.MouseButtonRelease, point)
        assert blocker.args == [mark_id]


def test_all_of_a_sentence_is_said_where_the_pointer_rests(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_sentences({"a": LONG * 3})
    assert view.tool_tip_at(QPointF(point_of(view, "a"))) == f"Appeal: {LONG * 3}"
    point = point_of(view, "a")
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == f"Appeal: {LONG * 3}"
    QToolTip.hideText()


def test_a_sentence_is_changed_taken_away_and_gone_with_its_document(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    place = QRect(point_of(view, "b") - QPoint(20, 5), point_of(view, "b") + QPoint(20, 5))
    shown = view.viewport().grab(place).toImage()
    view.update_sentences({"b": "Egypt → notes with concern → Russia"})
    changed = view.viewport().grab(place).toImage()
    view.update_sentences({"b": None})
    assert shown != changed != view.viewport().grab(place).toImage()
    assert dict(view.sentences()) == {"a": SAID}
    view.set_document(TextIndex(LATIN))
    assert not view.sentences()


def test_room_is_kept_once_there_may_be_sentences_and_the_lines_break_alike(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, size=(760, 480))
    before, width = view.column_left(), view._column_width()
    view.set_sentences({})
    assert view.column_left() < before
    assert view._column_width() == width
    view.set_lanes(["Ana", "Ben"])
    assert view.sentences_beside(view._page.shaped(0)) == []  # type: ignore[union-attr]


def test_the_text_gives_way_once_to_the_acts_of_a_document_and_keeps_its_place(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([LATIN] * 12)
    view = view_of(qtbot, text, [mark("a", (4, 60)), mark("b", (1900, 1940))], (710, 480))
    wide, set_anew = view._column_width(), list[int]()
    reshape = Page.reshape

    def counting(page: Page, metrics: Metrics, width: int) -> None:
        set_anew.append(width)
        reshape(page, metrics, width)

    monkeypatch.setattr(Page, "reshape", counting)
    view.set_selection(1900, 1900)
    view.set_sentences({})
    assert not set_anew
    view.update_sentences({"a": SAID})
    narrow = view._column_width()
    assert 50 < narrow / view._metrics.character < 54 < wide / view._metrics.character
    assert view.viewport().width() - view.column_left() - narrow >= 150 + GAP
    assert not view.line_rectangle(1900).isEmpty()
    for changes in ({"b": SAID}, {"a": None, "b": None}, {"b": SAID}):
        view.update_sentences(changes)
        view.scroll_pixels(200)
    view.set_sentences({})
    view.viewport().grab()
    assert set_anew == [narrow]
    view.set_document(TextIndex(text))
    assert view._column_width() == wide


@pytest.mark.parametrize("text", [LATIN, ARABIC, CHINESE])
@pytest.mark.parametrize("width", [250, 390, 560, 710])
def test_in_windows_of_any_width_each_act_is_said_in_the_window(text: str, width: int, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("a", (2, 30)), mark("b", (31, 40))], (width, 480))
    view.set_sentences({"a": LONG, "b": "Egypt → threatens consequences → Russia"})
    for mark_id in "ab":
        point = point_of(view, mark_id)
        assert view.viewport().rect().contains(point)
        assert LONG in view.tool_tip_at(QPointF(point_of(view, "a")))
    verbs = {each for piece, _ in view._scroll.visible() for one in view.sentences_beside(piece) for each in one.shown}  # type: ignore[union-attr]
    assert any("calls on" in each for each in verbs)


def test_a_paragraph_that_runs_otherwise_than_its_document_has_its_sentences_where_there_is_room(qtbot: Any) -> None:
    start = len(ARABIC) * 3 + 3
    view = view_of(qtbot, "\n".join([ARABIC] * 3 + [LATIN[:80]]), [mark("a", (start, start + 30))], (710, 480))
    view.set_sentences({"a": SAID})
    assert not view.right_to_left_at(start)
    assert point_of(view, "a").x() < view.column_left()
    assert any(SAID in one.shown for piece, _ in view._scroll.visible() for one in view.sentences_beside(piece))  # type: ignore[union-attr]


def test_the_word_or_the_span_under_the_pointer_is_lit(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    before = view.viewport().grab().toImage()
    word, span = LATIN.index("Moscow"), LATIN.index("China to")
    assert view.party_at(place_of(view, word + 2, 2).toPointF()) == (word + 2, (view.text_index().word_at(word),))
    assert view.party_at(place_of(view, span + 2, 2).toPointF()) == (span + 2, ((span, span + 5),))
    chip = view.party_at(chip_of(view, "china").toPointF())
    assert chip is not None and chip.position == span
    assert view.party_at(chip_of(view, "all").toPointF()) is None, "what encloses an act is no party of it"
    send_mouse(view, PRESS, chip_of(view))
    send_mouse(view, MOVE, place_of(view, word + 2, 2))
    assert view.viewport().grab().toImage() != before
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.viewport().grab().toImage() == before
