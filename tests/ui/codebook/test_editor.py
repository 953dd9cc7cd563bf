"""The editor shows what the draft says and sends it what is typed: whatever is only looked at stays what it was."""

from hypothesis import HealthCheck, given, settings

from annotator.model.codebook import Codebook
from annotator.ui.codebook.editor import Editor
from tests.examples import examples
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import attribute_form, draft_of


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(15))
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


def test_a_draft_can_be_saved_and_discarded_only_while_something_is_unsaved(editor: Editor) -> None:
    buttons = editor.save_button, editor.discard_button
    assert not buttons[0].isEnabled() and buttons[1].isHidden()
    editor.form.texts["include"].setPlainText("Typed.")
    assert buttons[0].isEnabled() and not buttons[1].isHidden()
    draft_of(editor).begin(draft_of(editor).base)
    assert not buttons[0].isEnabled() and buttons[1].isHidden()


def test_what_is_at_hand_has_its_form_its_title_and_the_keyboard(editor: Editor) -> None:
    editor.activateWindow()
    for label, form, title, field in (
        ("", editor.book, "Diplomatic speech acts", editor.book.name),
        ("warning", editor.form, "Warning", editor.form.name),
        ("nobody", editor.book, "Diplomatic speech acts", editor.book.name),
    ):
        editor.show_label(label)
        editor.take_keyboard()
        assert editor.stack.currentWidget() is form and editor.title.text() == title and field.hasFocus()
    editor.book.name.setText("")
    editor.book.name.textEdited.emit("")
    assert editor.title.text() == "Codebook"
