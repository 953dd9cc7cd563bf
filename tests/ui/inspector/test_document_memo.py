"""The memo on the document at hand, in the window by keys: one step for all that was written, on the right document."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.operations.documents import memos
from annotator.store.project import Project
from annotator.ui.kit.rows import ROW_ROLE
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, make_project


def texts(stage: Stage) -> list[tuple[str, str]]:
    project = stage.window.session.project
    titles = {one.id: one.title for one in project.documents.all()}
    return [(titles[one.document] if one.document else "", one.text) for one in project.memos.all()]


def test_what_is_written_is_one_step_when_the_keyboard_leaves_it(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "talks.annot", (FIRST, SECOND, THIRD)), "Ana")
    window, project = stage.window, stage.window.session.project
    steps = project.journal.count()
    stage.press("Ctrl+Shift+D")
    field = window.coding.inspector.memo
    stage.qtbot.waitUntil(lambda: QApplication.focusWidget() is field.area)
    stage.write("Who speaks")
    stage.press("Return")
    stage.write("here?")
    assert project.journal.count() == steps, "nothing is saved at a key"
    stage.press("Esc")
    assert QApplication.focusWidget() is window.reader and project.journal.count() == steps + 1
    assert texts(stage) == [("Document 1", "Who speaks\nhere?")] and stage.said == "Memo written · saved"
    details = [window.documents.model.index(row).data(ROW_ROLE).detail for row in range(3)]
    assert details[0].endswith("memo") and "memo" not in details[1]
    stage.press("Ctrl+Shift+D")
    stage.write("!")
    window.show_document(project.documents.all()[1].id)
    assert texts(stage)[0][1].count("!") == 1 and field.text == ""
    stage.press("Ctrl+Shift+D")
    field.area.insertPlainText("第二 مرحبا")
    window.page.show_place(window.page.workspaces.places[-1])
    assert texts(stage)[1] == ("Document 2", "第二 مرحبا")
    window.page.show_place(window.page.workspaces.home)
    assert field.text == "第二 مرحبا"
    count = project.journal.count()
    stage.press("Ctrl+Z")
    assert field.text == "" and len(texts(stage)) == 1
    stage.press("Ctrl+Y")
    assert field.text == "第二 مرحبا" and project.journal.count() == count + 2
    field.area.setFocus()
    field.area.selectAll()
    stage.press("Del", "Esc")
    assert len(texts(stage)) == 1 and stage.said == "Memo removed · saved"


def test_who_codes_blind_is_shown_no_memo_of_others_and_no_mark(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot", coders=("Ana", "Ben"))
    with Project.open(path) as project:
        project.person = project.coders.all()[0].id
        memos.write(project, "Secret", document=project.documents.all()[0].id)
    stage.open(path, "Ben", asked=False, role=None)
    field = stage.window.coding.inspector.memo
    assert field.text == "" and field.more.isHidden()
    assert "memo" not in stage.window.documents.model.index(0).data(ROW_ROLE).detail
