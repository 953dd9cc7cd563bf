"""Coding in the real window: everything by keys, the same by mouse, and nobody else's work in sight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.coder import State
from annotator.model.span import Extent
from annotator.store.project import Project
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.settings import Settings, save
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, code_as, make_project, on_stage


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def test_a_project_is_coded_from_the_start_page_to_the_last_document_with_the_keyboard_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "small.annot")
    save(Settings(theme=ThemeChoice.LIGHT).with_recent(path), tmp_path / "config")
    with on_stage(qtbot, tmp_path / "config") as stage:
        # The recent project stands under the focus; who codes is typed.
        stage.press("Return")
        stage.dialog(WhoDialog)
        stage.write("Ana")
        stage.press("Return")
        stage.without_dialog()
        assert stage.reader.hasFocus()
        _code_the_first(stage)
        stage.press("Ctrl+Return")
        assert stage.text == SECOND
        _code_the_second(stage)
        stage.press("Ctrl+Return")
        assert "last document, 2 of 2 done" in stage.said
        expected = stage.spans()
    with on_stage(qtbot, tmp_path / "config") as stage:
        stage.press("Return")
        stage.dialog(WhoDialog)
        stage.press("Return")
        stage.without_dialog()
        assert stage.window.documents.model.progress() == "2 of 2 done"
        stage.press("Ctrl+PgDown")
        assert stage.text == SECOND and stage.spans() == expected
        # What was done before the restart is taken back after it.
        assert stage.window.actions_.actions["edit.undo"].text() == "Undo: Mark as done"
        stage.press("Ctrl+Z", "Ctrl+Z")
        assert stage.said == "Undone: Mark as in doubt"
        assert stage.window.coding.active is not None and not stage.window.coding.active.doubt
        stage.press("Ctrl+Shift+Z")
        assert stage.window.coding.active.doubt


def _code_the_first(stage: Stage) -> None:
    stage.press("Ctrl+Right", "Space")
    assert stage.selected == "urged"
    stage.press("Ctrl+Shift+Right", "Ctrl+Shift+Right")
    stage.press("1")
    assert stage.spans() == [("urged China 🕊", "appeal")]
    assert stage.said == "Coded as Appeal · saved"
    # Edges, by words and by characters; Ctrl comes as a key of its own before the arrow.
    stage.press("F8")
    QTest.keyPress(stage.reader, Qt.Key.Key_Control)
    stage.press("Ctrl+Right", "Ctrl+Right", "Left", "Return")
    assert stage.spans() == [("urged China 🕊 to tal", "appeal")]
    stage.press("F8", "Right", "Esc", "F7", "Ctrl+Left", "Return")
    assert stage.spans() == [("France urged China 🕊 to talk", "appeal")]
    # An actor within it, by the picker; then round through both.
    stage.press("Ctrl+Home", "Space", "/")
    picker = stage.dialog(Picker)
    stage.write("acto")
    stage.press("Return")
    assert not picker.isVisible()
    stage.without_dialog()
    assert ("France", "actor") in stage.spans()
    stage.press("Ctrl+Home", "F6")
    both = {stage.active_quote()}
    stage.press("F6")
    assert both | {stage.active_quote()} == {"France", "France urged China 🕊 to talk"}
    # The next sentence with the label that was used last; then another label instead.
    stage.press("Alt+Right", "Alt+Shift+Right", ".")
    assert ("It warned: no force will be used.", "actor") in stage.spans()
    stage.press("3")
    assert ("It warned: no force will be used.", "warning") in stage.spans()
    # A note, and away with the actor.
    stage.press("F2")
    stage.write("the tone?")
    stage.press("Return")
    assert stage.reader.hasFocus() and stage.said == "Note written · saved"
    stage.press("Alt+Up", "Alt+Up")
    while stage.active_quote() != "France":
        stage.press("F6")
    stage.press("Del")
    assert [label for _, label in stage.spans()] == ["appeal", "warning"]
    assert stage.window.coding.active is None
    stage.press("Ctrl+Z")
    assert stage.said == "Undone: Delete Actor" and stage.active_quote() == "France"
    stage.press("Ctrl+Shift+Z")
    assert stage.said == "Done again: Delete Actor"


def _code_the_second(stage: Stage) -> None:
    # Paragraph by Space, then the whole; a span with a gap; a doubt.
    stage.press("Space", "Space")
    assert stage.selected == "The two sides agreed to meet again."
    stage.press("Left", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "2")
    assert stage.spans() == [("The two sides", "commitment")]
    stage.press("Ctrl+Right", "Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+Shift+Right", "+")
    assert stage.spans() == [("The two sides … to meet", "commitment")]
    stage.press("?")
    assert stage.window.coding.active is not None and stage.window.coding.active.doubt


@pytest.mark.parametrize("text", [FIRST, THIRD])
def test_caret_selection_and_spans_agree_in_code_points(stage: Stage, tmp_path: Path, text: str) -> None:
    stage.open(make_project(tmp_path / "one.annot", [text]), "Ana")
    stage.press("Ctrl+End", "Shift+Home", "1")
    (span,) = stage.window.coding.inspector.model.spans
    assert span.quote == text[span.start : span.stop]


def test_space_widens_the_selection_from_word_to_sentence_to_paragraph_to_text(ana: Stage) -> None:
    seen = []
    for _ in range(4):
        ana.press("Space")
        seen.append(ana.selected)
    assert seen == ["France", "France urged China 🕊 to talk.", FIRST.split("\n")[0], FIRST]


def test_paragraphs_are_gone_through_and_selected_by_keys(ana: Stage) -> None:
    ana.press("Ctrl+Down")
    assert ana.reader.caret == FIRST.index("All sides")
    ana.press("Ctrl+Up", "Ctrl+Shift+Down")
    assert ana.selected.strip() == FIRST.split("\n")[0]


def test_a_passage_is_dragged_over_and_coded_by_a_click_in_the_strip(ana: Stage) -> None:
    start = FIRST.index("urged")
    ana.drag(ana.point(start), ana.point(start + len("urged China")))
    assert ana.selected == "urged China"
    QTest.mouseClick(ana.window.strip.buttons[0], Qt.MouseButton.LeftButton)
    assert ana.spans() == [("urged China", "appeal")]
    assert ana.reader.hasFocus()


def test_a_double_click_selects_a_word_and_a_click_selects_a_span_whose_edge_can_be_dragged(ana: Stage) -> None:
    target, inside = ana.reader.viewport(), ana.point(FIRST.index("China") + 2)
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=inside)
    assert ana.selected == "China"
    ana.press("4", "Esc", "Ctrl+End")
    assert ana.window.coding.active is None
    ana.qtbot.wait(QApplication.doubleClickInterval() + 20)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=inside)
    assert ana.active_quote() == "China"
    stop = FIRST.index("China") + len("China")
    ana.qtbot.wait(QApplication.doubleClickInterval() + 20)
    ana.drag(ana.point(stop) - QPoint(3, 0), ana.point(FIRST.index(" talk")))
    assert ana.spans() == [("China 🕊 to", "actor")]
    assert ana.said == "Edge moved · saved"


def test_a_coder_sees_and_is_told_of_no_one_elses_spans(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "blind.annot")
    others = {span.id for span in code_as(path, "Ben", ("France", "actor"), ("urged China", "appeal"))}
    stage.open(path, "Ana")
    stage.press("Ctrl+Right", "Space", "1", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+2")
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.press("Ctrl+1", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Home", "F6", "Alt+Down")
    page = stage.window.coding.reader._page
    assert page is not None
    shown = {mark.id for mark in page.marks} | {span.id for span in stage.window.coding.inspector.model.spans}
    assert len(shown) == 1 and not shown & others
    assert stage.window.documents.model.state(stage.window.document or "") is State.BEGUN


def test_without_a_coder_nothing_is_coded_and_the_window_says_how(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "nobody.annot")
    stage.open(path)
    assert stage.window.strip.who.text() == "Nobody codes yet: Ctrl+U says who"
    stage.press("Space")
    assert stage.selected == "France"
    for keys in ("1", ".", "Ctrl+Return", "Ctrl+D"):
        stage.window.say("")
        stage.press(keys)
        assert stage.said, keys
    assert "Ctrl+U" in stage.said
    assert stage.window.session.project.spans.of_document(stage.window.document or "") == []
    stage.press("Ctrl+U")
    stage.dialog(WhoDialog)
    stage.write("Ana")
    stage.press("Return")
    stage.without_dialog()
    stage.press("Space", "1")
    assert stage.spans() == [("France", "appeal")]


def test_a_note_is_kept_however_one_leaves_it(ana: Stage) -> None:
    for number, leave in enumerate(("Return", "Alt+Up", "Ctrl+PgDown", "Ctrl+2", "Ctrl+Return")):
        ana.window.page.show_workspace(ana.window.coding)
        ana.window.show_document(ana.window.documents.model.documents[0].id)
        ana.reader.set_selection(number * 3, number * 3 + 2)
        ana.press("1", "F2")
        ana.write(f"note {number}")
        span = ana.window.coding.active
        assert span is not None
        ana.press(leave)
        assert ana.window.session.project.spans.get(span.id).note == f"note {number}", leave
        ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)


def test_a_note_that_is_being_written_is_kept_when_the_window_closes(ana: Stage) -> None:
    path = ana.window.session.project.path
    ana.press("Space", "1", "F2")
    ana.write("half a thou")
    ana.window.close()
    with Project.open(path) as project:
        (span,) = project.spans.of_document(project.documents.all()[0].id)
        assert span.note == "half a thou"


def test_escape_in_a_note_leaves_it_as_it_was(ana: Stage) -> None:
    ana.press("Space", "1", "F2")
    ana.write("nonsense")
    ana.press("Esc")
    assert ana.reader.hasFocus()
    assert ana.window.coding.active is not None and ana.window.coding.active.note == ""


def test_a_refused_verb_says_its_sentence_and_changes_nothing(ana: Stage) -> None:
    ana.press("Space", "1")
    before = ana.window.session.project.journal.count()
    ana.select("France")
    ana.press("1")
    assert ana.said == "This passage is already coded as Appeal."
    ana.press("Ctrl+End", "1")
    assert ana.said == "Select a passage first: Space selects the word at the caret."
    ana.press("+")
    assert ana.said == "Select a span, then a passage besides it, and add that to the span."
    ana.press("F6")
    assert ana.said == "No span lies under the caret."
    assert ana.window.session.project.journal.count() == before
    assert ana.spans() == [("France", "appeal")]


def test_relabelling_and_moving_keep_the_span_selected_and_deleting_selects_none(ana: Stage) -> None:
    for quote in ("France", "China", "talk"):
        ana.select(quote)
        ana.press("4")
    ana.press("Alt+Up")
    assert ana.active_quote() == "China"
    ana.press("1")
    assert ana.active_quote() == "China" and ("China", "appeal") in ana.spans()
    ana.press("F7", "Ctrl+Left", "Return")
    assert ana.active_quote() == "urged China"
    ana.press("Del", "Del")
    assert [quote for quote, _ in ana.spans()] == ["France", "talk"]


def test_the_caret_is_where_it_was_when_a_document_is_shown_again(ana: Stage) -> None:
    ana.press("Ctrl+Down")
    place = ana.reader.caret
    ana.press("Ctrl+PgDown", "Ctrl+PgUp")
    assert ana.reader.caret == place
    ana.press("Ctrl+2")
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    ana.press("Ctrl+1")
    assert ana.reader.caret == place and ana.reader.hasFocus()


def test_other_keys_end_the_moving_of_an_edge_and_do_what_they_always_do(ana: Stage) -> None:
    ana.select("China")
    ana.press("4", "F8", "Down")
    assert ana.window.coding.edge.end is None
    ana.press("Left")
    assert ana.spans() == [("China", "actor")]


def test_an_edge_never_crosses_the_other_one(ana: Stage) -> None:
    ana.select("China")
    ana.press("4", "F7", *["Ctrl+Right"] * 5, "Return")
    (span,) = ana.window.coding.inspector.model.spans
    assert span.extents == (Extent(FIRST.index("China") + 4, FIRST.index("China") + 5),)


def test_the_edge_of_a_span_in_a_script_that_runs_to_the_left_moves_as_the_arrow_points(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "arabic.annot", [THIRD]), "Ana")
    stage.press("Space", "4", "F8", "Ctrl+Left", "Return")
    ((quote, _),) = stage.spans()
    assert quote == " ".join(THIRD.split()[:2])


def test_space_goes_from_a_word_of_one_character_to_the_sentence_and_never_into_the_next_word(
    stage: Stage, tmp_path: Path
) -> None:
    text = "我们他谈判。你们来。\n\n双方同意。"
    stage.open(make_project(tmp_path / "chinese.annot", [text]), "Ana")
    for start in range(5):
        stage.reader.set_selection(start, start)
        seen = []
        for _ in range(4):
            stage.press("Space")
            seen.append(stage.selected)
        word, *larger = seen
        assert word in text[:5]
        assert larger == ["我们他谈判。", "我们他谈判。你们来。", text]


def test_the_caret_stands_on_the_edge_that_is_moved_and_shift_moves_no_edge(ana: Stage) -> None:
    ana.select("urged China")
    ana.press("1")
    start = FIRST.index("urged")
    ana.press("F7")
    assert ana.reader.caret == start
    ana.press("Ctrl+Left")
    assert ana.reader.caret == 0
    ana.press("F8")
    assert ana.reader.caret == start + len("urged China") and ana.reader.selection() is None
    ana.press("Left")
    assert ana.reader.caret == start + len("urged Chin")
    ana.press("Shift+Right")
    assert ana.spans() == [("France urged Chin", "appeal")]
    assert ana.selected == "a"
