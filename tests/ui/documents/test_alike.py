"""Documents that look alike, in the window by keys: said at the foot, compared, removed, kept apart."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.dialogs.base import Dialog
from annotator.ui.documents import alike as module
from annotator.ui.documents.duplicates_dialog import DuplicatesDialog
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.operations.documents.test_duplicates import TALKS
from tests.projects import write_project
from tests.ui.documents.desks import documents_of, quiet
from tests.ui.windows import Stage, code_as


@pytest.fixture
def path(tmp_path: Path) -> Path:
    def make(project: Project) -> None:
        texts = {"Talks": TALKS, "Printed": f"Press office\n{TALKS}", "Again": TALKS.replace("round 3 ", "turn 3 ")}
        drafts = [DocumentDraft(title, text) for title, text in (*texts.items(), ("Other", "Nothing of that."))]
        documents.add_drafts(project, drafts)
        people.add_coder(project, "Ana")

    made = tmp_path / "alike.annot"
    write_project(made, "alike", make)
    return made


@pytest.fixture
def desk(stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentsWorkspace:
    monkeypatch.setattr(module, "_PAUSE_MS", 1)
    stage.open(path, "Ana")
    return documents_of(stage)


def foot(desk: DocumentsWorkspace) -> str:
    return desk.page.alike.text() if not desk.page.alike.isHidden() else ""


def titles(stage: Stage) -> list[str]:
    return [info.title for info in stage.window.session.project.documents.all()]


def test_the_foot_counts_them_and_by_keys_one_is_compared_kept_and_another_removed(
    stage: Stage, desk: DocumentsWorkspace
) -> None:
    stage.qtbot.waitUntil(lambda: foot(desk) == "2 look like others ·")
    stage.press("d")
    dialog = stage.dialog(DuplicatesDialog)
    stage.qtbot.waitUntil(lambda: dialog.compared is not None and "header" in dialog.told.text())
    assert QApplication.focusWidget() is dialog.list
    stage.press("Down")
    stage.qtbot.waitUntil(lambda: dialog.told.text() == "1 word differs")
    dialog.apart.click()
    stage.qtbot.waitUntil(lambda: dialog.list.model().rowCount() == 2 and dialog.compared is not None)
    assert len(stage.window.session.project.distinct_pairs.all()) == 1
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    stage.qtbot.waitUntil(lambda: dialog.told.text() == "A header of 1 line more in the second")
    dialog.removes[1].click()
    stage.qtbot.waitUntil(lambda: dialog.message.text() == "No two documents look alike.")
    assert titles(stage) == ["Talks", "Again", "Other"]
    stage.press("Esc")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: foot(desk) == "")
    stage.press("Ctrl+Z")
    stage.qtbot.waitUntil(lambda: foot(desk) == "2 look like others ·")


def test_all_that_are_not_coded_go_at_once_and_a_coded_one_only_when_that_is_said(stage: Stage, path: Path) -> None:
    code_as(path, "Ana", ("In round", "appeal"), document=1)
    stage.open(path, "Ana")
    documents_of(stage)
    stage.press("d")
    dialog = stage.dialog(DuplicatesDialog)
    stage.qtbot.waitUntil(lambda: dialog.compared is not None)
    dialog.removes[1].click()
    asking = stage.dialog(Dialog)
    assert "with 1 coding of all coders" in " ".join(label.text() for label in asking.findChildren(type(dialog.told)))
    stage.press("Esc")
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    assert len(titles(stage)) == 4
    dialog.take.click()
    asking = stage.dialog(Dialog)
    assert "1 coding finds the same words in the text of “Talks”" in " ".join(
        label.text() for label in asking.findChildren(type(dialog.told))
    )
    stage.press("Return")
    project = stage.window.session.project
    stage.qtbot.waitUntil(lambda: titles(stage) == ["Printed", "Again", "Other"] and dialog.compared is not None)
    printed = project.documents.all()[0].id
    assert project.documents.get(printed).text == TALKS and project.spans.count_of_document(printed) == 1
    stage.qtbot.waitUntil(lambda: dialog.compared is not None and dialog.told.text() == "1 word differs")
    dialog.all.click()
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: titles(stage) == ["Printed", "Other"])
    stage.qtbot.waitUntil(lambda: dialog.list.model().rowCount() == 0)
    stage.press("Esc")
    stage.without_dialog()
    stage.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert len(titles(stage)) == 4


def test_a_memo_on_the_document_is_written_by_keys_and_counted_in_a_column(
    stage: Stage, desk: DocumentsWorkspace
) -> None:
    stage.press("Ctrl+Shift+D")
    stage.qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.panel.memo.area)
    stage.write("Compare with the print.")
    stage.press("Esc")
    assert QApplication.focusWidget() is desk.table and stage.said == "Memo written · saved"
    quiet(stage)
    assert [row.notes for row in desk.shown.rows] == [1, 0, 0, 0]
    assert "notes" in [column.id for column in desk.shown.every]
    stage.press("Down")
    stage.qtbot.waitUntil(lambda: desk.panel.memo.text == "")
