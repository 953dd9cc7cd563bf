"""How much of two layers is the same: counts that add up, and F1 as it is defined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.practice import Score


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """Draw counts as two layers can have them: no more the same than either has spans."""
    own, gold = draw(st.integers(0, 50)), draw(st.integers(0, 50))
    same = draw(st.integers(0, min(own, gold)))
    return Score(own + gold - same, draw(st.integers(0, same)), same, own, gold)


def test_f1_is_that_of_the_definition_and_undefined_without_spans() -> None:
    score = Score(places=5, just_so=2, same=3, own=4, gold=4)
    precision, recall = 3 / 4, 3 / 4
    assert score.f1 == 2 * precision * recall / (precision + recall) == 0.75
    assert Score().f1 is None and Score(places=1, own=1).f1 == 0


@given(scores())
def test_f1_is_the_harmonic_mean_of_precision_and_recall_and_one_where_all_is_the_same(score: Score) -> None:
    if not score.own and not score.gold:
        assert score.f1 is None
        return
    assert score.f1 is not None and 0 <= score.f1 <= 1
    assert (score.f1 == 1) is (score.same == score.own == score.gold)
    if score.same:
        precision, recall = score.same / score.own, score.same / score.gold
        assert score.f1 == pytest.approx(2 / (1 / precision + 1 / recall))
    else:
        assert score.f1 == 0


@given(st.lists(scores(), max_size=4))
def test_the_counts_of_documents_add_up_in_any_order(rows: list[Score]) -> None:
    total = sum(rows, Score())
    assert total == sum(reversed(rows), Score())
    for name in ("places", "just_so", "same", "own", "gold", "differences"):
        assert getattr(total, name) == sum(getattr(row, name) for row in rows)
