"""What a version changed is said in words, whatever it is; and what changes the meaning of a label is told apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from annotator.model import codebook_diff
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Counterpart, Label, Role
from annotator.model.codebook_diff import changes_between, meaning_changes
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from tests.model.codebooks import codebooks

FORCE = Attribute(
    id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("invites", "urges", "demands")
)
TOPIC = Attribute(id=AttributeId("topic"), name="Topic", kind=AttributeKind.CHOICE, values=("war", "trade"))
TO = Role(id=RoleId("to"), name="Addressee")
APPEAL = Label(id=LabelId("appeal"), name="Appeal", definition="Asks.", attributes=(FORCE, TOPIC), roles=(TO,))
WARNING = Label(id=LabelId("warning"), name="Warning")
BOOK = Codebook(labels=(APPEAL, WARNING))


def with_(label: Label = APPEAL, **fields: Any) -> Label:
    return label.model_copy(update=fields)


def told(label: Label) -> tuple[str, ...]:
    return changes_between(BOOK, Codebook(labels=(label, WARNING)))


@given(codebooks(), codebooks())
def test_there_is_nothing_to_say_exactly_where_two_codebooks_are_equal(one: Codebook, other: Codebook) -> None:
    assert changes_between(one, one.model_copy(deep=True)) == ()
    assert (changes_between(one, other) == ()) == (one == other)


@given(codebooks(least=1), codebooks(least=1), st.sampled_from(sorted(Label.model_fields.keys() - {"id"})))
def test_one_field_of_a_label_that_differs_is_said(one: Codebook, other: Codebook, field: str) -> None:
    changed = one.labels[0].model_copy(update={field: getattr(other.labels[0], field)})
    new = one.model_copy(update={"labels": (changed, *one.labels[1:])})
    assert bool(changes_between(one, new)) == (changed != one.labels[0])


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Codebook, codebook_diff.CODEBOOK),
        (Label, codebook_diff.LABEL),
        (Attribute, codebook_diff.ATTRIBUTE),
        (Role, codebook_diff.ROLE),
    ],
)
def test_every_field_of_the_codebook_is_compared(model: type[BaseModel], fields: codebook_diff.Fields) -> None:
    assert fields.keys() == model.model_fields.keys() - {"id"}


@pytest.mark.parametrize(
    "changed",
    [{"scheme": "CAMEO"}, {"code": "03"}, {"name": "Consult"}, {"when": {"topic": ("war",)}}, {"note": "Roughly."}],
)
def test_every_field_of_a_counterpart_is_compared(changed: dict[str, Any]) -> None:
    assert {next(iter(changed))} <= Counterpart.model_fields.keys() and len(Counterpart.model_fields) == 5
    old = Counterpart(scheme="PLOVER", code="02")
    first = Codebook(labels=(with_(counterparts=(old,)),))
    second = Codebook(labels=(with_(counterparts=(old.model_copy(update=changed),)),))
    assert len(changes_between(first, second)) == 2


def test_changes_are_said_in_the_words_of_whoever_reads_them() -> None:
    force = FORCE.model_copy(update={"values": ("urges", "invites", "threatens"), "required": True})
    meant = TOPIC.model_copy(update={"meanings": {"war": "Armed."}, "cues": {"war": {"en": ("battle", "arms")}}})
    assert told(with_(definition="Demands.")) == ("Appeal: the definition was “Asks.”, now “Demands.”.",)
    assert told(with_(definition="")) == ("Appeal has no definition any more; it was “Asks.”.",)
    assert told(with_(exclude="Wishes.")) == ("Appeal now has the rule on what to exclude “Wishes.”.",)
    assert told(with_(name="Request")) == ("Request was called “Appeal” before.",)
    assert told(with_(colour="#000000")) == ("Appeal: the colour was #5B6470, now #000000.",)
    assert told(with_(parent=LabelId("warning"))) == (
        "Appeal stands below “warning” now, and stood at the top before.",
    )
    assert told(with_(examples=("Go!",))) == ("Appeal has a new example: “Go!”.",)
    assert told(with_(retired=True)) == ("Appeal is retired.",)
    assert told(with_(attributes=(TOPIC,))) == ("Appeal has the attribute Force no more.",)
    assert told(with_(attributes=(TOPIC, FORCE))) == ("Topic of Appeal now comes before Force of Appeal.",)
    assert told(with_(attributes=(force, TOPIC))) == (
        "Force of Appeal has the value “demands” no more.",
        "Force of Appeal has a new value: “threatens”.",
        "“urges” now comes before “invites”.",
        "Force of Appeal is required now.",
    )
    assert told(with_(attributes=(FORCE, meant))) == (
        "Topic of Appeal: the meaning of “war” is said now: “Armed.”.",
        "Topic of Appeal: the cue words for “war” (en) were: none; now: battle, arms.",
    )
    assert told(with_(roles=(TO.model_copy(update={"takes": Takes.PASSAGE}),))) == (
        "Addressee of Appeal: the filling was party, now passage.",
    )
    assert changes_between(BOOK, Codebook(labels=(WARNING, APPEAL))) == ("Warning now comes before Appeal.",)
    assert changes_between(BOOK, Codebook(labels=(APPEAL,))) == ("The label Warning was removed.",)
    assert changes_between(Codebook(labels=(APPEAL,)), BOOK) == ("The label Warning was added.",)
    asked = TOPIC.model_copy(update={"when": {FORCE.id: ("urges", "demands")}})
    assert told(with_(attributes=(FORCE, asked))) == (
        "Topic of Appeal was asked always, and is asked only where force is urges or demands now.",
    )
    assert told(with_(roles=(TO.model_copy(update={"attributes": (TOPIC,)}),))) == (
        "Addressee of Appeal has a new attribute Topic.",
    )
    assert told(with_(heading=True)) == ("Appeal is a heading now, with which nothing is coded.",)
    assert told(with_(code="504")) == ("Appeal now has the external code “504”.",)
    assert told(with_(key="a")) == ("Appeal now has the key “a”.",)


MEANT: dict[str, Any] = {
    "definition": "Demands.",
    "include": "All.",
    "exclude": "None.",
    "near_misses": ("A wish.",),
    "scope": "document",
    "attributes": (FORCE,),
    "roles": (),
    "names_actors": True,
    "heading": True,
}
LOOKS: dict[str, Any] = {
    "name": "Request",
    "examples": ("Go!",),
    "colour": "#000000",
    "cue": "wavy",
    "key": "1",
    "parent": "warning",
    "retired": True,
    "counterparts": (Counterpart(scheme="PLOVER"),),
    "code": "504",
}


def test_each_field_of_a_label_is_either_meaning_or_not() -> None:
    assert {*MEANT, *LOOKS} == Label.model_fields.keys() - {"id"} and not MEANT.keys() & LOOKS.keys()
    assert codebook_diff.MEANING.keys() == MEANT.keys()
    for field, value in MEANT.items():
        assert len(meaning_changes(APPEAL, with_(**{field: value}))) == 1, field
    for field, value in LOOKS.items():
        assert meaning_changes(APPEAL, with_(**{field: value})) == (), field


@pytest.mark.parametrize(
    ("changed", "is_meant"),
    [
        (FORCE.model_copy(update={"name": "Strength"}), False),
        (FORCE.model_copy(update={"cues": {"urges": {"en": ("urge",)}}}), False),
        (FORCE.model_copy(update={"values": ("urges", "invites", "demands")}), True),
        (FORCE.model_copy(update={"values": (*FORCE.values, "threatens")}), True),
        (FORCE.model_copy(update={"meanings": {"urges": "With weight."}}), True),
        (FORCE.model_copy(update={"kind": AttributeKind.CHOICE}), True),
        (TOPIC.model_copy(update={"values": ("trade", "war")}), False),
        (TOPIC.model_copy(update={"values": ("trade", "war", "peace")}), True),
        (TOPIC.model_copy(update={"required": True}), True),
        (TOPIC.model_copy(update={"when": {FORCE.id: ("urges",)}}), True),
    ],
)
def test_of_an_attribute_what_a_coder_decides_by_is_its_meaning(changed: Attribute, is_meant: bool) -> None:
    new = tuple(changed if one.id == changed.id else one for one in APPEAL.attributes)
    assert bool(meaning_changes(APPEAL, with_(attributes=new))) == is_meant
    assert changes_between(BOOK, Codebook(labels=(with_(attributes=new), WARNING)))


def test_the_order_of_attributes_and_roles_means_nothing() -> None:
    assert meaning_changes(APPEAL, with_(attributes=(TOPIC, FORCE))) == ()


@given(codebooks(least=1))
def test_a_label_means_what_it_means(book: Codebook) -> None:
    for label in book.labels:
        assert meaning_changes(label, label.model_copy(deep=True)) == ()
