"""One span is selected, in the text, the list and the card alike; the caret has its place in each document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.windows import FIRST, THIRD, Stage, make_project


@pytest.mark.parametrize("text", [FIRST, THIRD])
def test_caret_selection_and_spans_agree_in_code_points(stage: Stage, tmp_path: Path, text: str) -> None:
    stage.open(make_project(tmp_path / "one.annot", [text]), "Ana")
    stage.press("Ctrl+End", "Shift+Home", "1")
    (span,) = stage.window.coding.inspector.model.spans
    assert span.quote == text[span.start : span.stop]


def test_the_caret_is_where_it_was_when_a_document_is_shown_again(ana: Stage) -> None:
    ana.press("Ctrl+Down")
    place = ana.reader.caret
    ana.press("Ctrl+PgDown", "Ctrl+PgUp")
    assert ana.reader.caret == place
    ana.press("Ctrl+4")
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    ana.press("Ctrl+2")
    assert ana.reader.caret == place and ana.reader.hasFocus()


def test_text_list_and_card_have_the_same_span_selected_however_it_came_to_be(ana: Stage) -> None:
    for quote in ("France", "China", "talk"):
        ana.select(quote)
        ana.press("4")
    shown = ana.window.coding.shown
    spans = {span.quote: span.id for span in shown.inspector.model.spans}
    ways: tuple[Callable[[], object], ...] = (
        lambda: shown.select(spans["France"]),
        lambda: shown.go_to(spans["China"]),
        lambda: shown.reader.mark_clicked.emit(spans["talk"]),
        lambda: shown.inspector.chosen.emit(spans["France"]),
    )
    for begin in ways:
        begin()
        mark, row = shown.reader.board.shown.active, shown.inspector.list.currentIndex().row()
        assert mark is not None and mark.id == shown.active_id == shown.inspector.model.spans[row].id
    shown.select(None)
    assert shown.active is None and shown.reader.board.shown.active is None
    last = shown.active_or_last
    assert last is not None and last.quote == "France"


def test_the_caret_lets_go_of_a_span_it_leaves_unless_it_is_steered_or_the_act_waits(ana: Stage) -> None:
    ana.select("China")
    ana.press("4")
    shown, stop = ana.window.coding.shown, len(ana.text)
    (span,) = shown.inspector.model.spans
    left: list[str | None] = []
    shown.leaving.connect(lambda: left.append(shown.active_id))
    shown.steer(stop, stop)
    assert shown.active == span
    shown.is_held = True
    shown.reader.set_selection(0, 0)
    assert shown.active == span
    shown.is_held = False
    shown.reader.set_selection(stop, stop)
    assert shown.active is None and left == [span.id]


def test_an_undo_is_shown_where_it_happened_also_where_the_span_is_gone(ana: Stage) -> None:
    ana.select("urged China")
    ana.press("4", "Ctrl+End", "Ctrl+Z")
    assert ana.spans() == [] and ana.selected == "urged China"
    ana.press("Ctrl+End", "Ctrl+Shift+Z")
    assert ana.active_quote() == "urged China"
