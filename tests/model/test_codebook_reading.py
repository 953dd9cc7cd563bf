"""A codebook from a file is refused where it is plainly broken, and taken as it stands where it is not."""

import json
from codecs import BOM_UTF8
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Codebook
from annotator.model.codebook_reading import read_codebook
from annotator.model.errors import BadCodebook
from annotator.model.role_kinds import SLOT_TYPES, Takes
from tests.model.codebooks import codebooks


def book(**fields: Any) -> bytes:
    """Return a codebook of two labels, the second with these fields."""
    return json.dumps({"labels": [{"id": "appeal", "name": "Appeal"}, {"id": "b", "name": "B", **fields}]}).encode()


def problem_with(data: bytes) -> str:
    """Return what is said of a file."""
    with pytest.raises(BadCodebook) as caught:
        read_codebook(data, "book.json")
    return str(caught.value)


@given(codebooks(), st.sampled_from([b"", BOM_UTF8]))
def test_a_sound_codebook_is_read_as_it_was_written_with_a_mark_before_it_or_without(
    codebook: Codebook, mark: bytes
) -> None:
    assert read_codebook(mark + codebook.to_json().encode(), "book.json") == codebook


@given(codebooks(1), st.data())
def test_a_field_that_is_written_twice_is_found_wherever_it_stands(codebook: Codebook, data: st.DataObject) -> None:
    text = codebook.model_dump_json()
    keys = [at for at in range(len(text)) if text.startswith('"name":', at) and text[at - 1] in "{,"]
    at = data.draw(st.sampled_from(keys))
    assert "the field “name” is written twice" in problem_with((text[:at] + '"name":"",' + text[at:]).encode())


def test_a_key_that_is_twice_in_a_list_of_meanings_is_said_where_nothing_has_a_name() -> None:
    data = book(attributes=[{"id": "f", "name": "F", "kind": "choice", "values": ["x"], "meanings": {"x": "1"}}])
    assert problem_with(data.replace(b'{"x": "1"}', b'{"x": "1", "x": "2"}')) == (
        "book.json: the field “x” is written twice."
    )


@pytest.mark.parametrize("kind", [kind for kind in AttributeKind if not VALUE_TYPES[kind].listed])
def test_only_what_has_a_list_may_list_values(kind: AttributeKind) -> None:
    data = book(attributes=[{"id": "f", "name": "F", "kind": kind, "values": ["yes"]}])
    assert problem_with(data) == (
        f"book.json: label 2 (“b”): attribute “f” is {VALUE_TYPES[kind].noun}, which has no list of values."
    )
    assert Codebook.from_json(data), "a project keeps what it has"


@pytest.mark.parametrize("takes", Takes)
def test_only_a_role_that_can_be_a_span_names_labels(takes: Takes) -> None:
    data = book(roles=[{"id": "r", "name": "R", "takes": takes, "labels": ["appeal"]}])
    if SLOT_TYPES[takes].spans:
        assert read_codebook(data, "book.json") == Codebook.from_json(data)
    else:
        assert f"role “r” takes a {takes}, so it cannot name the labels of its spans" in problem_with(data)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": "\u3000"}, "label 2 (“b”): its name is blank"),
        ({"roles": [{"id": "r", "name": "\t"}]}, "label 2 (“b”): the name of “r” is blank"),
        ({"attributes": [{"id": "f", "name": " ", "kind": "flag"}]}, "label 2 (“b”): the name of “f” is blank"),
    ],
)
def test_names_that_nobody_can_see_are_refused(fields: dict[str, Any], problem: str) -> None:
    assert problem_with(book(**fields)) == f"book.json: {problem}."


@pytest.mark.parametrize("data", [b"", BOM_UTF8, b"[", b"\xff", BOM_UTF8 * 2 + b"{}"])
def test_what_is_no_json_is_said_first(data: bytes) -> None:
    assert problem_with(data).startswith("book.json: it is no JSON")
