"""Ids of a codebook: made of names, and refused where they contradict each other."""

import json
from typing import Any

import pytest
from hypothesis import given

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.codebook_rules import check_slug, slug_for
from annotator.model.errors import BadCodebook
from annotator.model.ids import AttributeId, LabelId, RoleId
from tests.model.codebooks import NAMES

KIND = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("armed", "civil"))


@given(NAMES)
def test_an_id_made_of_a_name_is_one_and_not_taken(name: str) -> None:
    first = slug_for(name)
    second = slug_for(name, frozenset({first}))
    check_slug(first, "a label")
    check_slug(second, "a label")
    assert first != second


def hanging(id: str, **when: Any) -> Attribute:
    return Attribute(id=AttributeId(id), name=id, kind=AttributeKind.FLAG, when=when)


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ((hanging("a", b=()),), "hangs on “b”, which is no attribute there"),
        ((hanging("a", a=("yes",)),), "attribute “a” of .* hangs on itself"),
        ((hanging("a", b=("yes",)), hanging("b", c=()), hanging("c", a=())), "attribute “a” of .* hangs on itself"),
        ((KIND, hanging("a", kind=("armed", "naval"))), "hangs on “kind” being “naval”, which it cannot be"),
        ((hanging("b"), hanging("a", b=("perhaps",))), "hangs on “b” being “perhaps”, which it cannot be"),
        ((KIND, KIND), "attribute id “kind” of .* is used twice"),
    ],
)
def test_conditions_that_nobody_can_fulfil_are_refused(attributes: tuple[Attribute, ...], problem: str) -> None:
    role = Role(id=RoleId("target"), name="Target", attributes=attributes)
    of_role = {"labels": [Label(id=LabelId("x"), name="X", roles=(role,)).model_dump(mode="json")]}
    of_label = {"labels": [Label(id=LabelId("x"), name="X", attributes=attributes).model_dump(mode="json")]}
    for book, whose in ((of_role, "role “target” of label “x”"), (of_label, "label “x”")):
        with pytest.raises(BadCodebook, match=problem) as refused:
            Codebook.from_json(json.dumps(book))
        assert whose in str(refused.value)


def test_a_heading_has_no_key() -> None:
    with pytest.raises(BadCodebook, match="is a heading"):
        Codebook.from_json('{"labels": [{"id": "x", "name": "X", "heading": true, "key": "1"}]}')
    book = Codebook.from_json('{"labels": [{"id": "x", "name": "X", "heading": true}, {"id": "y", "name": "Y"}]}')
    assert [label.id for label in book.in_use] == ["y"]


def test_an_external_code_is_one_short_line() -> None:
    book = Codebook.from_json('{"labels": [{"id": "x", "name": "X", "code": " 504 "}]}')
    assert book.labels[0].code == "504"
    for wrong in ('"5\\n4"', f'"{"5" * 65}"', "504"):
        with pytest.raises(BadCodebook):
            Codebook.from_json(f'{{"labels": [{{"id": "x", "name": "X", "code": {wrong}}}]}}')
