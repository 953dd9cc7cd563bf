"""Coding in the real window: everything by keys, the same by mouse, and nobody else's work in sight."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.coder import State
from annotator.store.project import Project
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.settings import Settings, save
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project, on_stage


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
    assert ("It warned: no force will be used", "actor") in stage.spans()
    stage.press("3")
    assert ("It warned: no force will be used", "warning") in stage.spans()
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


def test_a_doubt_without_a_span_says_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "doubt.annot"), "Ana")
    stage.press("?")
    assert stage.said == "A doubt is about a span, and none is selected: click on one, or code a passage."
    stage.press("Space", "1", "?")
    assert stage.said == "Marked as in doubt · saved"


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
    ana.rest_from_clicks()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=inside)
    assert ana.active_quote() == "China"
    stop = FIRST.index("China") + len("China")
    ana.rest_from_clicks()
    ana.drag(ana.point(stop) - QPoint(3, 0), ana.point(FIRST.index(" talk")))
    assert ana.spans() == [("China 🕊 to", "actor")]
    assert ana.said == "Edge moved · saved"


def test_a_coder_sees_and_is_told_of_no_one_elses_spans(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "blind.annot")
    others = {span.id for span in code_as(path, "Ben", ("France", "actor"), ("urged China", "appeal"))}
    stage.open(path, "Ana")
    stage.press("Ctrl+Right", "Space", "1", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+4")
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.press("Ctrl+2", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Home", "F6", "Alt+Down")
    page = stage.window.coding.reader.sheet.page
    assert page is not None
    shown = {mark.id for mark in page.marks} | {span.id for span in stage.window.coding.inspector.model.spans}
    assert len(shown) == 1 and not shown & others
    assert stage.window.documents.model.state(stage.window.document or "") is State.BEGUN


def test_a_note_is_kept_however_one_leaves_it(ana: Stage) -> None:
    for number, leave in enumerate(("Return", "Alt+Up", "Ctrl+PgDown", "Ctrl+4", "Ctrl+Return")):
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
