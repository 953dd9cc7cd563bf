"""Matching of very many small things at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.spans.matching import best_pairs
from annotator.model.geometry import match


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9) | st.integers(1000, 1009), max_size=14
    )
)
def test_what_is_settled_in_arrays_weighs_as_much_as_the_best_match(weights: dict[tuple[int, int], int]) -> None:
    rows, columns = np.array(list(weights), dtype=np.int64).reshape(-1, 2).T
    values = np.array(list(weights.values()), dtype=np.int64)
    chosen = best_pairs(rows, columns, values)
    assert len(set(rows[chosen].tolist())) == len(set(columns[chosen].tolist())) == len(chosen)
    assert values[chosen].sum() == sum(weights[pair] for pair in match(weights))
