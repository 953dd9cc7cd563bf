"""What of a row is what is told by its shape, and by usual names."""

from typing import Any

import pytest

from annotator.formats.hugging_face.columns import is_row, objects_of, passage_columns, tag_columns, text_column

PASSAGE = {"start": 0, "end": 2, "label": "PER"}


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        ({"tokens": ["a"], "ner_tags": [0]}, True),
        ({"words": ["a", "b"], "labels": ["O", "O"]}, True),
        ({"tokens": ["a"], "ner_tags": [0, 1]}, False),
        ({"tokens": ["a"], "entities": [{"type": "X", "start": 0, "end": 1}]}, True),
        ({"tokenized_text": ["a"], "ner": [[0, 0, "x"]]}, True),
        ({"text": "a b", "spans": [PASSAGE]}, True),
        ({"text": "a b", "spans": {"start": [0], "end": [2], "label": [1]}}, True),
        ({"text": "a b", "spans": [{"start": 0, "end": 2}]}, False),
        ({"text": "a b", "label": "x"}, False),
        ({"passages": [{"text": ["a"], "offsets": [[0, 1]]}], "entities": [{"type": "X", "offsets": [[0, 1]]}]}, True),
        ({"text": "a b", "segments": [{"start": 0.5, "end": 1.5, "label": "talk"}]}, False),
        ({}, False),
    ],
)
def test_a_row_has_tokens_with_a_list_as_long_or_passages(row: dict[str, Any], is_one: bool) -> None:
    assert is_row(row) is is_one


def test_an_object_of_lists_is_a_list_of_objects_and_a_triple_an_object() -> None:
    assert objects_of({"start": [0, 3], "end": [2, 5]}) == [{"start": 0, "end": 2}, {"start": 3, "end": 5}]
    assert objects_of({"start": [0, 3], "end": [2]}) == [] == objects_of({"start": 1}) == objects_of("x")
    assert objects_of([[0, 2, "PER"], ["no", 2, 3], PASSAGE]) == [PASSAGE, PASSAGE]


def test_what_is_neither_tokens_nor_as_long_is_no_column_of_tags() -> None:
    row = {"tokens": ["a", "b"], "ner_tags": [0, None], "vectors": [[1], [2]], "scores": [0.5, 1.0], "ids": [1]}
    assert list(tag_columns(row, "tokens")) == ["ner_tags"]


def test_a_text_is_found_by_a_usual_name_or_by_one_that_says_so() -> None:
    assert text_column({"id": "1", "Sentence": "a"}) == "Sentence"
    assert text_column({"id": "1", "source_text": "a"}) == "source_text"
    assert text_column({"id": "1", "lang": "en"}) is None
    assert list(passage_columns({"text": "a", "privacy_mask": [PASSAGE | {"value": "a"}]})) == ["privacy_mask"]
