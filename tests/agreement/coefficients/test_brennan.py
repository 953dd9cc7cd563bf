"""Brennan and Prediger's kappa against the tables that were printed with it."""

import pytest

from annotator.agreement.coefficients.brennan import brennan_prediger
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import evaluate
from tests.agreement.tables import ARTSTEIN_POESIO_1, ARTSTEIN_POESIO_2, GWET_2014_ABSTRACTORS, GWET_2014_FOUR, columns


@pytest.mark.parametrize(
    ("ratings", "value"),
    [
        (ARTSTEIN_POESIO_1, 0.4),
        (ARTSTEIN_POESIO_2, 0.82),
        (GWET_2014_ABSTRACTORS, 0.835),
        (GWET_2014_FOUR, 0.77273),
    ],
    ids=["Artstein & Poesio 2008, 1", "Artstein & Poesio 2008, 2", "Gwet 2014, abstractors", "Gwet 2014, four coders"],
)
def test_published_tables_give_the_printed_values(ratings: Ratings, value: float) -> None:
    assert evaluate(brennan_prediger(ratings)).value == pytest.approx(value, abs=5e-6)


def test_chance_does_not_depend_on_what_was_used() -> None:
    assert evaluate(brennan_prediger(columns("aaab", "aaaa"))).expected == 0.5
    assert "one category only" in evaluate(brennan_prediger(columns("aa", "aa"))).undefined
