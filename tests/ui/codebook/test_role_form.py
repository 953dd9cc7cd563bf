"""The form of a role: which labels fill it, what it takes, whether several may."""

from PySide6.QtCore import Qt

from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.role_form import RoleForm
from tests.ui.codebook.editing import draft_of


def test_the_labels_that_fill_a_role_are_ticked(editor: Editor) -> None:
    form = editor.form.roles.form
    assert isinstance(form, RoleForm)
    item = form.labels.item(2)
    item.setCheckState(Qt.CheckState.Checked)
    assert draft_of(editor).labels[0].roles[0].labels == ("actor", "warning")
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not draft_of(editor).is_unsaved
