"""The form of an attribute: values keep what belongs to them, whatever is typed, moved or tried out."""

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.ui.codebook.editor import Editor
from tests.projects import default_codebook
from tests.ui.codebook.editing import attribute_form, draft_of


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
    assert [one.when for one in label.counterparts if one.code == "10"] == [{"force": ("insists",)}]
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
