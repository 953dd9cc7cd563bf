"""A codebook that contradicts itself, or is none, gets one sentence that names the place in words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.model.errors import BadCodebook
from tests.model.codebooks import codebooks

CHOICE = {"id": "force", "name": "Force", "kind": "choice", "values": ["low", "high"]}


def label(**fields: Any) -> dict[str, Any]:
    return {"id": "warning", "name": "Warning", **fields}


def book(*labels: dict[str, Any]) -> dict[str, Any]:
    return {"labels": [{"id": "appeal", "name": "Appeal", "key": "1"}, *labels]}


def attribute(**fields: Any) -> dict[str, Any]:
    return book(label(attributes=[{"id": "topic", "name": "Topic", "kind": "text"}, {**CHOICE, **fields}]))


IN_FORCE = "label 2 (“warning”), attribute 2 (“force”)"
BROKEN: list[tuple[Any, str]] = [
    (book(label(id="appeal")), "the label id “appeal” is used twice."),
    (book(label(key="1")), "the key “1” is used twice."),
    (book(label(key="12")), "label 2 (“warning”): key: “12” does not fit; a key is one of 1 to 9 or a to z, or empty."),
    (
        book(label(colour="red")),
        "label 2 (“warning”): colour: “red” does not fit; a colour is written as “#” and six digits from 0 to f,"
        " such as #0072B2.",
    ),
    (
        attribute(kind="colour"),
        f"{IN_FORCE}: kind: “colour” is not among 'choice', 'choices', 'flag', 'ordinal', 'number', 'date', 'text'.",
    ),
    (attribute(name=""), f"{IN_FORCE}: name: it must not be empty."),
    (attribute(values=[]), f"{IN_FORCE}: attribute “force” is a choice and needs a list of values."),
    (attribute(values=["low", "low"]), f"{IN_FORCE}: attribute “force” lists a value twice."),
    (attribute(values=["low", ""]), f"{IN_FORCE}: attribute “force” lists an empty value."),
    (attribute(values=["low", 3]), f"{IN_FORCE}, value 2: a text is expected here."),
    (
        attribute(meanings={"huge": "Very."}),
        f"{IN_FORCE}: attribute “force” has a meaning for “huge”, which is not among its values.",
    ),
    (attribute(required=[]), f"{IN_FORCE}: required: true or false is expected here."),
    (attribute(id="topic"), "the attribute id “topic” of label “warning” is used twice."),
    (
        book(label(attributes=[{"name": "Force", "kind": "flag"}])),
        "label 2 (“warning”), attribute 1 (“Force”): id: it is missing.",
    ),
    (book(label(parent="gone")), "label “warning” has the parent “gone”, which does not exist."),
    (book(label(parent="warning")), "label “warning” is its own ancestor."),
    (book(label(parent="threat"), label(id="threat", parent="warning")), "label “warning” is its own ancestor."),
    (book(label(id="A warning")), "“A warning” cannot be the id of a label: use small letters, digits, - and _."),
    (
        book(label(roles=[{"id": "to", "name": "To", "labels": ["party"]}])),
        "role “to” of label “warning” names the label “party”, which does not exist.",
    ),
    (
        book(label(roles=[{"id": "to", "name": "To", "takes": "all"}])),
        "label 2 (“warning”), role 1 (“to”): takes: “all” is not among 'party', 'passage', 'span'.",
    ),
    (
        book(label(attributes=[CHOICE], counterparts=[{"scheme": "PLOVER", "when": {"force": ["huge"]}}])),
        "the PLOVER counterpart of label “warning” names a value of “force” that the label does not have.",
    ),
    (
        book(label(counterparts=[{"code": "02"}])),
        "label 2 (“warning”), counterpart 1: scheme: it is missing.",
    ),
    (book(label(color="#000000")), "label 2 (“warning”): color: there is no such field here."),
    (book(label(scope="page")), "label 2 (“warning”): scope: “page” is not among 'span', 'document'."),
    ({"labels": {"warning": {}}}, "labels: a list is expected here."),
    ({"labels": ["warning"]}, "label 1 (“warning”): an object, in braces, is expected here."),
    ([], "an object, in braces, is expected here."),
]


@pytest.mark.parametrize(("content", "problem"), BROKEN)
def test_a_broken_codebook_gets_one_sentence_that_names_the_place(content: Any, problem: str) -> None:
    with pytest.raises(BadCodebook) as caught:
        Codebook.from_json(json.dumps(content), "book.json")
    assert str(caught.value) == f"book.json: {problem}"


@pytest.mark.parametrize("text", ["", "{", '{"labels": [', "\x00", "nonsense", b"\xff\xfe"])
def test_what_is_no_json_is_called_so(text: str | bytes) -> None:
    with pytest.raises(BadCodebook, match=r"^book\.json: it is no JSON \(.+\)\.$"):
        Codebook.from_json(text, "book.json")


def test_a_codebook_with_other_labels_is_checked_like_one_that_is_read() -> None:
    codebook = Codebook.from_json(json.dumps(book(label(parent="appeal"))))
    assert codebook.with_labels(codebook.labels) == codebook
    with pytest.raises(BadCodebook, match="cannot be changed so: label “warning” has the parent “appeal”"):
        codebook.with_labels(codebook.labels[1:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(codebooks(1), JSON, st.data())
def test_whatever_stands_in_a_place_is_taken_or_refused_in_one_line(
    codebook: Codebook, strange: Any, data: st.DataObject
) -> None:
    content = codebook.model_dump(mode="json")
    at: Any = content
    while data.draw(st.booleans()) or at is content:
        keys = sorted(at) if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else ()
        if not keys:
            break
        parent, key = at, data.draw(st.sampled_from(keys))
        at = at[key]
    parent[key] = strange
    try:
        Codebook.from_json(json.dumps(content), "book.json")
    except BadCodebook as error:
        sentence = str(error)
        assert sentence.startswith("book.json: ") and sentence.endswith(".") and "\n" not in sentence


@given(codebooks())
def test_any_codebook_is_written_and_read_as_the_same(codebook: Codebook) -> None:
    assert Codebook.from_json(codebook.to_json()) == codebook
    assert codebook.with_labels(codebook.labels) == codebook
