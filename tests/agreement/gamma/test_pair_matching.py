"""Assignment in which a row may stay alone."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.gamma.pair_matching import Edges, best_matching

COLUMNS = 4
GAINS = st.sampled_from((0.5, 1.0)) | st.floats(0, 2)


def most_gained(edges: Edges, taken: frozenset[int] = frozenset()) -> float:
    """Try everything."""
    if not edges:
        return 0.0
    first, *others = edges
    here = [gain + most_gained(others, taken | {column}) for column, gain in first if column not in taken]
    return max([most_gained(others, taken), *here])


@given(st.lists(st.dictionaries(st.integers(0, COLUMNS - 1), GAINS), max_size=5))
def test_no_other_assignment_gains_more(rows: list[dict[int, float]]) -> None:
    edges = [list(row.items()) for row in rows]
    found = best_matching(edges, COLUMNS)
    chosen = [column for column in found if column >= 0]
    assert len(set(chosen)) == len(chosen)
    gained = sum(row[column] for row, column in zip(rows, found, strict=True) if column >= 0)
    assert abs(gained - most_gained(edges)) < 1e-9
