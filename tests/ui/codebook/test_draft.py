"""The draft says what is wrong at which field, and what it changes, whatever is typed in between."""

from hypothesis import given

from annotator.model.codebook import Codebook
from annotator.model.codebook_diff import changes_between
from annotator.ui.codebook.draft import Draft
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import change


@given(old=codebooks(), new=codebooks())
def test_any_codebook_can_be_edited_into_any_other(old: Codebook, new: Codebook) -> None:
    draft = Draft()
    draft.begin(old)
    assert (draft.is_unsaved, draft.faults, draft.changes, draft.codebook) == (False, (), (), old)
    draft.take(new)
    assert draft.faults == () and draft.codebook == new
    assert draft.is_unsaved == (old != new) and draft.changes == changes_between(old, new)


def test_a_draft_is_kept_when_the_codebook_in_force_changes(draft: Draft) -> None:
    change(draft, name="Request")
    draft.rebase(Codebook())
    assert draft.is_unsaved and "The label Request was added." in draft.changes
    draft.begin(Codebook())
    assert not draft.is_unsaved
