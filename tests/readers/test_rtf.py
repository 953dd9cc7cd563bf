"""Rich text as files: properties, pictures in bytes, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.examples import examples


def read(inside: bytes) -> DocumentDraft:
    return read_bytes("a.rtf", b"{\\rtf1\\ansi " + inside + b"}")[0]


def escaped(text: str) -> bytes:
    """Return a text as Word writes it: what is not ASCII as UTF-16 numbers, each with a sign for older programs."""
    units = text.encode("utf-16-be")
    numbers = [int.from_bytes(units[at : at + 2], "big", signed=True) for at in range(0, len(units), 2)]
    return b"".join(b"\\u%d?" % number for number in numbers)


def test_properties_become_title_and_metadata() -> None:
    draft = read(b"{\\info{\\title Joint \\'c9tude}{\\author Ana}{\\creatim\\yr2023}{\\*\\company X}}x")
    assert (draft.title, draft.text, draft.metadata) == ("Joint Étude", "x", {"author": "Ana"})


@settings(max_examples=examples(30))
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_any_text_is_read_back(text: str) -> None:
    assert read(b"\\uc1 " + escaped(text)).text == text


@settings(max_examples=examples(30))
@given(st.binary(max_size=60))
def test_bytes_of_a_picture_are_passed_over_whatever_they_look_like(data: bytes) -> None:
    assert read(b"a{\\pict\\bin%d " % len(data) + data + b"}b").text == "ab"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"words", "it is no rich text"),
        (b"{\\rtf1}", "it has no text"),
        (b"{\\rtf1" + b"{" * 100_000, "it has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read_bytes("a.rtf", data)
