"""Documents given to people by hand in Documents, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.ui.documents.who_codes_dialog import WhoCodesDialog
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import documents_of, quiet, write_documents
from tests.ui.windows import Stage


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> DocumentsWorkspace:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    for name in ("Ben", "Cleo"):
        if stage.window.session.project.coders.named(name) is None:
            people.add_coder(stage.window.session.project, name)
    found = documents_of(stage)
    found.table.setFocus()
    return found


def asked(stage: Stage) -> WhoCodesDialog:
    stage.press("W")
    return stage.dialog(WhoCodesDialog)


def given(stage: Stage) -> set[tuple[str, str | None]]:
    project = stage.window.session.project
    names = {layer.id: layer.name for layer in project.layers.all()}
    return {(names[one.layer], one.due) for one in project.assignments.all_given()}


def tick(dialog: WhoCodesDialog, name: str) -> None:
    (found,) = [one for one in dialog.ticks if one.text().startswith(name)]
    QTest.keyClick(found, Qt.Key.Key_Space)


def test_the_document_at_hand_is_given_and_taken_back_by_keys(stage: Stage, desk: DocumentsWorkspace) -> None:
    dialog = asked(stage)
    tick(dialog, "Ben")
    dialog.due.setText("2026-12-24")
    QTest.keyClick(dialog.due, Qt.Key.Key_Return)
    stage.without_dialog()
    assert given(stage) == {("Ben", "2026-12-24")}
    assert stage.said == "1 document: given to 1 person, due 2026-12-24 · saved"
    dialog = asked(stage)
    assert dialog.due.text() == "2026-12-24"
    tick(dialog, "Ben")
    tick(dialog, "Cleo")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.without_dialog()
    assert given(stage) == {("Cleo", None)}
    quiet(stage)
    stage.press("Ctrl+Z", "Ctrl+Z")
    assert given(stage) == {("Ben", "2026-12-24")}


def test_several_are_given_at_once(stage: Stage, desk: DocumentsWorkspace) -> None:
    stage.press("Ctrl+A")
    dialog = asked(stage)
    tick(dialog, "Cleo")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.without_dialog()
    quiet(stage)
    project = stage.window.session.project
    assert len(project.assignments.all_given()) == project.documents.count()
    assert all(len(row.given) == 1 for row in desk.shown.rows)


def test_who_codes_alone_is_not_asked(stage: Stage, tmp_path: Path) -> None:
    path = write_documents(tmp_path / "documents.annot")
    stage.open(path, "Ana")
    ben, _ = people.add_coder(stage.window.session.project, "Zoë")
    assert ben.roles == (TeamRole.CODER,)
    stage.window.session.set_coder(ben)
    desk = documents_of(stage)
    desk.table.setFocus()
    assert not stage.action("documents.who_codes").isEnabled()
    desk.work.who_codes(desk.table.chosen())
    stage.without_dialog()
    assert stage.said.startswith("Giving out documents to be coded is for whoever leads")
