"""Passages by their places, whichever of the usual shapes they have, and what joins them."""

from typing import Any

import pytest

from annotator.formats.hugging_face.passages import FilePassages, RowPassages, relations_of, text_of_passages
from annotator.formats.losses import Losses
from annotator.model.span import Extent

PLACES = [Extent(0, 4), Extent(5, 8), Extent(9, 10)]


def pieces_of(said: Any, places: list[Extent] | None = None, is_inclusive: bool = False) -> list[Any]:
    column = RowPassages(said, {"entities.type": ("LOC", "PER")}, "entities", places or [], is_inclusive)
    return [(one.label, one.start, one.stop, one.quote, one.attributes) for one in column.pieces(Losses(), "x")]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([{"start": 0, "end": 4, "label": "PER", "text": "They"}], [("PER", 0, 4, "They", {})]),
        ([{"begin": 0, "end": 4, "type": 1, "score": 0.5}], [("PER", 0, 4, None, {"score": 0.5})]),
        ({"start": [0], "end": [4], "type": [0]}, [("LOC", 0, 4, None, {})]),
        ([[0, 4, "PER"]], [("PER", 0, 4, None, {})]),
        ([{"offsets": [[0, 4]], "type": "PER", "text": ["They"]}], [("PER", 0, 4, "They", {})]),
        (
            [{"start": 0, "end": 4, "entity_group": "PER", "normalized": [{"id": "Q1"}]}],
            [("PER", 0, 4, None, {"normalized": '[{"id":"Q1"}]'})],
        ),
        (
            [{"start": 4, "end": 0, "label": "PER"}, {"start": "x", "end": 3, "label": "PER"}, {"start": 0, "end": 1}],
            [],
        ),
    ],
)
def test_a_passage_has_its_label_its_place_its_words_and_what_else_is_said(said: Any, wanted: list[Any]) -> None:
    assert pieces_of(said) == wanted


def test_a_passage_in_pieces_is_one() -> None:
    column = RowPassages([{"offsets": [[0, 4], [9, 10]], "type": "PER", "text": ["They", "."]}], {}, "e", [], False)
    (piece,) = column.pieces(Losses(), "x")
    assert ((piece.start, piece.stop), piece.more) == ((0, 4), ((9, 10),))


def test_a_passage_of_tokens_stands_where_these_do() -> None:
    assert pieces_of([{"type": "PER", "start": 0, "end": 2}], PLACES) == [("PER", 0, 8, None, {})]
    assert pieces_of([[0, 1, "PER"]], PLACES, is_inclusive=True) == [("PER", 0, 8, None, {})]
    assert pieces_of([[0, 9, "PER"], [2, 2, "PER"]], PLACES) == []


@pytest.mark.parametrize(
    ("rows", "of_tokens", "is_inclusive"),
    [
        ([{"tokens": ["a", "b"], "e": [{"type": "X", "start": 0, "end": 1}]}], True, False),
        ([{"tokens": ["a", "b"], "e": [[0, 0, "X"]]}], True, True),
        ([{"tokens": ["a", "b"], "e": [[0, 0, "X"], [0, 2, "X"]]}], True, False),
        ([{"text": "a b", "tokens": ["a", "b"], "e": [[2, 3, "X"]]}], False, False),
        ([{"text": "a b", "tokens": ["a", "b"], "e": [[0, 1, "X"]] * 5}], True, False),
        ([{"text": "a b", "e": [[0, 1, "X"]] * 5}], False, False),
    ],
)
def test_what_places_count_is_told_by_all_rows(rows: list[Any], of_tokens: bool, is_inclusive: bool) -> None:
    found = FilePassages(rows)
    assert (found.columns, found.are_of_tokens, found.is_inclusive) == ({"e"}, of_tokens, is_inclusive)


def test_relations_name_their_ends_by_number_or_id() -> None:
    row = {
        "relations": [{"type": "Kill", "head": 0, "tail": 1}, {"type": 0, "arg1_id": "T1", "arg2_id": "T2"}, {"x": 1}]
    }
    found = [(one.source, one.target, one.name) for one in relations_of(row, {"relations.type": ("treats",)})]
    assert found == [("0", "1", "Kill"), ("T1", "T2", "treats"), ("", "", "")]


def test_a_text_in_parts_has_them_at_their_places() -> None:
    parts = [{"text": ["A title"], "offsets": [[0, 7]]}, {"text": ["Then."], "offsets": [[9, 14]]}, {"text": "End"}]
    assert text_of_passages({"passages": parts}) == "A title  Then. End"
