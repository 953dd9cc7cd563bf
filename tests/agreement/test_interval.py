"""The short form of the simulation: intervals hold what they promise; and the simulation tells where one would not."""

from dataclasses import replace

import numpy as np
import pytest

from annotator.agreement.input.units import UnitKind
from annotator.agreement.tally import Tally, evaluate
from tests.coverage import texts, units
from tests.coverage.trial import Cell, cells, drawn, population, scored, speaks, truth_of

SAMPLES = 400
BINARY = tuple(
    units.UnitsDrawn(shares=(1 - share, share), errors=errors, coders=coders, missing=missing, documents=1500)
    for share, errors in ((0.5, 0.1), (0.2, 0.4), (0.05, 0.1))
    for coders, missing in ((2, 0.0), (3, 0.3))
)
STEPS = tuple(
    units.UnitsDrawn(shares=(0.5, 0.2, 0.2, 0.1), errors=errors, steps=True, documents=1500) for errors in (0.5, 0.1)
)
TEXT = texts.TextsDrawn(rate=8, errors=0.4, documents=250)


def measured(tally: Tally, level: float = 0.95) -> list[Cell]:
    found = population(tally)
    assert found is not None
    many = [one for documents in (5, 10, 30) for one in cells(found, documents, SAMPLES, 1, (level,))]
    return [one for one in many if one.given >= SAMPLES / 2]


def hold(found: list[Cell], level: float = 0.95) -> None:
    # A cell has a standard error of .011 at .95, of .02 at .8; and the lowest of so many is some three below.
    covered = [one.covered for one in found]
    assert len(covered) > 8 and np.mean(covered) > level - 0.012, np.mean(covered)
    error = np.sqrt(level * (1 - level) / SAMPLES)
    assert min(covered) > level - 0.02 - 4 * error, min(found, key=lambda one: one.covered)
    assert max(one.width for one in found) < 2


@pytest.mark.parametrize("level", [0.95, 0.9, 0.99])
def test_intervals_on_units_hold_what_they_promise(level: float) -> None:
    wanted = ("alpha-nominal", "ac1", "percent")
    found = [it for many in BINARY for name, it in units.tallies(many, 1) if name in wanted]
    hold([one for tally in found for one in measured(tally, level)], level)


def test_intervals_on_ranked_values_numbers_and_sets_hold_what_they_promise() -> None:
    hold([one for many in STEPS for _, tally in units.tallies(many, 1) for one in measured(tally)])


def test_intervals_on_what_coders_marked_in_texts_hold_what_they_promise() -> None:
    wanted = ("alpha-nominal", "f1-strict", "boundary", "boundary-similarity", "window-diff", "u-alpha", "alpha-u")
    found = texts.figures(TEXT, 1, UnitKind.CHARACTERS)
    hold([one for it in found if it.tally.coefficient in wanted and not it.part for one in measured(it.tally)])


def test_the_simulation_finds_an_interval_that_does_not_hold() -> None:
    # The value and 1.96 standard errors, with what a document of ten adds to the logarithm.
    found = population(next(tally for name, tally in units.tallies(BINARY[-2], 1) if name == "alpha-nominal"))
    assert found is not None and _usual(found, 10) < 0.88


def _usual(tally: Tally, documents: int) -> float:
    """Return how often the value and 1.96 standard errors, from the same influences, hold the truth."""
    low, high = [], []
    for found in drawn(tally, documents, SAMPLES, np.random.default_rng(1)):
        value, given = found.value, speaks(found)
        error = 1.96 * (1 - value) * np.sqrt((found.influences**2).sum(axis=1))
        low.append((value - error)[given])
        high.append((value + error)[given])
    return scored(np.concatenate(low), np.concatenate(high), truth_of(tally), documents, SAMPLES, 0.95).covered


def test_a_cell_is_what_the_program_says_of_the_same_documents() -> None:
    tally = next(tally for name, tally in units.tallies(BINARY[0], 1) if name == "alpha-nominal")
    found = population(tally)
    assert found is not None
    (one,) = cells(found, 20, 1, 3)
    picked = np.random.default_rng([3, 20]).integers(len(found.sums), size=(1, 20))[0]
    interval = evaluate(replace(found, sums=found.sums[picked], n=found.n[picked]), 0.95).interval
    assert interval is not None and interval.low is not None and interval.high is not None
    assert one.width == pytest.approx(interval.high - interval.low) and one.given == 1
