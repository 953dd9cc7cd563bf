"""Conger's kappa against a table that was printed with it, and against Cohen's."""

import pytest
from hypothesis import given

from annotator.agreement.coefficients.conger import conger_kappa
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.input.ratings import Table
from annotator.agreement.tally import evaluate
from tests.agreement.tables import GWET_2014_FOUR, columns, one_table, tables


def test_the_table_of_four_coders_has_the_value_that_gwets_program_gives() -> None:
    assert evaluate(conger_kappa(GWET_2014_FOUR)).value == pytest.approx(0.76282, abs=5e-6)


@given(tables(coders=2, missing=False))
def test_for_two_coders_without_missing_values_it_is_cohens_kappa(table: Table) -> None:
    conger, cohen = (evaluate(of(one_table(table))) for of in (conger_kappa, cohen_kappa))
    assert conger.value == (cohen.value if cohen.value is None else pytest.approx(cohen.value, abs=1e-12))


def test_a_coder_without_a_value_is_in_no_pair() -> None:
    three, two = columns("aabb", "abbb", "...."), columns("aabb", "abbb")
    assert evaluate(conger_kappa(three)).value == pytest.approx(evaluate(cohen_kappa(two)).value)
