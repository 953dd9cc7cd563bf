"""The draft says what is wrong at which field, and what it changes, whatever is typed in between."""

from typing import Any

import pytest
from hypothesis import given
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook
from annotator.model.codebook_diff import changes_between
from annotator.model.ids import AttributeId, LabelId
from annotator.ui.codebook.counterparts import as_row, from_rows, renamed
from annotator.ui.codebook.draft import Draft
from tests.model.codebooks import codebooks
from tests.projects import default_codebook


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    made = Draft()
    made.begin(default_codebook())
    return made


def change(draft: Draft, **fields: Any) -> None:
    label = draft.get("appeal")
    assert label is not None
    draft.put(label.model_copy(update=fields))


@given(old=codebooks(), new=codebooks())
def test_any_codebook_can_be_edited_into_any_other(old: Codebook, new: Codebook) -> None:
    draft = Draft()
    draft.begin(old)
    assert (draft.is_unsaved, draft.faults, draft.changes, draft.codebook) == (False, (), (), old)
    draft.take(new)
    assert draft.faults == () and draft.codebook == new
    assert draft.is_unsaved == (old != new) and draft.changes == changes_between(old, new)


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"name": ""}, ("name",), "A name is needed here."),
        ({"key": "Ä"}, ("key",), "one of 1 to 9 or a to z"),
        ({"key": "2"}, ("key",), "The key “2” is the label Commitment’s"),
        ({"colour": "blue"}, ("colour",), "such as #0072B2"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_at_its_field(
    draft: Draft, fields: dict[str, Any], path: tuple[str, ...], words: str
) -> None:
    change(draft, **fields)
    found = [fault for fault in draft.faults if fault.label == "appeal"]
    assert [fault.path for fault in found] == [path] and words in found[0].sentence
    assert draft.codebook is None and draft.changes != ()


def test_an_attribute_without_values_or_with_bad_cue_words_is_said_at_its_place(draft: Draft) -> None:
    flag = Attribute(id=AttributeId("public"), name="Public", kind=AttributeKind.FLAG)
    choice = flag.model_copy(update={"id": "open", "kind": AttributeKind.CHOICE})
    change(draft, attributes=(flag, choice), counterparts=())
    assert [(fault.path, fault.sentence) for fault in draft.faults] == [
        (("attributes", 1, "values"), "Attribute “open” is a choice and needs a list of values.")
    ]
    change(draft, attributes=(flag.model_copy(update={"cues": {"": {"English": ("publicly",)}}}),))
    (fault,) = draft.faults
    assert fault.path[:3] == ("attributes", 0, "cues") and "two or three small letters" in fault.sentence
    change(draft, attributes=(flag, flag))
    (fault,) = draft.faults
    assert fault.path == ("attributes",) and "used twice" in fault.sentence


def test_a_counterpart_that_names_a_value_that_is_gone_is_said_among_the_counterparts(draft: Draft) -> None:
    change(draft, attributes=())
    (fault,) = draft.faults
    assert fault.path == ("counterparts",) and "PLOVER" in fault.sentence


def test_what_is_wrong_between_labels_is_said_of_the_whole(draft: Draft) -> None:
    change(draft, parent=LabelId("nobody"))
    (fault,) = draft.faults
    assert fault.label is None and "which does not exist" in fault.sentence


def test_a_draft_is_kept_when_the_codebook_in_force_changes(draft: Draft) -> None:
    change(draft, name="Request")
    draft.rebase(Codebook())
    assert draft.is_unsaved and "The label Request was added." in draft.changes
    draft.begin(Codebook())
    assert not draft.is_unsaved


@given(codebook=codebooks())
def test_counterparts_that_nobody_touched_come_back_as_they_were(codebook: Codebook) -> None:
    for label in codebook.labels:
        rows = [(place, as_row(one)) for place, one in enumerate(label.counterparts)]
        assert from_rows(rows, label.counterparts) == label.counterparts


def test_a_counterpart_is_written_in_words_and_follows_a_renamed_value() -> None:
    cells = ("CAMEO", "10", "Demand", "force = demands | urges; polarity = positive", "")
    (made,) = from_rows([(None, cells)], ())
    assert made.when == {"force": ("demands", "urges"), "polarity": ("positive",)} and as_row(made) == cells
    (after,) = renamed([made], "force", {"urges": "presses"})
    assert after.when == {"force": ("demands", "presses"), "polarity": ("positive",)}
