"""The plus-one interval: what must hold of it for any counts, and that it is what its formulas say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.plus_one import Errors, PlusOne, plus_one
from annotator.agreement.student import Array, quantile

_parts = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30)), min_size=2, max_size=12)


def of_parts(parts: list[tuple[int, int]]) -> PlusOne:
    """Return what documents come to that have so many errors, of so many that could be; something could be."""
    seen = np.array([min(part) for part in parts], dtype=float)
    chance = np.array([part[1] for part in parts], dtype=float) + 1
    return plus_one(Errors(seen.sum(), chance.sum()), Errors(seen.sum() - seen, chance.sum() - chance))


@given(_parts, st.floats(0.8, 0.99), st.sampled_from((0.0, -1.0)))
def test_the_value_is_inside_and_a_higher_level_is_wider(
    parts: list[tuple[int, int]], level: float, least: float
) -> None:
    found = of_parts(parts)
    low, high = found.limits(level, least)
    assert least <= low <= found.value + 1e-12 and found.value - 1e-12 <= high <= 1
    lower, higher = found.limits(level + 0.005, least)
    assert lower <= low and high <= higher
    assert 1 <= found.df <= max(1, len(parts) - 1) and found.effective <= len(parts) + 1e-9


@given(_parts)
def test_the_order_of_documents_does_not_matter(parts: list[tuple[int, int]]) -> None:
    one, other = of_parts(parts), of_parts(parts[::-1])
    assert list(map(float, one.limits(0.95))) == pytest.approx(list(map(float, other.limits(0.95))))


@given(_parts, st.floats(-0.9, 0.98))
def test_what_is_probable_below_a_limit_is_what_the_level_leaves_out(parts: list[tuple[int, int]], at: float) -> None:
    found = of_parts(parts)
    low, high = found.limits(0.9, -np.inf)
    assert found.share_below(float(low)) == pytest.approx(0.05, abs=1e-6)
    if found.errors.seen > 0 and high < 1:
        assert found.share_below(float(high)) == pytest.approx(0.95, abs=1e-3)
    assert 0 <= found.share_below(at) <= found.share_below(at + 0.01) <= 1


def test_without_a_disagreement_the_top_is_one_and_the_bottom_follows_from_how_many_there_could_be() -> None:
    few, many = of_parts([(0, 3)] * 8), of_parts([(0, 300)] * 8)
    for found in (few, many):
        assert found.value == 1 and found.limits(0.95)[1] == 1
    assert few.limits(0.95)[0] < many.limits(0.95)[0] < 1


def test_it_is_what_the_formulas_say_of_a_case_done_by_hand() -> None:
    seen, chance = np.array([0.0, 1, 0, 2, 1]), np.array([4.0, 5, 3, 6, 4])
    found = of_parts([(int(x), int(e) - 1) for x, e in zip(seen, chance, strict=True)])
    logs = np.log((4 - seen + 1) / (22 - chance + 1))
    u = 4 / 5 * (logs - logs.mean())
    added = 1 / 5 - 1 / 23
    variance = 5 / 4 * (u**2).sum() + added**2
    assert found.variance == pytest.approx(max(variance, (1 - 5 / 23) / 5))
    assert found.effective == pytest.approx(22**2 / (chance**2).sum())
    s2, s4 = (u**2).sum() + added**2, (u**4).sum() + added**4
    assert found.df == pytest.approx(min(4, found.effective - 1, 2 * s2**2 / (s4 - s2**2 / 5)))
    half = float(quantile(0.95, found.df) * np.sqrt(found.variance))
    low, high = found.limits(0.95)
    assert (low, high) == pytest.approx(
        (1 - 5 / 23 * np.exp(half), 1 - min(4 * float(np.exp(-half)), 1.0899) / 22), abs=1e-5
    )


def test_a_document_without_which_there_is_no_coefficient_is_left_out_of_the_mean() -> None:
    without: Array = np.array([0.0, 10.0, 10.0])
    found = plus_one(Errors(np.float64(2), np.float64(10)), Errors(np.array([0.0, 2, 2]), without))  # type: ignore[arg-type]
    assert found.influences.tolist() == [0, 0, 0] and found.effective == pytest.approx(1)


def test_many_cases_at_once_are_each_by_itself() -> None:
    rng = np.random.default_rng(2)
    chance = rng.integers(1, 20, (7, 9)).astype(float)
    seen = np.floor(chance * rng.random((7, 9)))
    total = Errors(seen.sum(1), chance.sum(1))
    found = plus_one(total, Errors(total.seen[:, None] - seen, total.by_chance[:, None] - chance))
    alone = [
        of_parts([(int(x), int(e) - 1) for x, e in zip(*pair, strict=True)]) for pair in zip(seen, chance, strict=True)
    ]
    low, high = found.limits(0.95)
    assert low.tolist() == pytest.approx([float(one.limits(0.95)[0]) for one in alone])
    assert high.tolist() == pytest.approx([float(one.limits(0.95)[1]) for one in alone])
