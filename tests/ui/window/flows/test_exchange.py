"""Import and export through their dialogs, on a real project: what comes in, what is refused, what goes out."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from annotator.formats.registry import FORMATS
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.document import DocumentDraft
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import acts
from annotator.operations.documents import documents, sets
from annotator.operations.exchange import exporting
from annotator.operations.exchange.import_report import ImportReport
from annotator.store.project import Project
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.window.flows.exchange import import_lines
from tests.ui.windows import FIRST, SECOND, Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk of a project without documents."""
    yield stage.open(make_project(tmp_path / "small.annot", []), "Ana")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, the second of them once more, and two files that cannot be read."""
    made = tmp_path / "texts"
    made.mkdir()
    (made / "first.txt").write_text(FIRST, encoding="utf-8")
    (made / "second.txt").write_text(SECOND, encoding="utf-8")
    (made / "the second again.txt").write_text(SECOND, encoding="utf-8")
    (made / "bad.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (made / "empty.txt").write_bytes(b"")
    return made


def looked_into(stage: Stage, dialog: ImportDialog) -> None:
    stage.qtbot.waitUntil(lambda: all(dialog.previews.answer(item) is not None for item in dialog._items))


def reported(stage: Stage, dialog: ImportDialog | ExportDialog) -> list[str]:
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    return dialog.report.as_text().split("\n")


def test_good_files_come_in_and_bad_ones_are_told_with_what_to_do(ana: Stage, folder: Path) -> None:
    ana.press("Ctrl+I")
    dialog = ana.dialog(ImportDialog)
    dialog.add_paths([folder])
    looked_into(ana, dialog)
    assert dialog.accept_button.text() == "Import 3 files"
    # One more goes bad between the look and the import.
    (folder / "first.txt").unlink()
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    lines = reported(ana, dialog)
    assert any(line.startswith("first.txt") for line in lines)
    assert "“second” came in." in lines
    assert any("has the same text as “second”" in line for line in lines)
    assert dialog.report.hasFocus()
    ana.press("Return")
    ana.without_dialog()
    # The first document is shown at once, and the import is one step.
    assert ana.text == SECOND and ana.window.documents.model.progress() == "0 of 1 done"
    assert ana.reader.hasFocus()
    ana.press("Ctrl+Z")
    assert ana.said.startswith("Undone: Import") and ana.window.document is None
    ana.press("Ctrl+Shift+Z")
    assert ana.text == SECOND


def test_an_import_that_is_stopped_leaves_nothing_behind(ana: Stage, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.txt").write_text(f"{number} {FIRST}" * 20, encoding="utf-8")
    steps = ana.window.session.project.journal.count()
    dialog = ana.window.seldom.exchange.ask_import([many])
    ana.dialog(ImportDialog)
    dialog.accept()
    assert dialog.working and dialog.progress.stop_button.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    ana.qtbot.waitUntil(lambda: not dialog.working)
    assert dialog.stages.currentWidget() is dialog.form
    assert ana.window.session.project.documents.all() == []
    assert ana.window.session.project.journal.count() == steps
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    ana.without_dialog()


def test_a_table_of_codings_is_asked_about_and_comes_in_as_texts_only_by_a_press(ana: Stage, tmp_path: Path) -> None:
    (tmp_path / "coded.csv").write_text("text,label\nParis called.,call\n", encoding="utf-8")
    dialog = ana.window.seldom.exchange.ask_import([tmp_path / "coded.csv"])
    ana.dialog(ImportDialog)
    looked_into(ana, dialog)
    line = dialog.tree.topLevelItem(0)
    assert line is not None and line.text(1) == "texts or codings?"
    assert not dialog.accept_button.isEnabled()
    assert dialog.pane.problem.text().endswith("Are its codings to be read, or its texts alone?")
    dialog.pane.as_texts.setFocus()
    QTest.keyClick(dialog.pane.as_texts, Qt.Key.Key_Space)
    ana.qtbot.waitUntil(dialog.accept_button.isEnabled)
    assert dialog.pane.format.hasFocus() and dialog.pane.text.toPlainText() == "Paris called."
    dialog.accept()
    assert "“coded 1” came in." in reported(ana, dialog)
    dialog.accept()
    ana.without_dialog()
    assert ana.text == "Paris called."


def test_codings_in_a_file_that_names_nobody_become_the_chosen_coders(ana: Stage, tmp_path: Path) -> None:
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "a.txt").write_text("Paris called.", encoding="utf-8")
    (tmp_path / "brat" / "a.ann").write_text("T1\tActor 0 5\tParis\n", encoding="utf-8")
    dialog = ana.window.seldom.exchange.ask_import([tmp_path / "brat"])
    ana.dialog(ImportDialog)
    looked_into(ana, dialog)
    assert dialog.coder.currentText() == "Ana"
    dialog.accept()
    assert "1 span of Ana came in." in reported(ana, dialog)
    dialog.accept()
    ana.without_dialog()
    assert [quote for quote, _ in ana.spans()] == ["Paris"]
    assert ana.window.coding.inspector.model.spans


def test_gold_goes_out_through_the_dialog(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "gold.annot")
    for name in ("Ana", "Ben"):
        code_as(path, name, ("France", "actor"))
    stage.open(path, "Ana")
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.press("Ctrl+E")
    dialog = stage.dialog(ExportDialog)
    stage.qtbot.waitUntil(lambda: bool(dialog.shown.head.toPlainText()))
    assert '"France"' in dialog.shown.head.toPlainText()
    dialog.out.set_path(tmp_path / "out.jsonl")
    dialog.accept()
    assert "Wrote out.jsonl" in reported(stage, dialog)
    dialog.accept()
    stage.without_dialog()
    first = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [span["quote"] for span in first["spans"]] == ["France"]


def test_where_there_is_no_gold_all_layers_are_offered_first(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "nogold.annot")
    code_as(path, "Ana", ("France", "actor"))
    stage.open(path, "Ana")
    dialog = stage.window.seldom.exchange.ask_export()
    stage.dialog(ExportDialog)
    assert [dialog.layer.itemText(row) for row in range(dialog.layer.count())] == [
        "All layers",
        "Ana alone",
    ]
    stage.qtbot.waitUntil(lambda: bool(dialog.shown.head.toPlainText()))
    dialog.out.set_path(stage.window.session.project.path)
    dialog.accept()
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    error = stage.window.session.project.path.read_bytes()[:15]
    assert error == b"SQLite format 3"
    stage.press("Esc")
    stage.qtbot.waitUntil(lambda: dialog.stages.currentWidget() is dialog.form)
    dialog.close()
    stage.without_dialog()


@pytest.mark.parametrize("row", range(len(exporting.format_names())))
def test_every_format_has_words_on_what_it_carries_and_a_preview(stage: Stage, tmp_path: Path, row: int) -> None:
    path = make_project(tmp_path / "formats.annot")
    code_as(path, "Ana", ("France", "actor"), ("France urged", "appeal"))
    stage.open(path, "Ana")
    dialog = stage.window.seldom.exchange.ask_export()
    stage.dialog(ExportDialog)
    dialog.list.setCurrentRow(row)
    stage.qtbot.waitUntil(lambda: dialog.previews.answer(dialog._request) is not None)
    assert dialog.shown.head.toPlainText() and dialog.about.text()
    dialog.close()
    stage.without_dialog()


def test_the_documents_of_a_set_go_out_alone(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "some.annot")
    code_as(path, "Ana", ("France", "actor"))
    stage.open(path, "Ana")
    sets.make_set(stage.window.session.project, "None", "title:nothing")
    dialog = stage.window.seldom.exchange.ask_export()
    stage.dialog(ExportDialog)
    names = [dialog.sets.itemText(row) for row in range(dialog.sets.count())]
    assert names[:2] == ["All documents", "Begun, not done"] and names[-1] == "None"
    dialog.sets.setCurrentIndex(1)
    dialog.out.set_path(tmp_path / "begun.jsonl")
    stage.qtbot.waitUntil(lambda: bool(dialog.shown.head.toPlainText()))
    dialog.accept()
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    assert len((tmp_path / "begun.jsonl").read_text("utf-8").splitlines()) == 1
    dialog.close()
    again = stage.window.seldom.exchange.ask_export()
    again.sets.setCurrentIndex(again.sets.count() - 1)
    stage.qtbot.waitUntil(lambda: "There is no document in “None”" in again.shown.losses.as_text())
    assert not again.accept_button.isEnabled()
    again.close()
    stage.without_dialog()


def test_a_report_of_nothing_says_so() -> None:
    assert import_lines(ImportReport()) == [(Outcome.SKIPPED, "Nothing was imported.")]


def test_dyads_go_out_with_groups_as_their_members_where_that_is_asked_for(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "dyads.annot"
    union = ActorId("org-eu")
    with Project.create(path, default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft("Readout", FIRST, {"date": "2023-04-06"})])
        actors.add(project, Actor(id=union, name="European Union", kind=ActorKind.ORGANISATION))
        for name in ("France", "Germany"):
            held = (Membership(group=union),)
            actors.add(project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE, memberships=held))
    (act,) = code_as(path, "Ana", ("urged China", "appeal"))
    with Project.open(path) as project:
        project.person = project.layers.get(act.layer).coder
        acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=union))
    stage.open(path, "Ana")
    dialog = stage.window.seldom.exchange.ask_export()
    stage.dialog(ExportDialog)
    dialog.list.setCurrentRow([one.name for one in FORMATS].index("dyads"))
    stage.qtbot.waitUntil(lambda: "European Union" in dialog.shown.head.toPlainText())
    assert "Germany" not in dialog.shown.head.toPlainText()
    (groups,) = (box for box in dialog.own_fields.findChildren(QCheckBox) if "groups" in box.text())
    groups.click()
    stage.qtbot.waitUntil(lambda: "Germany" in dialog.shown.head.toPlainText())
    dialog.accept()
    assert "Wrote dyads.csv" in reported(stage, dialog)
    dialog.accept()
    stage.without_dialog()
    with (tmp_path / "dyads.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["target_name"], row["target_group"]) for row in csv.DictReader(file)]
    assert rows == [("France", "European Union"), ("Germany", "European Union")]
