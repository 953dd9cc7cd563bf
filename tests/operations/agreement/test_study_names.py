"""How the parts of a study are called."""

import pytest

from annotator.agreement.results import MARKED, NOTHING
from annotator.agreement.study.act_ratings import PARTIES, SLOTS
from annotator.agreement.study.parts import ACTOR, ON_DOCUMENTS
from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.ids import LabelId
from annotator.operations.agreement.study_names import ALL_LABELS, TOPMOST, StudyNames
from tests.operations.desks import BOOK, attribute

NAMES = StudyNames({label.id: label for label in BOOK.labels}, ("Ana", "بن", "Cem"), {"fra": "France"})
APPEAL = LabelId("appeal")


def test_labels_and_actors_stand_with_their_names_also_where_several_stand_together() -> None:
    assert NAMES.label(None) == ALL_LABELS
    assert [NAMES.label(label.id) for label in BOOK.labels] == [label.name for label in BOOK.labels]
    assert NAMES.category("appeal + warning") == "Appeal + Warning"
    assert NAMES.category("fra + nobody known") == "France + nobody known"
    assert [NAMES.category(name) for name in (MARKED, NOTHING, "True", "False")] == ["marked", "nothing", "yes", "no"]


@pytest.mark.parametrize("name", ["none", "nothing", "Nothing", "marked", "(none)", "other labels"])
def test_that_nothing_is_there_is_told_from_a_label_or_a_value_of_that_name(name: str) -> None:
    label = BOOK.labels[0].model_copy(update={"id": "marked", "name": name})
    names = StudyNames({"marked": label})
    assert names.category(NOTHING).casefold() != name.casefold()
    value = BOOK.labels[0].model_copy(update={"attributes": (attribute("a", AttributeKind.CHOICE, name),)})
    assert StudyNames({"appeal": value}).category(NOTHING).casefold() != name.casefold()
    # Of one label it is this one or not, whatever another one is called.
    assert [names.answer(one, "all", "x") for one in (MARKED, NOTHING)] == ["marked", "not marked"]
    assert [names.answer(one, "label", "x") for one in (MARKED, NOTHING)] == ["this label", "other labels"]
    assert [names.answer(one, "found", None) for one in (MARKED, NOTHING)] == ["marked", "not marked"]
    assert names.answer("marked", "label", None) == name


def test_a_label_with_those_below_it_is_called_otherwise_than_by_itself() -> None:
    assert NAMES.label(APPEAL, with_children=True) == "Appeal, all kinds"
    assert NAMES.label(None, with_children=True) == TOPMOST


def test_an_attribute_and_a_slot_are_called_as_their_label_calls_them() -> None:
    for label in BOOK.labels:
        assert [NAMES.part(Aspect.ATTRIBUTE, one.id, label.id) for one in label.attributes] == [
            one.name for one in label.attributes
        ]
        assert [NAMES.part(Aspect.SLOT, one.id, label.id) for one in label.roles] == [one.name for one in label.roles]
    assert NAMES.part(Aspect.ATTRIBUTE, ACTOR, LabelId("actor")) == "Actor"
    assert NAMES.part(Aspect.SLOT, "gone", APPEAL) == NAMES.part(Aspect.SLOT, "gone", LabelId("gone")) == "Gone"
    assert NAMES.part(Aspect.ACT, PARTIES, APPEAL) == NAMES.part(Aspect.ACT, PARTIES, None) == "Who, what, whom"
    assert NAMES.part(Aspect.ACT, SLOTS, None) == "With all slots"
    for aspect, said in ASPECTS.items():
        assert said.has_parts or NAMES.part(aspect, "", APPEAL) == said.title


def test_the_label_of_whole_documents_has_a_name_of_its_own() -> None:
    assert NAMES.part(Aspect.LABEL, ON_DOCUMENTS, None) == "Whole documents"


def test_two_coders_are_named_and_more_are_counted() -> None:
    assert NAMES.between((0, 2)) == "Ana and Cem"
    assert NAMES.between((0, 1, 2)) == "all 3 coders"
