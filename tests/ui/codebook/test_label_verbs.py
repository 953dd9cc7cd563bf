"""Labels added, moved and taken out by keys in the real window, and never one that has codings."""

from PySide6.QtCore import Qt

from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.codebook.verb_dialogs import (
    RetireDialog,
)
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.reason import ReasonDialog
from tests.ui.codebook.editing import agree, book, in_force, save, settled, version
from tests.ui.windows import Stage


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


def test_a_label_goes_into_the_bin_with_its_codings_and_undo_brings_both_back(ana: Stage) -> None:
    project = ana.window.session.project
    counts, workspace = project.spans.labels_in_use(), book(ana)
    workspace.labels.choose("appeal")
    ana.action("codebook.remove_codings").trigger()
    ana.dialog(Dialog)
    ana.press("Return")
    ana.without_dialog()
    ana.qtbot.waitUntil(lambda: in_force(ana).get("appeal") is None and "recycle bin" in ana.said)
    settled(ana)
    assert "appeal" not in project.spans.labels_in_use()
    ana.press("Ctrl+Z")
    ana.qtbot.waitUntil(lambda: in_force(ana).get("appeal") is not None)
    assert project.spans.labels_in_use() == counts


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
