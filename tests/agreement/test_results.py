"""A result has a value or a reason, never neither and never a number that is none."""

import pytest

from annotator.agreement.results import Result, category_name, shares
from annotator.model.errors import Bug


@pytest.mark.parametrize(("value", "why"), [(None, ""), (0.5, "because"), (float("nan"), ""), (float("inf"), "")])
def test_a_result_without_value_and_reason_cannot_be_made(value: float | None, why: str) -> None:
    with pytest.raises(Bug):
        Result(coefficient="kappa", value=value, undefined=why)


def test_categories_are_named_so_that_no_label_can_be_taken_for_nothing() -> None:
    names = [category_name(value) for value in (frozenset(), frozenset("ba"), True, False, "urges", 3)]
    assert names == ["(none)", "a + b", "marked", "(none)", "urges", "3"]


def test_shares_stand_from_the_most_frequent_down() -> None:
    assert list(shares({"a": 1, "b": 2, "c": 1, "d": 0}).items()) == [("b", 0.5), ("a", 0.25), ("c", 0.25)]
    assert shares({}) == {}
