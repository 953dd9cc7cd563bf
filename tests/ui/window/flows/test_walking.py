"""From document to document: what is done, what comes next, and where an undo leads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.coder import State
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.history.steps import LARGE
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of three documents."""
    yield stage.open(make_project(tmp_path / "three.annot", [FIRST, SECOND, THIRD]), "Ana")


def test_steps_go_through_all_documents_and_say_where_they_end(ana: Stage) -> None:
    walking, seen = ana.window.walking, [ana.text]
    for _ in range(3):
        walking.step(1)
        seen.append(ana.text)
    assert seen == [FIRST, SECOND, THIRD, THIRD] and ana.said == "This is the last document."
    for _ in range(3):
        walking.step(-1)
    assert ana.text == FIRST and ana.said == "This is the first document."


def test_a_document_that_is_done_already_stays_done_on_the_way_to_the_next(ana: Stage) -> None:
    document = ana.window.document or ""
    ana.press("Ctrl+D", "Ctrl+Return")
    assert ana.text == SECOND and ana.window.documents.model.state(document) is State.DONE
    ana.press("Ctrl+PgUp", "Ctrl+Return")
    assert ana.text == SECOND and ana.window.documents.model.state(document) is State.DONE


def test_nobody_at_the_desk_and_no_document_mark_nothing_as_done(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "small.annot"))
    stage.window.walking.done_and_next()
    assert stage.text == FIRST and "Ctrl+U" in stage.said
    stage.open(make_project(tmp_path / "empty.annot", []), "Ana")
    before = stage.window.session.project.journal.count()
    stage.window.walking.toggle_done()
    stage.window.walking.done_and_next()
    stage.window.walking.step(1)
    assert stage.said == "This is the last document."
    assert stage.window.session.project.journal.count() == before


def test_an_undo_in_another_document_leads_there_from_any_workspace(ana: Stage) -> None:
    ana.press("Space", "1", "Ctrl+PgDown", "Ctrl+4")
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    ana.press("Ctrl+Z")
    assert ana.text == FIRST and ana.window.page.workspace is ana.window.adjudication
    ana.press("Ctrl+2", "Ctrl+Shift+Z")
    assert ana.text == FIRST and ana.active_quote() == "France"


def test_with_nobody_at_the_desk_what_set_the_project_up_is_named_before_it_is_undone(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "small.annot", [FIRST]))
    journal = stage.window.session.project.journal
    while journal.next_undo() is not None:
        step, before = journal.next_undo(), journal.latest()
        title = stage.action("edit.undo").text().removeprefix("Undo: ")
        stage.press("Ctrl+Z")
        assert stage.said.endswith(f"undoes what set the project up: {title}") and journal.next_undo() == step
        stage.press("Ctrl+Z")
        assert stage.said == f"Undone: {title}" and journal.latest() == before + 1
    stage.press("Ctrl+Z")
    assert stage.said == "Undo: nothing to take back."


def test_with_nobody_at_the_desk_what_was_done_since_the_project_was_opened_is_undone_at_once(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "small.annot", [FIRST]))
    info = stage.window.session.project.documents.all()[0]
    stage.window.session.run(documents.rename, info.id, "Renamed")
    stage.press("Ctrl+Z")
    assert stage.said.startswith("Undone: ") and stage.window.documents.model.documents[0].title != "Renamed"


def test_why_something_was_not_done_goes_with_the_text_and_what_was_done_stays(ana: Stage) -> None:
    ana.press("F6")
    assert ana.said == "No span lies under the caret."
    ana.press("Ctrl+PgDown")
    assert ana.text == SECOND and ana.said == ""
    ana.press("Ctrl+Return")
    assert ana.text == THIRD and ana.said == "Done · saved"


def is_in_sight(stage: Stage, position: int) -> bool:
    caret = stage.reader.line_rectangle(position)
    return not caret.isEmpty() and stage.reader.viewport().rect().contains(caret)


@pytest.mark.parametrize("away", [(), ("Ctrl+PgDown",)], ids=["there", "from another document"])
def test_where_a_span_stood_that_is_taken_back_is_shown_and_selected(
    stage: Stage, tmp_path: Path, away: tuple[str, ...]
) -> None:
    text = f"{FIRST} " * 80 + "At last they parted. " + f"{FIRST} " * 80
    stage.open(make_project(tmp_path / "long.annot", [text, SECOND]), "Ana")
    at = text.index("parted")
    stage.select("parted")
    stage.press("1", "Ctrl+Home", *away)
    assert away or not is_in_sight(stage, at)
    stage.press("Ctrl+Z")
    assert stage.spans() == [] and stage.text == text
    assert stage.selected == "parted" and is_in_sight(stage, at)
    # So a key codes it again.
    stage.press("2")
    assert [quote for quote, _ in stage.spans()] == ["parted"]


def test_where_a_span_stood_that_is_deleted_again_is_shown(ana: Stage) -> None:
    ana.select("China")
    ana.press("1", "Del", "Ctrl+Z")
    assert ana.active_quote() == "China"
    ana.press("Ctrl+Home", "Ctrl+Shift+Z")
    assert ana.spans() == [] and ana.selected == "China"


def test_an_undo_of_something_else_selects_nothing(ana: Stage) -> None:
    ana.press("Ctrl+D", "Ctrl+Z")
    assert ana.selected == "" and ana.reader.caret == 0


def test_the_last_one_that_a_filter_shows_is_not_called_the_last_document(ana: Stage) -> None:
    ana.window.documents.filter.setText("Document 1")
    ana.reader.setFocus()
    ana.press("Ctrl+Return")
    assert ana.text == FIRST
    assert ana.said.startswith("Done · saved; this is the last document that the filter lets through (1 of 3 shown)")
    ana.press("Ctrl+PgUp")
    assert ana.said == "This is the first document that the filter lets through (1 of 3 shown)."


def test_a_large_step_is_undone_and_done_again_while_the_window_goes_on(ana: Stage) -> None:
    session = ana.window.session
    drafts = [DocumentDraft(f"Note {number}", f"Note {number}.") for number in range(LARGE + 1)]
    documents.add_drafts(session.project, drafts)
    assert session.project.documents.count() == 3 + len(drafts)
    # The second press comes while the first is under way: it does not take back what nobody has seen yet.
    ana.press("Ctrl+Z")
    assert session.tasks.busy and ana.said.startswith("Undoing: ")
    ana.press("Ctrl+Z")
    ana.qtbot.waitUntil(lambda: not session.tasks.busy)
    assert session.project.documents.count() == 3 == ana.window.documents.model.rowCount()
    assert ana.said.startswith("Undone: ")
    ana.press("Ctrl+Shift+Z")
    ana.qtbot.waitUntil(lambda: not session.tasks.busy)
    assert session.project.documents.count() == 3 + len(drafts) == ana.window.documents.model.rowCount()
