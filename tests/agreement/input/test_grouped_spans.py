"""Spans of two coders are grouped as if there were no others, and just as all grouping of spans goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.grouped_rows import NONE
from annotator.agreement.input.grouped_spans import GroupedSpans
from annotator.model.errors import Bug
from annotator.model.span import Span
from tests.agreement.texts import LABELS, X, coded, grouped_spans, text_of, texts


def ids(spans: GroupedSpans, rows: object) -> set[tuple[str | None, ...]]:
    return {tuple(spans.spans[at].id if at != NONE else None for at in row) for row in rows.tolist()}  # type: ignore[attr-defined]


@given(st.lists(texts(), max_size=2))
def test_all_coders_spans_are_grouped_as_their_places_are(found: list[CodedText]) -> None:
    every = grouped_spans(found)
    in_text = [place for place in every.places() if not place.is_whole]
    made = {tuple(span.id if span is not None else None for span in place.spans) for place in in_text}
    assert ids(every, every.passages((0, 1, 2))) == made
    for span, label, size in zip(every.spans, every.table.label.tolist(), every.table.size.tolist(), strict=True):
        assert (span.label, sum(stop - start for start, stop in span.extents)) == (LABELS[label], size)


def test_who_stands_between_two_joins_them_only_where_all_three_are_compared() -> None:
    first, second, between = coded("A", 0, 5), coded("B", 8, 12), coded("C", 4, 9)
    every = grouped_spans([text_of(first, second, between, coders="ABC")])
    assert ids(every, every.passages((0, 1, 2))) == {(first.id, second.id, between.id)}
    assert ids(every, every.passages((0, 1))) == {(first.id, None), (None, second.id)}


def test_labels_on_whole_documents_stand_in_rows_by_label() -> None:
    spans: list[Span] = [coded("A", 0, 0), coded("C", 0, 0), coded("B", 0, 0, "y"), coded("A", 3, 5)]
    every = grouped_spans([text_of(*spans, coders="ABC"), text_of(coded("A", 0, 0), coders="A")])
    assert len(every.on_documents((0, 1, 2))) == 3
    assert (spans[0].id, spans[1].id) in ids(every, every.on_documents((0, 2)))
    assert len(every.rows((0, 1, 2))) == 4
    assert sorted(every.document_of(every.rows((0, 1, 2))).tolist()) == [0, 0, 0, 1]


@given(st.lists(texts(), max_size=2))
def test_the_rows_of_a_label_are_those_in_which_two_have_it(found: list[CodedText]) -> None:
    every = grouped_spans(found)
    for coders in ((0, 1, 2), (0, 2)):
        expected = []
        for row in every.rows(coders).tolist():
            mine = [at if at != NONE and every.spans[at].label == X else NONE for at in row]
            expected += [mine] if len(mine) - mine.count(NONE) > 1 else []
        assert sorted(every.alike(coders, LABELS.index(X)).tolist()) == sorted(expected)


def test_there_are_groups_of_two_or_of_all() -> None:
    with pytest.raises(Bug):
        grouped_spans([text_of()]).passages((0,))
