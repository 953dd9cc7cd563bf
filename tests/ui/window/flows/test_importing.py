"""A layer that is delivered again, in the window: listed, taken as an update, undone; and another project's labels."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.codebook import Scope
from annotator.model.ids import LabelId
from annotator.operations.coding import annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.progress import silent
from annotator.store.project import Project
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.import_plan import ImportAnswer, ImportPlanDialog
from annotator.ui.window.flows.importing import ahead_of, matched
from tests.operations.desks import make_table, new_project
from tests.ui.windows import FIRST, Stage, code_as, make_project


def asked_before(stage: Stage, out: Path) -> tuple[ImportDialog, ImportPlanDialog]:
    stage.press("Ctrl+I")
    dialog = stage.dialog(ImportDialog)
    dialog.add_paths([out])
    stage.qtbot.waitUntil(lambda: all(dialog.previews.answer(item) is not None for item in dialog._items))
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    found: list[ImportPlanDialog] = []

    def is_asked() -> bool:
        found[:] = [one for one in dialog.findChildren(ImportPlanDialog) if one.isVisible()]
        return bool(found)

    stage.qtbot.waitUntil(is_asked)
    return dialog, found[0]


def test_a_delivery_is_listed_taken_as_an_update_and_undone(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot", [FIRST], ["Ana", "Ben"])
    code_as(path, "Ben", ("urged", "appeal"))
    copy = tmp_path / "copy.annot"
    copy.write_bytes(path.read_bytes())
    with Project.open(copy) as project:
        ben = next(one for one in project.coders.all() if one.name == "Ben")
        project.person = ben.id
        (span,) = project.spans.of_document(project.documents.all()[0].id)
        annotate.set_note(project, span.id, "later")
        exporting.export(project, tmp_path / "ben.jsonl", layer="Ben")
    ana = stage.open(path, "Ana")
    dialog, plan = asked_before(ana, tmp_path / "ben.jsonl")
    assert plan.accept_button.text() == "Take as an update"
    QTest.keyClick(plan.accept_button, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    assert "Ben: 1 coding is changed." in dialog.report.as_text()
    ana.press("Return")
    ana.without_dialog()
    project = ana.window.session.project
    assert project.spans.get(span.id).note == "later"
    ana.press("Ctrl+Z")
    assert project.spans.get(span.id).note == ""


def test_escape_goes_back_to_the_files_and_nothing_came_in(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot", [FIRST], ["Ana", "Ben"])
    code_as(path, "Ben", ("urged", "appeal"))
    with Project.open(path) as project:
        exporting.export(project, tmp_path / "ben.jsonl", layer="Ben")
        project.person = next(one for one in project.coders.all() if one.name == "Ben").id
        (span,) = project.spans.of_document(project.documents.all()[0].id)
        annotate.set_note(project, span.id, "later")
    ana = stage.open(path, "Ana")
    steps = ana.window.session.project.journal.count()
    dialog, plan = asked_before(ana, tmp_path / "ben.jsonl")
    QTest.keyClick(plan, Qt.Key.Key_Escape)
    assert dialog.stages.currentIndex() == 0 and dialog.accept_button.isVisible()
    assert ana.window.session.project.journal.count() == steps
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    ana.without_dialog()


def test_labels_of_another_program_are_offered_also_into_a_project_without_documents(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project = new_project(tmp_path / "empty.annot", table.project.codebook)
    task = {"data": {"text": "They met."}, "annotations": [{"id": 1, "completed_by": 7, "result": [
        {"id": "r", "type": "labels", "to_name": "text", "value": {"start": 0, "end": 4, "labels": ["Party"]}},
        {"id": "c", "type": "choices", "to_name": "text", "value": {"choices": ["Calm"]}},
    ]}]}  # fmt: skip
    (tmp_path / "tasks.json").write_text(json.dumps([task]))
    ahead = ahead_of(project, [ImportSource(tmp_path / "tasks.json")], silent)
    assert ahead is not None and not ahead.overwrites and ahead.people == ()
    party, calm = ahead.labels
    assert (party.name, party.ours, calm.name) == ("Party", None, "Calm")
    scopes = {label.id: label.scope for label in project.codebook.labels}
    assert {scopes[LabelId(id)] for id in party.among or ()} == {Scope.SPAN}
    assert {scopes[LabelId(id)] for id in calm.among or ()} == {Scope.DOCUMENT}
    report = importing.import_sources(
        project, [ImportSource(tmp_path / "tasks.json")], matched=matched(ImportAnswer(False, {"party": "actor"}))
    )
    assert report.spans == 2
    (span, _) = project.spans.of_document(project.documents.all()[0].id)
    assert span.label == "actor"
