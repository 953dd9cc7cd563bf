"""A step that touched a few documents reads these alone; one that brought or took some reads all."""

import threading
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft, DocumentInfo
from annotator.operations.documents import documents
from annotator.store.rows.documents import Documents
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import documents_of, quiet, titles, write_documents
from tests.ui.windows import Stage


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> DocumentsWorkspace:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    return documents_of(stage)


def test_of_a_step_at_one_document_that_one_alone_is_read(stage: Stage, desk: DocumentsWorkspace) -> None:
    listed: list[object] = []
    touched: list[dict[str, object]] = []
    desk.feed.listed.connect(listed.append)
    desk.feed.touched.connect(touched.append)
    project = stage.window.session.project
    documents.rename(project, project.documents.all()[1].id, "Another title")
    assert titles(desk)[1] == "Another title", "at once"
    quiet(stage)
    assert listed == [] and [len(rows) for rows in touched] == [1]


def test_documents_that_come_are_read_with_all(stage: Stage, desk: DocumentsWorkspace) -> None:
    documents.add_drafts(stage.window.session.project, [DocumentDraft("New", "A text that nobody has.")])
    quiet(stage)
    assert titles(desk)[-1] == "New" and desk.sets.model.lines[0].count == 5


def test_what_changes_while_it_is_not_shown_is_read_when_it_is_entered(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Ctrl+2")
    project = stage.window.session.project
    documents.rename(project, project.documents.all()[0].id, "Meanwhile")
    stage.press("Ctrl+1")
    quiet(stage)
    assert titles(desk)[0] == "Meanwhile"


def test_a_cell_that_is_changed_has_nobody_read_all_documents_in_the_thread_of_the_window(
    stage: Stage, desk: DocumentsWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    every = Documents.all

    def watched(self: Documents) -> list[DocumentInfo]:
        read.append(threading.current_thread().name)
        return every(self)

    monkeypatch.setattr(Documents, "all", watched)
    desk.verbs.change(desk.shown.rows[:1], fields={"place": "Rome"})
    quiet(stage)
    stage.action("edit.undo").trigger()
    quiet(stage)
    assert threading.main_thread().name not in read
    assert "place" not in desk.shown.rows[0].info.metadata
    desk.feed.read()
    quiet(stage)
    assert read, "what is watched is what reads"
