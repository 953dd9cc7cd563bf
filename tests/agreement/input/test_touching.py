"""Which spans touch, against looking at each two of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.touching import overlaps_by_document, touching, touching_each_other
from annotator.model.geometry import overlap_length
from tests.agreement.texts import CODERS, LABELS, grouped_spans, texts


@given(st.lists(texts("AB"), max_size=2))
def test_each_pair_of_spans_with_characters_in_common_is_found_once_with_how_many(found: list[CodedText]) -> None:
    table = span_table(found, CODERS[:2], LABELS)
    spans = grouped_spans(found, CODERS[:2]).spans
    mine = [np.flatnonzero(table.coder == column).tolist() for column in (0, 1)]
    expected = [
        (one, other, shared)
        for one in mine[0]
        for other in mine[1]
        if table.document[one] == table.document[other]
        and (shared := overlap_length(spans[one].extents, spans[other].extents))
    ]
    made = touching(table, table.coder == 0, table.coder == 1)
    assert list(zip(*(part.tolist() for part in made), strict=True)) == expected


@given(st.lists(texts("AB"), max_size=3))
def test_of_any_two_coders_the_same_are_found_and_how_many_is_known_before(found: list[CodedText]) -> None:
    table = span_table(found, CODERS[:2], LABELS)
    one, other, shared = touching(table, table.coder == 0, table.coder == 1)
    expected = sorted(zip(np.minimum(one, other), np.maximum(one, other), shared, strict=True))
    every = np.ones(len(table.document), dtype=bool)
    made = touching_each_other(table, every)
    assert list(zip(*(part.tolist() for part in made), strict=True)) == expected
    counts = overlaps_by_document(table, every)
    assert len(counts) == len(found)
    for document, count in enumerate(counts.tolist()):
        spans = np.flatnonzero(table.document[table.span] == document).tolist()
        ends = [(table.piece_start[at], table.piece_stop[at]) for at in spans]
        assert count == sum(a < d and c < b for at, (a, b) in enumerate(ends) for c, d in ends[at + 1 :])
