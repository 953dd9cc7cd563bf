"""The surface with acts: sentences beside the text, and the party that a drag would take."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.acts.saying import of_text
from annotator.model.text import TextIndex
from tests.ui.reader.acts import LONG, SAID, point_of, view_of_acts
from tests.ui.reader.samples import ARABIC, CHINESE, LATIN, mark, send_mouse, view_of


def test_a_click_on_a_sentence_means_its_act(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    for mark_id in "ab":
        point = point_of(view, mark_id)
        with qtbot.waitSignal(view.mark_clicked) as blocker:
            send_mouse(view, QEvent.Type.MouseButtonPress, point)
            send_mouse(view, QEvent.Type.MouseButtonRelease, point)
        assert blocker.args == [mark_id]


def test_a_second_click_on_the_sentence_of_the_active_act_opens_it(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_active("a")
    point = point_of(view, "a")
    with qtbot.waitSignal(view.mark_opened) as blocker, qtbot.assertNotEmitted(view.mark_clicked):
        send_mouse(view, QEvent.Type.MouseButtonPress, point)
        send_mouse(view, QEvent.Type.MouseButtonRelease, point)
    assert blocker.args == ["a"]


def test_all_of_a_sentence_is_said_where_the_pointer_rests(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.board.set_sentences({"a": LONG})
    assert view.board.tool_tip_at(QPointF(point_of(view, "a"))) == f"Appeal: {LONG.text}"
    point = point_of(view, "a")
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == f"Appeal: {LONG.text}"
    QToolTip.hideText()


def test_a_sentence_is_changed_taken_away_and_gone_with_its_document(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    place = QRect(point_of(view, "b") - QPoint(20, 5), point_of(view, "b") + QPoint(20, 5))
    shown = view.viewport().grab(place).toImage()
    view.board.update_sentences({"b": of_text("Egypt notes with concern Russia")})
    changed = view.viewport().grab(place).toImage()
    view.board.update_sentences({"b": None})
    assert shown != changed != view.viewport().grab(place).toImage()
    assert dict(view.board.sentences) == {"a": SAID}
    view.set_document(TextIndex(LATIN))
    assert not view.board.sentences


def test_in_lanes_nothing_is_said_in_the_margin(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_lanes(["Ana", "Ben"])
    assert not view.sheet.sentences_beside(view.sheet.page.shaped(0))  # type: ignore[union-attr]


@pytest.mark.parametrize("text", [LATIN, ARABIC, CHINESE])
@pytest.mark.parametrize("width", [800, 960, 1400])
def test_in_windows_of_any_width_with_a_margin_each_act_is_said_in_it(text: str, width: int, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("a", (2, 30)), mark("b", (31, 40))], (width, 480))
    view.board.set_sentences({"a": LONG, "b": SAID})
    for mark_id in "ab":
        assert view.viewport().rect().contains(point_of(view, mark_id))
    assert LONG.text in view.board.tool_tip_at(QPointF(point_of(view, "a")))


def test_the_sentence_of_the_active_act_is_in_full_ink(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    place = QRect(point_of(view, "a") - QPoint(100, 8), point_of(view, "a") + QPoint(100, 8))

    def darkest() -> int:
        image = view.viewport().grab(place).toImage()
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    before = darkest()
    view.set_active("a")
    assert darkest() < before - 20
