"""Sets by hand: filled, emptied, named anew; refused where one may not."""

from pathlib import Path

import pytest

from annotator.operations.documents.sets import make_set
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.documents.workspace import DocumentsWorkspace
from annotator.ui.kit.picker import Picker
from tests.ui.documents.desks import documents_of, quiet, write_documents
from tests.ui.windows import Stage


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> DocumentsWorkspace:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    project = stage.window.session.project
    make_set(project, "Mine", documents=[project.documents.all()[0].id])
    return documents_of(stage)


def members(stage: Stage) -> int:
    (one,) = stage.window.session.project.document_sets.all()
    return len(one.documents or ())


def test_documents_are_added_by_a_sets_name_and_taken_out(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Down", "Shift+Down", "a")
    stage.dialog(Picker)
    stage.write("Mine")
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert members(stage) == 3 and "2 documents added" in stage.said
    one = stage.window.session.project.document_sets.all()[0]
    desk.set_verbs.take_out(one.id, [row.info.id for row in desk.shown.rows[:1]])
    assert members(stage) == 2
    stage.press("Ctrl+Z", "Ctrl+Z")
    quiet(stage)
    assert members(stage) == 1


def test_a_set_is_renamed_where_it_stands(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Ctrl+L", "End", "F2")
    dialog = stage.dialog(ReasonDialog)
    dialog.field.setText("Training round")
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    assert desk.sets.model.lines[-1].text == "Training round"


def test_a_name_that_is_taken_is_refused(stage: Stage, desk: DocumentsWorkspace) -> None:
    desk.set_verbs._make("mine", "kind:readout", [])
    assert "already" in stage.said and len(stage.window.session.project.document_sets.all()) == 1


def test_what_is_selected_is_taken_out_of_the_list_that_is_chosen(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("t")
    assert "Choose a set" in stage.said and members(stage) == 1
    desk.sets.choose(desk.sets.model.lines[-1].id)
    quiet(stage)
    assert len(desk.shown.rows) == 1
    desk.take_keyboard()
    stage.press("t")
    quiet(stage)
    assert members(stage) == 0 and desk.shown.rows == []
