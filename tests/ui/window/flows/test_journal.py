"""The journal in the window, by keys: written, found, changed, saved, and the way to a document."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.operations.documents import memos
from annotator.store.project import Project
from annotator.ui.dialogs.journal import JournalDialog
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "talks.annot", coders=("Ana",))
    with Project.open(path) as project:
        project.person = project.coders.all()[0].id
        memos.write(project, "On the second", document=project.documents.all()[1].id)
    stage.open(path, "Ana")
    return stage


def journal(stage: Stage) -> JournalDialog:
    stage.press("Ctrl+Shift+H")
    return stage.dialog(JournalDialog)


def test_an_entry_is_written_found_changed_and_removed_and_undo_brings_it_back(ana: Stage) -> None:
    project = ana.window.session.project
    dialog = journal(ana)
    steps = project.journal.count()
    dialog.new.click()
    dialog.title.insert("第一天")
    dialog.text.setFocus()
    ana.write("Two texts were left out.")
    assert project.journal.count() == steps
    dialog.new.click()
    assert [one.title for one in project.memos.all()] == ["", "第一天"] and project.journal.count() == steps + 1
    dialog.filter.setFocus()
    ana.write("left OUT")
    ana.press("Down")
    assert dialog.title.text() == "第一天"
    dialog.text.setFocus()
    ana.press("Ctrl+A")
    ana.write("Three texts.")
    ana.press("Esc")
    ana.without_dialog()
    assert [one.text for one in project.memos.all()] == ["On the second", "Three texts."]
    assert project.journal.count() == steps + 2 and ana.said == "Journal · saved"
    dialog = journal(ana)
    dialog.filter.setText("Three")
    dialog.filter.setFocus()
    ana.press("Down")
    dialog.remove.click()
    assert [one.text for one in project.memos.all()] == ["On the second"]
    ana.press("Esc")
    ana.without_dialog()
    ana.press("Ctrl+Z")
    assert len(project.memos.all()) == 2


def test_it_leads_to_the_document_and_is_saved_as_a_file(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = journal(ana)
    dialog.filter.setFocus()
    ana.press("Down")
    assert dialog.text.toPlainText() == "On the second" and dialog.go.isEnabled()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kept"), ""))
    dialog.save.click()
    assert "On the second" in (tmp_path / "kept.md").read_text("utf-8")
    assert dialog.message.text() == "Saved 1 memo to kept.md."
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kept.pdf"), ""))
    dialog.save.click()
    assert "these endings" in dialog.message.text()
    dialog.go.click()
    ana.without_dialog()
    assert ana.window.document == ana.window.session.project.documents.all()[1].id
