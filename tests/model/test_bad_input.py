"""Where and what is wrong with JSON, in a sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from annotator.model.bad_input import MOST, NOUNS, place_in_words, sentence_about


class Example(BaseModel):
    """A model with whatever can be wrong in one."""

    model_config = ConfigDict(extra="forbid")

    name: str = "x"
    labels: tuple[str, ...] = ()
    number: float = 0
    odd: int = 1

    @field_validator("odd")
    @classmethod
    def _is_odd(cls, value: int) -> int:
        if value % 2 == 0:
            raise ValueError("it is even,\nbut must be odd")
        return value


def said_of(content: Any) -> str:
    """Return what is said of a content that does not fit."""
    text = content if isinstance(content, (str, bytes)) else json.dumps(content)
    with pytest.raises(ValidationError) as caught:
        Example.model_validate_json(text)
    return sentence_about(caught.value, text, "x.json")


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ((), {}, ""),
        (("labels", 2, "kind"), {"labels": [{}, {}, {"id": "warning"}]}, "label 3 (“warning”): kind"),
        (("labels", 0), {"labels": [{"name": "Threat"}]}, "label 1 (“Threat”)"),
        (("labels", 0, "attributes", 1), {"labels": [{"attributes": [{}, {"id": "f"}]}]}, "label 1, attribute 2 (“f”)"),
        (("near_misses", 1), {"near_misses": ["a", "  b\n c "]}, "near miss 2 (“b c”)"),
        (("labels", 7, "id"), {"labels": []}, "label 8: id"),
        (("when", "force", 0), None, "force 1"),
        (("labels", 0, 1), {"labels": [["a", "b"]]}, "label 1, item 2 (“b”)"),
        (("actors", 0), {"actors": [{"id": "", "name": 3, "scheme": "فرنسا"}]}, "actor 1 (“فرنسا”)"),
    ],
)
def test_a_place_is_said_in_words_as_far_as_it_is_there(path: tuple[int | str, ...], content: Any, words: str) -> None:
    assert place_in_words(path, content) == words


@given(st.sampled_from(sorted(NOUNS)), st.integers(0, 10**6), st.recursive(st.none() | st.text(), st.lists))
def test_what_stands_there_never_keeps_a_place_from_being_said(field: str, number: int, content: Any) -> None:
    assert place_in_words((field, number), content).startswith(f"{NOUNS[field]} {number + 1}")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"labels": ["a", 3]}, "x.json: label 2: a text is expected here."),
        ({"nmae": "x"}, "x.json: nmae: there is no such field here."),
        ({"odd": 2}, "x.json: odd: it is even, but must be odd."),
        ([], "x.json: an object, in braces, is expected here."),
        ({"labels": {}}, "x.json: labels: a list is expected here."),
    ],
)
def test_what_is_wrong_is_one_sentence(content: Any, sentence: str) -> None:
    assert said_of(content) == sentence


@pytest.mark.parametrize("text", ["", "[", b"\xff\xfe", '{"name": "\ud800"'.encode("utf-8", "surrogatepass")])
def test_what_cannot_be_parsed_has_no_place_to_be_named(text: str | bytes) -> None:
    assert said_of(text).startswith("x.json: it is no JSON (")


@given(st.text(min_size=MOST + 1, max_size=500).filter(lambda text: "\ud800" not in text))
def test_a_long_item_is_quoted_by_its_beginning_on_one_line(text: str) -> None:
    words = place_in_words(("labels", 0), {"labels": [text]})
    assert "\n" not in words and len(words) <= len("label 1 (“…”)") + MOST
