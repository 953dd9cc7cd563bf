"""When a passage stands beside another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Span, tidy
from annotator.operations.passages.beside import is_inside, overlap

PIECES = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), max_size=3)


def span(pieces: list[tuple[int, int]]) -> Span:
    extents = tidy((start, start + length) for start, length in pieces)
    return Span(SpanId("s"), LayerId("l"), DocumentId("d"), LabelId("x"), extents, "")


def letters(one: Span) -> set[int]:
    return {at for extent in one.extents for at in range(*extent)}


@given(PIECES, PIECES)
def test_passages_overlap_where_they_share_a_letter_and_one_is_inside_where_it_has_none_else(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    first, second = span(one), span(other)
    assert overlap(first, second) is bool(letters(first) & letters(second))
    assert is_inside(first, second) is (bool(letters(first)) and letters(first) <= letters(second))


@pytest.mark.parametrize("pieces", [[], [(0, 1)]])
def test_a_label_on_the_whole_document_stands_beside_nothing(pieces: list[tuple[int, int]]) -> None:
    assert not overlap(span([]), span(pieces)) and not is_inside(span([]), span(pieces))
