"""The forms change what is typed and nothing else: whatever is only looked at stays what it was."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Codebook
from annotator.model.ids import LabelId
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.editor import Editor
from annotator.ui.codebook.label_form import LabelForm
from annotator.ui.codebook.role_form import RoleForm
from tests.model.codebooks import codebooks
from tests.projects import default_codebook


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[Editor]:
    draft = Draft()
    made = Editor(draft)
    made.draft = draft  # type: ignore[attr-defined]  # it lives as long as the editor
    qtbot.addWidget(made)
    draft.changed.connect(made.refresh)
    draft.begin(default_codebook())
    made.show_label("appeal")
    made.show()
    yield made


def draft_of(editor: Editor) -> Draft:
    draft: Draft = editor.draft  # type: ignore[attr-defined]
    return draft


def attribute_form(form: LabelForm) -> AttributeForm:
    found = form.attributes.form
    assert isinstance(found, AttributeForm)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(codebook=codebooks())
def test_any_codebook_shown_in_the_form_is_what_it_was(editor: Editor, codebook: Codebook) -> None:
    draft = draft_of(editor)
    draft.begin(codebook)
    for label in ("", *(label.id for label in codebook.labels)):
        editor.show_label(label)
        form = editor.form
        for parts in (form.attributes, form.roles):
            for row in range(parts.list.count()):
                parts.list.setCurrentRow(row)
        cues = attribute_form(form).cues_for
        for row in range(cues.count()):
            cues.setCurrentIndex(row)
            cues.activated.emit(row)
        editor.refresh()
    assert not draft.is_unsaved and draft.codebook == codebook


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(codebook=codebooks(least=1))
def test_typing_in_one_field_changes_that_field_alone(editor: Editor, codebook: Codebook) -> None:
    draft = draft_of(editor)
    draft.begin(codebook)
    label = codebook.labels[0]
    editor.show_label(label.id)
    form = editor.form
    form.texts["include"].setPlainText("Typed.")
    form.names_actors.click()
    expected = {"include": "Typed.", "names_actors": not label.names_actors}
    if label.attributes:
        form.attributes.list.setCurrentRow(0)
        at = attribute_form(form)
        at.required.click()
        first = label.attributes[0].model_copy(update={"required": not label.attributes[0].required})
        expected["attributes"] = (first, *label.attributes[1:])
    assert draft.labels == (label.model_copy(update=expected), *codebook.labels[1:])


def test_a_value_that_is_renamed_takes_its_meaning_its_cue_words_and_its_counterparts_along(editor: Editor) -> None:
    form = attribute_form(editor.form)
    item = form.values.table.item(4, 0)
    assert item is not None and item.text() == "demands"
    item.setText("insists")
    label, old = draft_of(editor).get("appeal"), default_codebook().get("appeal")
    assert label is not None and old is not None
    before, after = old.attributes[0], label.attributes[0]
    assert after.values[-1] == "insists" and after.meanings["insists"] == before.meanings["demands"]
    assert after.cues["insists"] == before.cues["demands"] and "demands" not in after.cues
    assert [one.when for one in label.counterparts if one.code == "DEMAND"] == [{"force": ("insists",)}]
    assert draft_of(editor).faults == ()


def test_values_are_added_moved_and_removed_by_their_buttons(editor: Editor) -> None:
    form = attribute_form(editor.form)
    editor.form.setCurrentIndex(2)
    grid = form.values
    grid.add_row()
    grid.table.currentItem().setText("begs")
    grid.move_row(-1)
    assert form.part is not None and form.part.values[-2:] == ("begs", "demands")
    grid.remove_row()
    assert form.part.values == default_codebook().labels[0].attributes[0].values
    assert not draft_of(editor).is_unsaved


def test_cue_words_are_edited_by_value_and_language(editor: Editor) -> None:
    form = attribute_form(editor.form)
    row = form.cues_for.findData("invites")
    form.cues_for.setCurrentIndex(row)
    form.cues_for.activated.emit(row)
    form.cues.add_row()
    last = form.cues.table.rowCount() - 1
    for column, text in enumerate(("de", "lädt ein; bittet zu")):
        item = form.cues.table.item(last, column)
        assert item is not None
        item.setText(text)
    label, old = draft_of(editor).get("appeal"), default_codebook().labels[0].attributes[0]
    assert label is not None
    assert label.attributes[0].cues["invites"] == {**old.cues["invites"], "de": ("lädt ein", "bittet zu")}


def test_a_type_tried_out_and_taken_back_loses_nothing(editor: Editor) -> None:
    form = attribute_form(editor.form)
    for kind in (AttributeKind.TEXT, AttributeKind.ORDINAL):
        row = list(VALUE_TYPES).index(kind)
        form.kind.setCurrentIndex(row)
        form.kind.activated.emit(row)
    assert form.part == default_codebook().labels[0].attributes[0]


def test_an_item_of_a_list_may_have_several_lines(editor: Editor) -> None:
    area = editor.form.lists["examples"]
    area.show_items(["one\nand more", "two"])
    assert area.items() == ("one\nand more", "two")
    QTest.keyClicks(area, "x")
    assert draft_of(editor).labels[0].examples == ("xone\nand more", "two")


def test_the_labels_that_fill_a_role_are_ticked(editor: Editor) -> None:
    form = editor.form.roles.form
    assert isinstance(form, RoleForm)
    item = form.labels.item(2)
    item.setCheckState(Qt.CheckState.Checked)
    assert draft_of(editor).labels[0].roles[0].labels == ("actor", "warning")
    item.setCheckState(Qt.CheckState.Unchecked)
    assert not draft_of(editor).is_unsaved


def test_colours_are_chosen_by_name_or_typed(editor: Editor) -> None:
    field = editor.form.colour
    row = field.named.findText("Orange")
    field.named.setCurrentIndex(row)
    field.named.activated.emit(row)
    assert draft_of(editor).labels[0].colour == "#E69F00"
    field.code.clear()
    QTest.keyClicks(field.code, "#12")
    assert field.named.currentText() == "Another one"
    assert [fault.path for fault in draft_of(editor).faults] == [("colour",)]
    assert editor.form.tabText(1) == "Look and place (!)"


def test_a_label_is_made_a_kind_of_another_but_never_of_itself(editor: Editor) -> None:
    draft, offered = draft_of(editor), editor.form.parent_label
    assert offered.findData("appeal") < 0
    row = offered.findData("warning")
    offered.setCurrentIndex(row)
    offered.activated.emit(row)
    assert draft.labels[0].parent == LabelId("warning")
    editor.show_label("warning")
    assert offered.findData("appeal") < 0 and offered.findData("actor") > 0
