"""Results: a value or the reason why there is none."""

import math

import pytest

from annotator.agreement.results import CoefficientResult, category_name, shares
from annotator.model.errors import Bug


@pytest.mark.parametrize(("value", "undefined"), [(None, ""), (0.5, "because"), (math.nan, ""), (math.inf, "")])
def test_a_result_has_a_finite_value_or_a_reason_and_never_both(value: float | None, undefined: str) -> None:
    with pytest.raises(Bug, match="alpha"):
        CoefficientResult(coefficient="alpha", value=value, undefined=undefined)


def test_categories_have_names() -> None:
    assert category_name(frozenset({"b", "a"})) == "a + b"
    assert category_name(frozenset()) == "(none)"
    assert (category_name(True), category_name(False)) == ("marked", "(none)")
    assert category_name(3) == "3"


def test_shares_are_those_of_what_was_counted_the_most_frequent_first() -> None:
    assert list(shares({"b": 1, "a": 3, "never": 0}).items()) == [("a", 0.75), ("b", 0.25)]
    assert shares({}) == {}
