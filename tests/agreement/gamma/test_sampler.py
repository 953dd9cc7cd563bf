"""Random continua: made of what the coders marked, and of nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma.continuum import Continuum, GammaUnit
from annotator.agreement.gamma.sampler import random_units, samples_needed
from tests.agreement.gamma_continua import LENGTH, arrays, coded, continua


@settings(deadline=None)
@given(continua(coders=4, most=4), st.integers(0, 99))
def test_each_coder_of_a_sample_is_a_real_one_whose_units_are_all_moved_by_as_much(
    document: Continuum, seed: int
) -> None:
    real = arrays(document)
    samples = random_units(real, LENGTH, 5, np.random.default_rng(seed))
    assert (samples.continua, samples.coders) == (5, real.coders)
    assert samples.counts.min() > 0, "no sample is empty"
    of_each = []
    for coder in range(real.coders):
        mine = real.coder == coder
        of_each.append(np.column_stack([real.start, real.stop - real.start, real.category])[mine])
    for place in range(5):
        for coder in range(real.coders):
            mine = (samples.continuum == place) & (samples.coder == coder)
            found = np.column_stack([samples.start, samples.stop - samples.start, samples.category])[mine]
            assert (found[:, 0] >= 0).all() and (found[:, 0] < LENGTH).all()
            assert any(_is_moved(found, other) for other in of_each)


def _is_moved(found: np.ndarray, real: np.ndarray) -> bool:
    """Whether units are others moved around the text: by what brings the first one to one of them."""
    if len(found) != len(real):
        return False
    if not len(found):
        return True
    for shift in found[0, 0] - real[:, 0]:
        moved = real.copy()
        moved[:, 0] = (moved[:, 0] + shift) % LENGTH
        moved[np.isclose(moved[:, 0], LENGTH), 0] = 0
        if np.allclose(_sorted(moved), _sorted(found), atol=1e-6):
            return True
    return False


def _sorted(rows: np.ndarray) -> np.ndarray:
    rounded = rows.round(6)
    return rounded[np.lexsort(rounded.T)]


def test_shifts_of_a_sample_keep_half_a_mean_unit_from_each_other_around_the_end_too() -> None:
    one_each = Continuum([[GammaUnit(0, 40, "a")]] * 3, 400)
    samples = random_units(arrays(one_each), 400, 500, np.random.default_rng(1))
    starts = samples.start.reshape(500, 3)
    apart = np.abs(starts[:, :, None] - starts[:, None, :])
    around = np.minimum(apart, 400 - apart) + 400 * np.eye(3)
    assert around.min() >= 20
    assert around.min() < 21, "and no more than that"
    assert np.histogram(starts, 4, (0, 400))[0].min() > 300, "they are anywhere in the text"


def test_a_text_too_short_for_that_gets_samples_all_the_same() -> None:
    whole = Continuum([[GammaUnit(0, 10, "a")]] * 4, 10)
    assert len(random_units(arrays(whole), 10, 30, np.random.default_rng(1))) == 120


def test_a_coder_is_drawn_as_often_as_any_other_and_perhaps_twice() -> None:
    document = Continuum([[GammaUnit(0, 1, "a")], [GammaUnit(0, 1, "b")]], 1000)
    samples = random_units(arrays(document), 1000, 4000, np.random.default_rng(1))
    kinds = samples.category[np.lexsort((samples.coder, samples.continuum))].reshape(4000, 2)
    assert np.bincount(kinds[:, 0] * 2 + kinds[:, 1]) / 4000 == pytest.approx([0.25] * 4, abs=0.03)


@settings(deadline=None)
@given(continua(coders=3, most=3), st.integers(0, 99))
def test_samples_of_a_text_in_another_unit_of_length_are_the_same_ones(document: Continuum, seed: int) -> None:
    larger = [[GammaUnit(8 * start, 8 * stop, kind) for start, stop, kind in mine] for mine in document.coders]
    once = random_units(arrays(document), LENGTH, 4, np.random.default_rng(seed))
    again = random_units(arrays(Continuum(larger, 8 * LENGTH)), 8 * LENGTH, 4, np.random.default_rng(seed))
    assert np.array_equal(8 * once.start, again.start) and np.array_equal(once.category, again.category)


def test_the_same_seed_gives_the_same_samples_and_another_one_others() -> None:
    real = arrays(coded(np.random.default_rng(1), coders=3, spans=10, length=900, agree=0.5))
    one, same, other = (random_units(real, 900, 4, np.random.default_rng(seed)).start for seed in (1, 1, 2))
    assert np.array_equal(one, same) and not np.array_equal(one, other)


def test_as_many_samples_are_needed_as_their_spread_says() -> None:
    """Mathet, Widlöcher & Métivier (2015), section 5.3: (1.96 * 0.5 / 0.1)² = 96.04."""
    assert samples_needed(np.array([0.5, 1.5]), 0.1) == 97
    assert samples_needed(np.array([1.0, 1.0]), 0.1) == 0
    assert samples_needed(np.array([0.0, 0.0]), 0.1) == 0
