"""The codebook edited in the real window by keys: saved as a version, changed with its codings, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook as verbs
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.codebook.dialogs import AskDialog, SaveDialog
from annotator.ui.codebook.verb_dialogs import (
    MergeDialog,
    MoveDialog,
    RenameDialog,
    RetireDialog,
    SplitLabelDialog,
    VerbDialog,
)
from annotator.ui.codebook.workspace import CodebookWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.picker import Picker
from tests.ui.test_names import nameless, pages_of
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana in the workspace Codebook, with two appeals and a warning; Ben has coded too."""
    path = make_project(tmp_path / "book.annot", coders=["Ana"])
    code_as(path, "Ana", ("urged China", "appeal"), ("to talk", "appeal"), ("no force will be used", "warning"))
    code_as(path, "Ben", ("France urged China", "appeal"))
    stage.open(path, "Ana")
    stage.press("Ctrl+5")
    settled(stage)
    yield stage


def book(stage: Stage) -> CodebookWorkspace:
    return stage.window.workspaces.of(CodebookWorkspace)


def settled(stage: Stage) -> None:
    """Wait until nothing is looked for any more."""
    workspace = book(stage)

    def is_quiet() -> bool:
        return not (workspace.is_waiting or workspace.looker.is_busy or stage.window.session.tasks.busy)

    stage.qtbot.waitUntil(is_quiet)


def in_force(stage: Stage) -> Codebook:
    return stage.window.session.project.codebook


def version(stage: Stage) -> int:
    return stage.window.session.project.codebooks.current().number


def save(stage: Stage, note: str = "") -> None:
    stage.press("Ctrl+S")
    stage.dialog(SaveDialog)
    if note:
        stage.write(note)
    stage.press("Return")
    stage.without_dialog()
    settled(stage)


def agree(stage: Stage, kind: type[VerbDialog]) -> None:
    """Wait for what a verb touches, and agree to it."""
    dialog = stage.dialog(kind)
    stage.qtbot.waitUntil(lambda: dialog.is_ready)
    dialog.accept()
    stage.without_dialog()
    settled(stage)


def sharpen(stage: Stage) -> None:
    """Change what an appeal means, and save it."""
    book(stage).labels.choose("appeal")
    book(stage).editor.form.texts["definition"].appendPlainText("Only in so many words.")
    save(stage, "sharper")


def test_the_command_codebook_leads_there_and_all_is_named(ana: Stage) -> None:
    ana.press("Ctrl+1", "Ctrl+B")
    assert ana.window.place is CommandScope.CODEBOOK
    book(ana).labels.choose("appeal")
    for _ in pages_of(book(ana)):
        assert nameless(ana) == []


def test_a_label_with_an_attribute_and_a_role_is_added_and_saved_by_keys_alone(ana: Stage) -> None:
    ana.press("Down", "Down", "Ins")
    ana.dialog(ReasonDialog)
    ana.write("Praise")
    ana.press("Return")
    ana.without_dialog()
    workspace = book(ana)
    assert workspace.labels.label == "praise" and workspace.editor.form.texts["definition"].hasFocus()
    ana.write("A party commends another.")
    form = workspace.editor.form
    for page, editor, name in ((2, form.attributes, "Warmth"), (3, form.roles, "Speaker")):
        form.setCurrentIndex(page)
        editor.add_button.setFocus()
        ana.press("Return")
        ana.dialog(ReasonDialog)
        ana.write(name)
        ana.press("Return")
        ana.without_dialog()
        assert editor.form.name.hasFocus()
    assert workspace.editor.state.text() == "Unsaved: 1 change" and version(ana) == 1
    save(ana, "praise too")
    praise = in_force(ana).get("praise")
    assert praise is not None and praise.definition == "A party commends another." and praise.is_act
    assert [one.id for one in praise.attributes] == ["warmth"] and [one.id for one in praise.roles] == ["speaker"]
    assert [label.id for label in in_force(ana).labels][:3] == ["appeal", "commitment", "praise"]
    assert version(ana) == 2 and ana.said == "Codebook version 2 is in force"
    assert workspace.editor.state.text() == "Saved" and len(ana.window.strip.buttons) == 5
    ana.press("Ctrl+Z")
    settled(ana)
    assert version(ana) == 1 and workspace.draft.get("praise") is None and not workspace.draft.is_unsaved


def test_a_key_that_two_labels_have_is_said_at_once_and_not_saved(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("appeal")
    form = workspace.editor.form
    form.setCurrentIndex(1)
    form.key.setFocus()
    form.key.selectAll()
    ana.write("3")
    told = "The key “3” is the label Warning’s; choose another."
    assert form.key.accessibleDescription() == told
    ana.press("Ctrl+S")
    assert ana.said == told and version(ana) == 1 and workspace.side.currentWidget() is workspace.unsaved
    assert QApplication.activeModalWidget() is None


def test_merging_says_what_it_touches_is_one_step_and_undone_whole(ana: Stage) -> None:
    before = in_force(ana)
    book(ana).labels.choose("warning")
    ana.press("Ctrl+M")
    dialog = ana.dialog(MergeDialog)
    ana.qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.preview.item(0).text() == "It concerns 1 coding (Ana 1), 0 slots and 0 decisions."
    dialog.into.setCurrentIndex(dialog.into.findData("commitment"))
    dialog.into.setCurrentIndex(dialog.into.findData("appeal"))
    assert dialog.accept_button is not None and not dialog.accept_button.isEnabled()
    agree(ana, MergeDialog)
    assert in_force(ana).get("warning") is None
    assert {label for _, label in ana.spans()} == {"appeal"} and len(ana.spans()) == 3
    ana.press("Ctrl+Z")
    settled(ana)
    assert in_force(ana) == before and sorted(label for _, label in ana.spans()) == ["appeal", "appeal", "warning"]
    assert book(ana).draft.codebook == before


def test_a_label_is_renamed_retired_moved_and_split_each_as_one_step(ana: Stage) -> None:
    book(ana).labels.choose("appeal")
    ana.press("F2")
    ana.dialog(RenameDialog)
    ana.write("Request")
    agree(ana, RenameDialog)
    ana.action("codebook.retire").trigger()
    agree(ana, RetireDialog)
    request = in_force(ana).get("appeal")
    assert request is not None and (request.name, request.retired) == ("Request", True)
    assert book(ana).labels.tree.topLevelItem(4).text(0) == "Request  (retired)"  # type: ignore[union-attr]
    ana.action("codebook.move").trigger()
    moving = ana.dialog(MoveDialog)
    moving.above.setCurrentIndex(moving.above.findData("warning"))
    agree(ana, MoveDialog)
    moved = in_force(ana).get("appeal")
    assert moved is not None and moved.parent == "warning" and version(ana) == 4
    ana.action("codebook.split").trigger()
    splitting = ana.dialog(SplitLabelDialog)
    splitting.by.setCurrentIndex(splitting.by.findData("force"))
    QTest.keyClicks(splitting.lines["urges"], "Urging")
    agree(ana, SplitLabelDialog)
    urging = in_force(ana).get("urging")
    assert urging is not None and urging.attribute("force") is not None and urging.parent == "warning"
    for _ in range(4):
        ana.press("Ctrl+Z")
    settled(ana)
    assert version(ana) == 1


def test_a_label_with_codings_is_not_removed_but_merged_or_retired(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("appeal")
    workspace.labels.tree.setFocus()
    ana.press("Del")
    dialog = ana.dialog(AskDialog)
    assert dialog.windowTitle() == "Appeal has codings"
    dialog.second_button.click()
    agree(ana, RetireDialog)
    assert workspace.draft.get("appeal") is not None
    workspace.labels.choose("commitment")
    workspace.labels.tree.setFocus()
    ana.press("Del")
    ana.qtbot.waitUntil(lambda: workspace.draft.get("commitment") is None)
    save(ana)
    assert in_force(ana).get("commitment") is None


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
    ana.press("Ctrl+1")
    ana.dialog(AskDialog)
    ana.press("Esc")
    ana.without_dialog()
    assert ana.window.place is CommandScope.CODEBOOK and workspace.draft.is_unsaved
    ana.press("Ctrl+1")
    assert ana.dialog(AskDialog).first_button is not None
    ana.press("Return")
    ana.dialog(SaveDialog)
    ana.press("Return")
    ana.without_dialog()
    ana.qtbot.waitUntil(lambda: ana.window.place is CommandScope.CODE)
    assert version(ana) == 2
    ana.press("Ctrl+5")
    workspace.editor.form.texts["definition"].setPlainText("A third.")
    assert not ana.window.close() and ana.window.session.is_open
    ana.dialog(AskDialog).reject()
    ana.without_dialog()
    ana.action("project.start").trigger()
    ana.dialog(AskDialog).second_button.click()
    ana.qtbot.waitUntil(lambda: not ana.window.session.is_open)


def test_stale_codings_are_confirmed_recoded_and_gone_to(ana: Stage) -> None:
    sharpen(ana)
    workspace, panel = book(ana), book(ana).stale
    assert workspace.side.tabText(3) == "Stale 2"
    ana.press("Ctrl+J")
    assert panel.list.hasFocus() and panel.span is not None and panel.span.quote == "urged China"
    assert "the definition was" in panel.changes.as_text()
    told = QAccessible.queryAccessibleInterface(panel.list).child(0).text(QAccessible.Text.Name)
    assert "urged China" in told and "Document 1" in told
    ana.press("Return")
    settled(ana)
    assert [one.stale.span.quote for one in panel.model.codings] == ["to talk"]
    ana.press("F4")
    ana.dialog(Picker)
    ana.write("commitment")
    ana.press("Return")
    ana.without_dialog()
    settled(ana)
    assert panel.model.codings == [] and ("to talk", "commitment") in ana.spans()
    ana.press("Ctrl+Z")
    settled(ana)
    panel.go_button.click()
    assert ana.window.place is CommandScope.CODE and ana.active_quote() == "to talk"


def test_all_stale_codings_of_a_label_are_confirmed_as_one_step(ana: Stage) -> None:
    sharpen(ana)
    panel = book(ana).stale
    ana.press("Ctrl+J")
    panel.all_button.click()
    settled(ana)
    assert panel.model.codings == [] and "stale" in panel.state.text()
    ana.press("Ctrl+Z")
    settled(ana)
    assert len(panel.model.codings) == 2


def test_versions_say_what_they_changed_and_can_be_gone_back_to(ana: Stage) -> None:
    first = in_force(ana)
    sharpen(ana)
    panel = book(ana).versions
    assert panel.list.count() == 2 and panel.list.item(0).text().endswith("Ana\nsharper")
    assert "Only in so many words." in panel.changes.as_text() and not panel.again.isEnabled()
    panel.list.setCurrentRow(1)
    panel.again.click()
    settled(ana)
    assert version(ana) == 3 and in_force(ana) == first
    assert book(ana).draft.codebook == first and book(ana).stale.model.codings == []


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


def test_a_codebook_changed_meanwhile_leaves_the_draft(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("appeal")
    workspace.editor.form.texts["include"].setPlainText("Mine.")
    session = ana.window.session
    session.run(verbs.save, in_force(ana).model_copy(update={"description": "Theirs."}))
    settled(ana)
    label = workspace.draft.get("appeal")
    assert label is not None and label.include == "Mine."
    assert "changed meanwhile" in workspace.editor.state.text()


def test_a_preset_is_offered_only_while_nothing_is_coded(ana: Stage, tmp_path: Path) -> None:
    ana.action("codebook.preset").trigger()
    settled(ana)
    assert "4 codings already" in ana.said
    ana.open(make_project(tmp_path / "bare.annot"), "Ana")
    ana.press("Ctrl+5")
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


def test_labels_move_by_keys_in_the_draft(ana: Stage) -> None:
    workspace = book(ana)
    workspace.labels.choose("commitment")
    ana.press("Return")
    assert workspace.editor.form.name.hasFocus()
    workspace.labels.tree.setFocus(Qt.FocusReason.OtherFocusReason)
    ana.press("Alt+Up")
    assert [label.id for label in workspace.draft.labels] == ["commitment", "appeal", "warning", "actor"]
    ana.press("Alt+Down", "Ctrl+]")
    assert workspace.draft.labels[1].parent == "appeal" and workspace.labels.label == "commitment"
    ana.press("Ctrl+[")
    assert not workspace.draft.is_unsaved
