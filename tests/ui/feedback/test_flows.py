"""What a lead does for the coders: gold is released and taken back, a round is set, a sample is drawn."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.coder import State
from annotator.operations.agreement import recoding
from annotator.operations.feedback import releases, training
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.recode_dialog import RecodeDialog
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.training_dialog import ResultsDialog, TrainingDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.ui.feedback.desks import ARABIC, TEXT, entered, marked, release, settled, workspace
from tests.ui.windows import Stage, make_project


def test_gold_is_released_by_the_dialog_ready_ones_first(stage: Stage, path: Path) -> None:
    entered(stage, path)
    stage.window.actions_.actions["feedback.release"].trigger()
    dialog = stage.dialog(ReleaseDialog)
    first, second, third = stage.window.session.project.documents.all()
    assert dialog.model.chosen == {first.id, second.id}
    assert [entry.detail for entry in dialog.model.entries] == ["ready", "ready", "no gold yet"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    stage.without_dialog()
    settled(stage)
    assert stage.said == "Gold of 2 texts released · saved"
    assert set(releases.released(stage.window.session.project)) == {first.id, second.id} != {third.id}
    assert workspace(stage).current is not None


def test_a_practice_text_that_is_marked_done_shows_its_gold_and_the_verdict_at_once(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    stage.window.actions_.actions["feedback.training"].trigger()
    dialog = stage.dialog(TrainingDialog)
    assert len(dialog.model.entries) == 2
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.mark.setValue(90)
    dialog.accept()
    stage.without_dialog()
    assert stage.said.replace("\u00a0", " ") == "Practice: 1 text, pass mark 90 % · saved"
    stage.press("Ctrl+Return")
    settled(stage)
    feedback, project = workspace(stage), stage.window.session.project
    assert stage.window.place is CommandScope.FEEDBACK and stage.text == TEXT and stage.said == "Done · saved"
    assert feedback.panel.practice.text().startswith("Practice: not passed.") and feedback.current is not None
    (row,) = [one for one in training.overview(project).rows if one.name == "Ana"]
    assert row.passed is False
    stage.window.actions_.actions["feedback.results"].trigger()
    results = stage.dialog(ResultsDialog)
    assert [results.table.model().index(0, at).data() for at in (0, 3)] == ["Ana", "not passed"]
    results.close()
    stage.without_dialog()


def test_a_sample_is_coded_again_in_a_layer_that_shows_nothing_of_the_first_pass(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    project = stage.window.session.project
    stage.window.actions_.actions["feedback.recode"].trigger()
    dialog = stage.dialog(RecodeDialog)
    dialog.accept()
    stage.without_dialog()
    assert stage.said == "“Ana (again)” has 1 text to code; Ctrl+U chooses it · saved"
    stage.press("Ctrl+U")
    who = stage.dialog(WhoDialog)
    # It opens on the pass that has something left to do.
    assert who.list.currentItem().text() == "Ana (again)"
    QTest.keyClick(who.list, Qt.Key.Key_Return)
    stage.without_dialog()
    window = stage.window
    assert window.header.desk.said == "Ana (again) · coder · blind"
    assert [info.title for info in window.documents.model.documents] == ["Document 3"]
    assert stage.text == ARABIC and stage.spans() == [] and marked(stage) == []
    assert window.documents.model.progress() == "0 of 1 done"
    stage.select("الصين")
    stage.press("4")
    (again,) = recoding.passes(project)
    assert stage.spans() == [("الصين", "actor")] == stage.spans(again.first)
    assert project.assignments.state(again.again.id, window.document or "") is State.BEGUN


def test_what_was_released_can_be_taken_back_and_more_released_in_one_step(stage: Stage, path: Path) -> None:
    release(path, 0, 2)
    entered(stage, path)
    project = stage.window.session.project
    first, second, third = (info.id for info in project.documents.all())
    workspace(stage).flows.release()
    dialog = stage.dialog(ReleaseDialog)
    assert dialog.model.chosen == {first, second, third}
    assert [entry.detail[:11] for entry in dialog.model.entries] == ["released on", "ready", "released on"]
    dialog.model.choose([first, second])
    steps = project.journal.count()
    dialog.accept()
    stage.without_dialog()
    settled(stage)
    assert set(releases.released(project)) == {first, second} and project.journal.count() == steps + 1
    assert stage.said == "Gold of 1 text released, 1 text taken back · saved"


def test_a_dialog_that_is_closed_changes_nothing_and_clears_what_was_said(stage: Stage, path: Path) -> None:
    entered(stage, path)
    steps = stage.window.session.project.journal.count()
    flows = workspace(stage).flows
    for id, kind in (
        ("feedback.release", ReleaseDialog),
        ("feedback.training", TrainingDialog),
        ("feedback.results", ResultsDialog),
        ("feedback.recode", RecodeDialog),
    ):
        flows.handlers()[id]()
        QTest.keyClick(stage.dialog(kind), Qt.Key.Key_Escape)
        stage.without_dialog()
        assert stage.said == ""
    assert stage.window.session.project.journal.count() == steps


def test_of_two_dialogs_that_are_asked_for_in_a_hurry_the_second_is_opened_alone(stage: Stage, path: Path) -> None:
    flows = entered(stage, path).flows
    flows.release()
    flows.train()
    stage.dialog(TrainingDialog).close()
    stage.without_dialog()
    settled(stage)
    assert not stage.window.findChildren(ReleaseDialog)


def test_where_nothing_is_coded_there_is_nobody_to_code_again_and_nothing_to_practise(
    stage: Stage, tmp_path: Path
) -> None:
    entered(stage, make_project(tmp_path / "new.annot"))
    flows = workspace(stage).flows
    flows.train()
    training_dialog = stage.dialog(TrainingDialog)
    assert training_dialog.model.entries == ()
    training_dialog.close()
    stage.without_dialog()
    flows.recode()
    recode = stage.dialog(RecodeDialog)
    assert recode.accept_button is not None and not recode.accept_button.isEnabled()
    recode.close()
    stage.without_dialog()
