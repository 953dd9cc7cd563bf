"""The draft saved as a version, discarded, taken from a preset or a file; nobody loses it by leaving."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook as verbs
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.codebook.dialogs import AskDialog, SaveDialog
from annotator.ui.codebook.load_dialog import LoadDialog
from annotator.ui.commands.commands import CommandScope
from annotator.ui.kit.picker import Picker
from tests.ui.codebook.editing import book, in_force, save, settled, version
from tests.ui.windows import Stage, make_project


def test_what_codings_lose_is_counted_before_it_is_saved(ana: Stage) -> None:
    session = ana.window.session
    found = session.project.spans.of_document(ana.window.document or "")
    mine = next(span for span in found if span.quote == "urged China")
    session.run(acts.fill_slot, mine.id, "speaker", acts.SlotFiller(value="implicit"))
    workspace = book(ana)
    workspace.labels.choose("appeal")
    workspace.editor.form.roles.remove_button.click()
    settled(ana)
    lost = "Appeal: 1 slot is filled as “Speaker”, a role that would be gone."
    assert lost in workspace.editor.state.text()
    ana.press("Ctrl+S")
    dialog = ana.dialog(SaveDialog)
    assert dialog.changes.item(0).text() == lost
    dialog.reject()
    ana.without_dialog()
    assert version(ana) == 1


def test_leaving_with_a_draft_asks_to_save_discard_or_stay(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("appeal")
    workspace.editor.form.texts["definition"].setPlainText("Another.")
    ana.press("Ctrl+2")
    ana.dialog(AskDialog)
    ana.press("Esc")
    ana.without_dialog()
    assert ana.window.place is CommandScope.CODEBOOK and workspace.draft.is_unsaved
    ana.press("Ctrl+2")
    assert ana.dialog(AskDialog).first_button is not None
    ana.press("Return")
    ana.dialog(SaveDialog)
    ana.press("Return")
    ana.without_dialog()
    ana.qtbot.waitUntil(lambda: ana.window.place is CommandScope.CODE)
    assert version(ana) == 2
    ana.press("Ctrl+7")
    workspace.editor.form.texts["definition"].setPlainText("A third.")
    assert not ana.window.close() and ana.window.session.is_open
    ana.dialog(AskDialog).reject()
    ana.without_dialog()
    ana.action("project.start").trigger()
    ana.dialog(AskDialog).second_button.click()
    ana.qtbot.waitUntil(lambda: not ana.window.session.is_open)


def test_a_version_that_lacks_a_label_in_use_is_not_gone_back_to(ana: Stage) -> None:
    session = ana.window.session
    wide = in_force(ana).with_labels([*in_force(ana).labels, Label(id=LabelId("praise"), name="Praise")])
    session.run(verbs.save, wide)
    document = ana.window.document or ""
    with Project.open(session.project.path) as other:
        other.person = session.project.person
        layer = session.layer
        assert layer is not None
        annotate.add_span(other, other.documents.info(document).id, layer.id, [(0, 6)], "praise")
    settled(ana)
    panel = book(ana).versions
    panel.list.setCurrentRow(1)
    panel.again.click()
    settled(ana)
    assert version(ana) == 2 and "no label “praise”" in ana.said


def test_a_preset_is_offered_only_while_nothing_is_coded(ana: Stage, tmp_path: Path) -> None:
    ana.action("codebook.preset").trigger()
    settled(ana)
    assert "4 codings already" in ana.said
    ana.open(make_project(tmp_path / "bare.annot"), "Ana")
    ana.press("Ctrl+7")
    settled(ana)
    ana.action("codebook.preset").trigger()
    ana.dialog(Picker)
    ana.write("actors only")
    ana.press("Return")
    ana.without_dialog()
    assert book(ana).draft.name == "Actors only" and version(ana) == 1
    save(ana)
    assert in_force(ana).name == "Actors only"


def test_loading_from_a_file_shows_what_it_changes_and_can_be_discarded(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "other.json"
    other = in_force(ana).model_copy(update={"name": "Other"})
    path.write_text(other.to_json(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    workspace = book(ana)
    workspace.editor.book.load_button.click()
    assert workspace.unsaved.list.as_text() == "The codebook was called “Diplomatic speech acts” before."
    workspace.editor.discard_button.click()
    assert ana.dialog(AskDialog).first_button is not None
    ana.press("Return")
    ana.without_dialog()
    assert not workspace.draft.is_unsaved and workspace.editor.book.name.text() == "Diplomatic speech acts"


def test_a_file_of_another_program_shows_what_it_comes_to_before_it_is_in_the_draft(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("name,definition,colour\nAppeal,Another meaning,\nPraise,,reddish\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    workspace = book(ana)
    workspace.editor.book.load_button.click()
    settled(ana)
    dialog = ana.dialog(LoadDialog)
    said = dialog.changes.as_text()
    assert "1 colour is not known and is left out" in said and "The label Praise was added." in said
    dialog.keep.setChecked(True)
    dialog.accept()
    ana.without_dialog()
    draft = workspace.draft.codebook
    assert draft is not None and draft.get("praise") is not None and draft.get("warning") is not None
    appeal, before = draft.get("appeal"), in_force(ana).get("appeal")
    assert appeal is not None and before is not None
    assert (appeal.definition, appeal.roles) == ("Another meaning", before.roles)


def test_what_a_kind_of_file_loses_is_asked_before_it_is_written(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "codes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    book(ana).saving.choose_target()
    dialog = ana.dialog(AskDialog)
    assert not path.exists()
    dialog.accept()
    ana.without_dialog()
    assert "appeal" in path.read_text(encoding="utf-8-sig")


def test_what_nobody_sees_of_a_name_is_gone_when_it_is_saved(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("appeal")
    before = in_force(ana).get("appeal")
    assert before is not None
    workspace.editor.form.name.end(False)
    workspace.editor.form.name.insert("\u202e\u200b")
    assert workspace.draft.is_unsaved
    ana.press("Ctrl+S")
    ana.without_dialog()
    assert not workspace.draft.is_unsaved and version(ana) == 1, "what cannot be seen is no change"
    assert workspace.editor.form.name.text() == before.name
    workspace.editor.form.name.selectAll()
    workspace.editor.form.name.insert("Plea\u2066 for help\u2069")
    save(ana)
    ana.qtbot.waitUntil(lambda: version(ana) == 2)
    after = in_force(ana).get("appeal")
    assert after is not None and after.name == "Plea for help"
    ana.qtbot.waitUntil(lambda: not workspace.draft.is_unsaved)
