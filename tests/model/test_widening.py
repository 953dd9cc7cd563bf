"""A label widened by another: what can be one is one, what cannot keeps its values under an id of its own."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import AttributeId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import AttributeValue, Link, Span
from annotator.model.widening import widened
from tests.model.codebooks import SCOPES, labels

CHOICE, ORDINAL, FLAG, TEXT = AttributeKind.CHOICE, AttributeKind.ORDINAL, AttributeKind.FLAG, AttributeKind.TEXT


def attribute(id: str, kind: AttributeKind, *values: str, **fields: Any) -> Attribute:
    return Attribute(id=AttributeId(id), name=id.title(), kind=kind, values=values, **fields)


def label(id: str, *attributes: Attribute, roles: Sequence[Role] = ()) -> Label:
    return Label(id=LabelId(id), name=id.title(), attributes=attributes, roles=tuple(roles))


def span(**values: AttributeValue) -> Span:
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return Span(SpanId("s"), LayerId("l"), DocumentId("d"), LabelId("plea"), (), "", named)


def role(id: str, takes: Takes = Takes.PARTY, *labels: str, several: bool = False) -> Role:
    return Role(
        id=RoleId(id), name=id.title(), takes=takes, labels=tuple(LabelId(one) for one in labels), several=several
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "values"),
    [
        (attribute("a", CHOICE, "x", "y"), attribute("a", CHOICE, "z", "x"), ("x", "y", "z")),
        (attribute("a", ORDINAL, "x", "z"), attribute("a", ORDINAL, "x", "y", "z"), ("x", "y", "z")),
        (attribute("a", ORDINAL, "x", "y", "z"), attribute("a", ORDINAL, "y", "z"), ("x", "y", "z")),
        (attribute("a", FLAG), attribute("a", FLAG, required=True), ()),
    ],
)
def test_attributes_that_can_be_one_take_the_values_of_both(
    ours: Attribute, theirs: Attribute, values: tuple[str, ...]
) -> None:
    both, following = widened(label("appeal", ours), label("plea", theirs))
    assert both.attributes == (ours.model_copy(update={"values": values}),)
    assert following.attributes == {} and following.span(span(a="x")).attributes == {"a": "x"}
    assert following.span(span()).label == "appeal"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (attribute("a", CHOICE, "x"), attribute("a", AttributeKind.CHOICES, "x")),
        (attribute("a", ORDINAL, "x", "y"), attribute("a", ORDINAL, "y", "x")),
        (attribute("a", ORDINAL, "x", "y"), attribute("a", ORDINAL, "x", "z")),
        (attribute("a", TEXT), attribute("a", FLAG)),
    ],
)
def test_those_that_cannot_be_one_stand_beside_each_other(ours: Attribute, theirs: Attribute) -> None:
    both, following = widened(label("appeal", ours), label("plea", theirs))
    assert both.attributes == (ours, theirs.model_copy(update={"id": "a-2", "name": "A (Plea)"}))
    assert following.span(span(a="x")).attributes == {"a-2": "x"}


def test_a_third_label_joins_the_second_where_it_can() -> None:
    both, _ = widened(label("appeal", attribute("a", TEXT)), label("plea", attribute("a", CHOICE, "x")))
    three, following = widened(both, label("call", attribute("a", CHOICE, "y")))
    assert [(one.id, one.values) for one in three.attributes] == [("a", ()), ("a-2", ("x", "y"))]
    assert following.attributes == {"a": "a-2"}


def test_no_two_values_of_a_span_come_under_one_id() -> None:
    theirs = label("plea", attribute("a", FLAG), attribute("a-2", TEXT))
    _, following = widened(label("appeal", attribute("a", TEXT)), theirs, ["a-3"])
    assert following.span(span(a=True, a_2="x", a_3=3)).attributes == {"a-4": True, "a-2": "x", "a-3": 3}


def test_a_value_that_the_codebook_forgot_is_not_taken_for_one_that_it_knows() -> None:
    both, following = widened(label("appeal", attribute("a", FLAG)), label("plea"), ["a", "b"])
    assert both.attribute("a-2") is None
    assert following.span(span(a="stray", b=1)).attributes == {"a-2": "stray", "b": 1}


def test_what_others_lack_already_is_not_required_of_them() -> None:
    theirs = label("plea", attribute("a", FLAG, required=True))
    assert [one.required for one in widened(label("appeal"), theirs)[0].attributes] == [True]
    assert [one.required for one in widened(label("appeal"), theirs, optional=True)[0].attributes] == [False]


def test_roles_take_the_parties_of_both_and_those_that_take_something_else_stand_beside() -> None:
    ours = label("appeal", roles=[role("to", Takes.PARTY, "actor"), role("what", Takes.PASSAGE)])
    theirs = label("plea", roles=[role("to", Takes.PARTY, "group", several=True), role("what", Takes.SPAN)])
    both, following = widened(ours, theirs)
    assert [(one.id, one.takes, one.labels, one.several) for one in both.roles] == [
        ("to", "party", ("actor", "group"), True),
        ("what", "passage", (), False),
        ("what-2", "span", (), False),
    ]
    assert following.roles == {"what": "what-2"}
    anyone = label("plea", roles=[role("to")])
    assert widened(ours, anyone)[0].roles[0].labels == (), "one that takes any label takes any"


def test_a_value_that_means_something_else_is_another_attribute_only_if_asked_strictly() -> None:
    ours, theirs = (attribute("a", CHOICE, "x", "y", meanings={"x": said}) for said in ("One.", "Another."))
    assert [one.id for one in widened(label("appeal", ours), label("plea", theirs))[0].attributes] == ["a"]
    both, following = widened(label("appeal", ours), label("plea", theirs), strict=True)
    assert [(one.id, one.meanings) for one in both.attributes] == [("a", {"x": "One."}), ("a-2", {"x": "Another."})]
    assert following.attributes == {"a": "a-2"}
    assert len(widened(label("appeal", ours), label("plea", ours), strict=True)[0].attributes) == 1


def test_cue_words_of_both_are_kept_by_language() -> None:
    ours = attribute("a", CHOICE, "x", cues={"x": {"en": ("not",), "fr": ("pas",)}})
    theirs = attribute("a", CHOICE, "x", "y", cues={"x": {"en": ("no", "not")}, "y": {"de": ("ja",)}})
    cues = widened(label("appeal", ours), label("plea", theirs))[0].attributes[0].cues
    assert cues == {"x": {"en": ("not", "no"), "fr": ("pas",)}, "y": {"de": ("ja",)}}


def test_what_is_asked_of_parties_follows_into_the_slot_of_the_other_label() -> None:
    kind, other = attribute("kind", CHOICE, "state", "group"), attribute("kind", ORDINAL, "small", "large")
    first = role("target").model_copy(update={"attributes": (kind,)})
    second = role("target").model_copy(update={"attributes": (other, attribute("armed", FLAG))})
    both, following = widened(label("appeal", roles=[first]), label("plea", roles=[second]))
    (target,) = both.roles
    assert [one.id for one in target.attributes] == ["kind", "kind-2", "armed"]
    link = Link(LinkId("l"), SpanId("s"), RoleId("target"), attributes={"kind": "large", "armed": True})
    assert following.link(link).attributes == {"kind-2": "large", "armed": True}


def test_a_condition_goes_with_the_attribute_that_it_is_about() -> None:
    ours = (attribute("a", CHOICE, "x"), attribute("b", FLAG, when={AttributeId("a"): ("x",)}, required=True))
    theirs = (
        attribute("a", ORDINAL, "y", "x"),
        attribute("b", FLAG, required=True),
        attribute("c", TEXT, when={AttributeId("a"): ("y",)}),
    )
    both, _ = widened(label("appeal", *ours), label("plea", *theirs))
    found = {one.id: (one.when, one.required) for one in both.attributes}
    assert found == {
        "a": ({}, False),
        "b": ({}, False),
        "a-2": ({}, False),
        "c": ({"a-2": ("y",)}, False),
    }
    Codebook(labels=(both,))


@given(labels("x", ["x"], SCOPES), labels("y", ["y"], SCOPES))
def test_whatever_is_widened_is_a_codebook_still(ours: Label, theirs: Label) -> None:
    both, following = widened(ours, theirs.model_copy(update={"roles": (), "counterparts": ()}), optional=True)
    Codebook(labels=(both.model_copy(update={"parent": None}),))
    assert {following.attributes.get(one.id, one.id) for one in theirs.attributes} <= {
        one.id for one in both.attributes
    }
