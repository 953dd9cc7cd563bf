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
from tests.operations.team.copies_made import make_team_of_copies
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


def a_table(folder: Path) -> Path:
    rows = ("Text 1,annotator-3,Plea,urged", "Text 1,Ben,Appeal,France", "Text 3,annotator-3,Appeal,sides")
    (folder / "codings.csv").write_text("\n".join(("document,coder,label,quote", *rows)) + "\n", "utf-8")
    return folder / "codings.csv"


def test_a_coders_copy_takes_what_is_said_to_be_theirs_and_undoes_it(stage: Stage, tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.project.close()
    ana = stage.open(team.copies["Ana"], "Ana")
    dialog, plan = asked_before(ana, a_table(tmp_path))
    assert not dialog._coder_box.isVisible()
    theirs = {box.accessibleName(): id for id, box in plan.people.items()}
    box = plan.people[theirs["annotator-3 is here"]]
    assert [box.itemText(at) for at in range(box.count())] == ["Left out", "Ana"]
    assert "2 codings are left out, since they are not Ana’s: Ben (1) and annotator-3 (1)." in plan.apart.as_text()
    assert {box.accessibleName() for box in plan.labels.values()} == {"Plea is here", "Appeal is here"}
    box.setCurrentIndex(1)
    QTest.keyClick(plan.accept_button, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    said = dialog.report.as_text()
    assert "1 coding is left out, since it is not Ana’s: Ben (1)." in said and "Plea (1)" in said
    ana.press("Return")
    ana.without_dialog()
    dialog, plan = asked_before(ana, tmp_path / "codings.csv")
    plan.people[theirs["annotator-3 is here"]].setCurrentIndex(1)
    QTest.keyClick(plan.accept_button, Qt.Key.Key_Escape)
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 0)
    ana.press("Escape")
    ana.without_dialog()


def test_a_label_is_chosen_in_a_copy_and_the_coding_comes_in(stage: Stage, tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.project.close()
    (tmp_path / "codings.csv").write_text("document,coder,label,quote\nText 1,Ana,Plea,urged\n", "utf-8")
    ana = stage.open(team.copies["Ana"], "Ana")
    dialog, plan = asked_before(ana, tmp_path / "codings.csv")
    (box,) = plan.labels.values()
    assert box.itemText(0) == "Left out" and box.currentIndex() == 0
    box.setCurrentIndex(box.findData("appeal"))
    QTest.keyClick(plan.accept_button, Qt.Key.Key_Return)
    ana.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    ana.press("Return")
    ana.without_dialog()
    project = ana.window.session.project
    (span,) = project.spans.of_document(team.documents[0])
    assert (span.label, span.quote) == ("appeal", "urged")
    ana.press("Ctrl+Z")
    assert not project.spans.count()


def test_what_was_not_given_out_is_told_before_a_lead_imports_it(stage: Stage, tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    team.project.close()
    (tmp_path / "codings.csv").write_text("document,coder,label,quote\nText 3,Ana,Appeal,sides\n", "utf-8")
    lea = stage.open(team.project.path, "Lea")
    dialog, plan = asked_before(lea, tmp_path / "codings.csv")
    sentence = "1 coding of Ana lies outside of what Ana was given: “Text 3” (1)."
    assert sentence in plan.apart.as_text()
    QTest.keyClick(plan.accept_button, Qt.Key.Key_Return)
    lea.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    assert sentence in dialog.report.as_text()
    lea.press("Return")
    lea.without_dialog()
    assert lea.window.session.project.spans.count() == 1
