"""A coefficient over all documents, over some, over each, and over all but one, which makes its interval."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.conger import conger_kappa
from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.coefficients.percent import percent_agreement
from annotator.agreement.coefficients.pi import scott_pi
from annotator.agreement.input.ratings import Ratings, Table, ratings_of
from annotator.agreement.results import Interval
from annotator.agreement.tally import Tally, by_document, evaluate, explained, left_out
from tests.agreement.some_documents import evaluate_some
from tests.agreement.tables import COEFFICIENTS, VALUES, counted, tables

CHANCE = np.random.default_rng(7)


def coded(documents: int, agreement: float) -> list[Table]:
    """Documents of 40 units, of which the second coder changes some at random."""
    made: list[Table] = []
    for _ in range(documents):
        table: dict[tuple[str, ...], float] = {}
        for first, kept, other in zip(
            CHANCE.choice(list("abc"), 40), CHANCE.random(40), CHANCE.choice(list("abc"), 40), strict=True
        ):
            row = (str(first), str(first if kept < agreement else other))
            table[row] = table.get(row, 0) + 1
        made.append(table)  # type: ignore[arg-type]
    return made


SOME = ratings_of(coded(30, 0.7))


def interval_of(tally: Tally, level: float = 0.95) -> Interval:
    found = evaluate(tally, level).interval
    assert found is not None
    return found


def test_the_interval_contains_the_value_and_says_what_it_rests_on() -> None:
    result = evaluate(alpha(SOME), 0.9)
    interval = result.interval
    assert interval is not None and interval.low is not None and interval.high is not None
    assert interval.low < (result.value or 0) < interval.high
    assert (interval.level, interval.documents, interval.why, interval.note) == (0.9, 30, "", "")
    assert interval.expected == pytest.approx(30 * 40 * 2 / 3, rel=0.02)
    assert interval.effective is not None and 25 < interval.effective <= 30
    assert interval.df is not None and 1 <= interval.df <= 29


def test_a_higher_level_gives_a_wider_interval() -> None:
    narrow, wide = (interval_of(alpha(SOME), level) for level in (0.8, 0.99))
    assert (wide.low or 0) < (narrow.low or 0) < (narrow.high or 0) < (wide.high or 0)


def test_documents_are_left_out_as_if_they_had_never_been_there() -> None:
    # Each by itself, from ratings made anew, against all of them at once.
    documents = coded(6, 0.6)
    found = left_out(alpha(ratings_of(documents)))
    assert found is not None
    logs = []
    for at in range(6):
        tally = alpha(ratings_of([*documents[:at], *documents[at + 1 :]]))
        errors = tally.finish(tally.sums.sum(axis=0)).errors
        assert errors is not None
        logs.append(float(np.log((errors.seen + 1) / (errors.by_chance + 1))))
    assert found.plus_one.influences.tolist() == pytest.approx((5 / 6 * (np.array(logs) - np.mean(logs))).tolist())


def test_the_value_is_one_less_the_ratio_of_errors_for_every_coefficient_and_distance() -> None:
    for coefficient in COEFFICIENTS:
        values = VALUES[coefficient.scale]
        chance = np.random.default_rng(4)
        rows = chance.integers(0, len(values), (6, 30, coefficient.coders or 3)).tolist()
        documents = [counted(tuple(values[at] for at in row) for row in one) for one in rows]
        tally = coefficient.function(ratings_of(documents, values))
        found = tally.finish(tally.sums.sum(axis=0))
        assert found.errors is not None, coefficient.name
        assert float(found.value) == pytest.approx(float(1 - found.errors.seen / found.errors.by_chance))
        assert 0 < found.errors.by_chance <= 6 * 30, "no more disagreements than units"


def test_units_that_are_decided_together_count_as_one_decision() -> None:
    one, ten = alpha(SOME), replace(alpha(SOME), decision=10.0)
    assert (interval_of(one).expected or 0) == pytest.approx(10 * (interval_of(ten).expected or 0))
    low, lower = interval_of(one).low, interval_of(ten).low
    assert lower is not None and low is not None and lower < low


@pytest.mark.parametrize(
    "documents", [[{("a", "b"): 3, ("a", "a"): 2}] * 4, [{("a", "b"): 3, ("a", "a"): 2}] * 4 + [{("a", None): 5}]]
)
def test_few_documents_to_compare_have_no_interval_and_say_why(documents: list[Table]) -> None:
    interval = interval_of(percent_agreement(ratings_of(documents)))
    assert (interval.low, interval.high) == (None, None)
    assert "at least 5 documents" in interval.why


@pytest.mark.parametrize("coefficient", [alpha, fleiss_kappa, scott_pi, cohen_kappa, conger_kappa])
def test_a_rare_label_says_how_often_it_was_used(coefficient: Callable[[Ratings], Tally]) -> None:
    usual: Table = {("(none)", "(none)"): 90}
    rare: Table = {("marked", "marked"): 2, ("(none)", "(none)"): 88}
    interval = interval_of(coefficient(ratings_of([rare, rare, *[usual] * 6])))
    assert interval.low is None and interval.why == (
        "Too little to disagree about: 8 times some coder used the label, and chance alone would make about 7.9 "
        "disagreements. No interval below 10."
    )


def test_a_label_of_two_documents_is_said_to_be_concentrated() -> None:
    usual: Table = {("(none)", "(none)"): 90}
    rare: Table = {("marked", "marked"): 20, ("(none)", "(none)"): 70}
    interval = interval_of(alpha(ratings_of([rare, rare, *[usual] * 6])))
    assert interval.low is None and interval.why == (
        "The label is concentrated: 2 of 8 documents have it, and they count as 2.2 of equal weight. No interval "
        "below 3."
    )


def test_an_undefined_value_has_no_interval() -> None:
    result = evaluate(cohen_kappa(ratings_of([{("a", "a"): 3}, {("a", "a"): 2}])), 0.95)
    assert (result.value, result.interval) == (None, None)


def test_without_a_document_nothing_is_compared() -> None:
    result = evaluate(alpha(ratings_of([])), 0.95)
    assert (result.n, result.documents, result.interval) == (0, 0, None)


@given(st.lists(tables(coders=2), min_size=1, max_size=4))
def test_some_documents_are_as_if_there_were_no_others(documents: list[Table]) -> None:
    tally = alpha(ratings_of(documents, coders=2))
    few = list(range(0, len(documents), 2))
    found, expected = evaluate_some(tally, few), evaluate(alpha(ratings_of([documents[at] for at in few], coders=2)))
    assert (found.value, found.n, found.documents, found.undefined) == (
        None if expected.value is None else pytest.approx(expected.value, abs=1e-12),
        expected.n,
        expected.documents,
        expected.undefined,
    )
    assert found.prevalence == pytest.approx(expected.prevalence)


@given(st.lists(tables(coders=2), min_size=1, max_size=4))
def test_each_document_by_itself_is_some_documents_of_one(documents: list[Table]) -> None:
    tally = alpha(ratings_of(documents, coders=2))
    alone = [evaluate_some(tally, [at]).value for at in range(len(documents))]
    found = [None if np.isnan(value) else value for value in by_document(tally).tolist()]
    assert found == [None if value is None else pytest.approx(value, abs=1e-12) for value in alone]


def test_documents_without_a_unit_that_two_coded_are_not_counted() -> None:
    result = evaluate(percent_agreement(ratings_of([{("a", "a"): 2}, {}, {("a", None): 9}, {("a", "b"): 1}])))
    assert (result.n, result.documents) == (3, 2)


def test_a_sentence_can_be_put_before_the_convention() -> None:
    result = evaluate(percent_agreement(SOME))
    assert explained(result, "Words as units.").convention == f"Words as units. {result.convention}"
