"""How much less is known of coders because documents differ."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Row, ratings_of
from annotator.agreement.posterior.design_effect import design_effects, widened
from annotator.agreement.posterior.sampling import draw
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.tally import Array
from tests.agreement.posterior.coverage import covered
from tests.agreement.posterior.simulated import coders_who_err
from tests.examples import examples

Rows = Counter[Row]


def effects(votes: Votes) -> Array:
    return design_effects(votes, draw(votes, kept=5).posterior).accuracy


@pytest.mark.hypothesis
def test_where_documents_differ_intervals_hold_all_the_same() -> None:
    # Without the design effect 73 in a hundred do.
    times = examples(15, usual=30)
    found = covered(lambda rng: coders_who_err(rng, 1000, 3, (0.6, 0.4), documents=20, spread=0.75), times, seed=1)
    assert found.accuracy > 0.88 and found.confusion > 0.88


def test_documents_in_which_a_coder_errs_all_the_time_count_for_what_they_are() -> None:
    good = Rows({("a", "a", "a"): 20, ("b", "b", "b"): 20})
    bad = Rows({("a", "a", "b"): 20, ("b", "b", "a"): 20})
    apart = effects(votes_of(ratings_of([good] * 5 + [bad])))
    spread = effects(votes_of(ratings_of([good + bad] * 6)))
    assert apart[2] > 20 and spread[2] == 1
    assert apart[0] < 2


def test_one_document_tells_of_no_difference() -> None:
    votes = votes_of(ratings_of([{("a", "a", "b"): 5, ("b", "b", "b"): 5}]))
    assert votes.documents == 1 and effects(votes).tolist() == [1, 1, 1]
    value, low, high, effect = (np.array([one]) for one in (0.5, 0.4, 0.6, 9.0))
    low, high = widened(value, low, high, effect, 1, 0.95)
    assert (low[0], high[0]) == (0.4, 0.6)


@given(
    st.floats(0.01, 0.99), st.floats(0, 1), st.floats(0, 1), st.floats(1, 50), st.integers(2, 200), st.floats(0.5, 0.99)
)
def test_an_interval_only_grows_and_stays_between_0_and_1(
    value: float, below: float, above: float, effect: float, documents: int, level: float
) -> None:
    low, high = value * (1 - below), value + (1 - value) * above
    values, lows, highs, effects = (np.array([one]) for one in (value, low, high, effect))
    (lower,), (upper,) = widened(values, lows, highs, effects, documents, level)
    assert 0 <= lower <= low and high <= upper <= 1


def test_an_effect_of_1_leaves_it_as_it_is() -> None:
    low, high = widened(np.array([0.8]), np.array([0.7]), np.array([0.9]), np.array([1.0]), 10, 0.95)
    assert (low[0], high[0]) == pytest.approx((0.7, 0.9))


def test_the_order_of_the_documents_changes_nothing() -> None:
    tables: list[Counter[Row]] = [
        Counter({("a", "a", "b"): 3, ("b", "b", "b"): 9}),
        Counter({("a", "a", "a"): 7}),
        Counter({("b", "a", "b"): 2}),
    ]
    assert effects(votes_of(ratings_of(tables))) == pytest.approx(effects(votes_of(ratings_of(tables[::-1]))))
