"""Strings have the numbers that spaCy gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.spacy.strings import SYMBOLS, murmur_hash, string_id, string_ids
from tests.formats.spacy.unpacking import docbin
from tests.shared_data import shared


# As spacy.strings.StringStore of spaCy 3.8.7 numbers them.
@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("ORG", 383), ("_", 456), ("a", 11901859001352538922), ("case", 8110129090154140942),
     ("中国", 14253433776819982803), ("x" * 30, 3066344062808748268)],
)  # fmt: skip
def test_a_string_has_spacy_s_number(text: str, number: int) -> None:
    assert string_id(text) == number


def test_the_symbols_are_as_many_as_spacy_s() -> None:
    assert len(SYMBOLS) == 457
    assert (SYMBOLS["ORTH"], SYMBOLS["ENT_TYPE"], SYMBOLS["ENT_KB_ID"], SYMBOLS["acl"]) == (65, 78, 452, 451)


def test_every_string_of_a_file_that_spacy_wrote_is_found_among_its_numbers() -> None:
    found = docbin(shared("fixtures/spacy/generated/mixed.spacy"))
    numbers = {int.from_bytes(found["tokens"][at : at + 8], "little") for at in range(0, len(found["tokens"]), 8)}
    groups = b"".join(found["span_groups"])
    spans = {int.from_bytes(groups[at : at + 8], "big") for at in range(len(groups) - 7)}
    assert found["strings"]
    assert [text for text in found["strings"] if string_id(text) not in numbers | spans] == []


def test_hashes_differ_by_each_byte_and_by_the_seed() -> None:
    data = b"0123456789abcdef"
    lengths = {murmur_hash(data[:length]) for length in range(len(data) + 1)}
    assert len(lengths) == len(data) + 1
    assert murmur_hash(data, 0) != murmur_hash(data, 1)


@given(texts=st.lists(st.text(max_size=20) | st.uuids().map(str) | st.sampled_from(sorted(SYMBOLS)), max_size=60))
def test_many_strings_have_the_numbers_that_each_has(texts: list[str]) -> None:
    many = [*texts, *(text + end for text in texts for end in "abcdefghi")]
    assert string_ids(many).tolist() == [string_id(text) for text in many]
