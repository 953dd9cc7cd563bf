"""What is wrong with a codebook is said in a sentence, at the field where it is mended."""

from typing import Any

import pytest
from hypothesis import given

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook
from annotator.model.ids import AttributeId, LabelId
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.faults import faults_among, faults_of
from tests.model.codebooks import codebooks
from tests.ui.codebook.editing import change


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
    assert fault.path == ("counterparts",) and "CAMEO" in fault.sentence


def test_what_is_wrong_between_labels_is_said_of_the_whole(draft: Draft) -> None:
    change(draft, parent=LabelId("nobody"))
    (fault,) = draft.faults
    assert fault.label is None and "which does not exist" in fault.sentence


@given(codebook=codebooks())
def test_nothing_is_wrong_with_a_codebook_that_holds(codebook: Codebook) -> None:
    assert [fault for label in codebook.labels for fault in faults_of(label)] == []
    assert faults_among(codebook.labels) == []


@given(codebook=codebooks(least=1))
def test_every_label_whose_key_another_has_is_named_with_the_other(codebook: Codebook) -> None:
    labels = [label.model_copy(update={"key": "9", "heading": False}) for label in codebook.labels]
    found = faults_among(labels)
    assert [fault.label for fault in found] == [label.id for label in labels if len(labels) > 1]
    for fault in found:
        assert fault.path == ("key",)
        assert any(other.name in fault.sentence for other in labels if other.id != fault.label)
