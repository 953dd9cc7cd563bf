"""Which spans touch, against looking at each two of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.touching import touching
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
