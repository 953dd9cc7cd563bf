"""The codebook edited in the real window by keys: saved as a version, changed with its codings, undone."""

from PySide6.QtWidgets import QApplication

from annotator.operations.codebook import codebook as verbs
from annotator.ui.commands.commands import CommandScope
from tests.ui.codebook.editing import book, in_force, settled, version
from tests.ui.test_names import nameless, pages_of
from tests.ui.windows import Stage


def test_the_command_codebook_leads_there_and_all_is_named(ana: Stage) -> None:
    ana.press("Ctrl+2", "Ctrl+B")
    assert ana.window.place is CommandScope.CODEBOOK
    book(ana).labels.choose("appeal")
    for _ in pages_of(book(ana)):
        assert nameless(ana) == []


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
