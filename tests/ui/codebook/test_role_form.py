"""The form of a role: which labels fill it, what it takes, whether several may."""

from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, Label, Role
from annotator.model.ids import LabelId, RoleId
from annotator.model.role_kinds import SLOT_TYPES, Takes
from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.role_form import RoleForm
from tests.examples import examples
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import draft_of


def test_the_labels_that_fill_a_role_are_ticked(editor: Editor) -> None:
    form = editor.form.roles.form
    assert isinstance(form, RoleForm)
    item = form.labels.item(2)
    item.setCheckState(Qt.CheckState.Checked)
    assert draft_of(editor).labels[0].roles[0].labels == ("actor", "warning")
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not draft_of(editor).is_unsaved


def ticked(form: RoleForm) -> set[str]:
    items = [form.labels.item(row) for row in range(form.labels.count())]
    return {item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(codebook=codebooks(least=1))
def test_any_role_is_shown_with_its_labels_ticked_and_nothing_told(qtbot: QtBot, codebook: Codebook) -> None:
    form = RoleForm()
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.edited):
        form.offer(codebook.labels)
        for role in [role for label in codebook.labels for role in label.roles]:
            form.show_part(role)
            assert ticked(form) == set(role.labels) and form.part == role
            assert (form.takes.currentData(), form.several.isChecked()) == (role.takes, role.several)


def test_every_kind_of_filler_is_offered_and_chosen(qtbot: QtBot) -> None:
    form = RoleForm()
    qtbot.addWidget(form)
    role = Role(id=RoleId("speaker"), name="Speaker")
    form.show_part(role)
    assert [form.takes.itemText(row) for row in range(form.takes.count())] == [one.title for one in SLOT_TYPES.values()]
    for row, takes in enumerate(Takes):
        form.takes.setCurrentIndex(form.takes.findData(takes))
        form.takes.activated.emit(row)
        assert form.part == role.model_copy(update={"takes": takes})


def test_a_label_that_is_called_otherwise_keeps_its_tick(qtbot: QtBot) -> None:
    form = RoleForm()
    qtbot.addWidget(form)
    labels = [Label(id=LabelId(id), name=id) for id in ("actor", "warning")]
    form.offer(labels)
    form.show_part(Role(id=RoleId("speaker"), name="Speaker", labels=(LabelId("warning"),)))
    form.offer([labels[0], labels[1].model_copy(update={"name": "Threat"})])
    assert ticked(form) == {"warning"} and form.labels.item(1).text() == "Threat"
    form.labels.item(0).setCheckState(Qt.CheckState.Checked)
    assert form.part is not None and form.part.labels == ("warning", "actor")
