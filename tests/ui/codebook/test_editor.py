"""The editor shows what the draft says and sends it what is typed: whatever is only looked at stays what it was."""

from hypothesis import HealthCheck, given, settings

from annotator.model.codebook import Codebook
from annotator.ui.codebook.editor import Editor
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import attribute_form, draft_of


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
