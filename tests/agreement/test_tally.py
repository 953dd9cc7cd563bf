"""A coefficient over all documents, over some, over each, and over documents drawn with replacement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.coefficients.percent import percent_agreement
from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.results import Interval
from annotator.agreement.tally import Resamples, by_document, evaluate, explained
from tests.agreement.some_documents import evaluate_some
from tests.agreement.tables import tables

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


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    tally = alpha(SOME)
    one, same, other = (evaluate(tally, Resamples.draw(30, 400, seed)).interval for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_the_interval_contains_the_value_and_says_what_it_is() -> None:
    result = evaluate(alpha(SOME), Resamples.draw(30, 400, seed=1, level=0.9))
    interval = result.interval
    assert interval is not None
    assert interval.low is not None
    assert interval.high is not None
    assert result.value is not None
    assert interval.low < result.value < interval.high
    assert (interval.level, interval.resamples, interval.undefined, interval.why) == (0.9, 400, 0, "")


def test_a_higher_level_gives_a_wider_interval() -> None:
    narrow, wide = (
        evaluate(alpha(SOME), Resamples.draw(30, 400, seed=1, level=level)).interval for level in (0.5, 0.99)
    )
    assert narrow is not None
    assert wide is not None
    assert (wide.low or 0) < (narrow.low or 0) < (narrow.high or 0) < (wide.high or 0)


def test_the_interval_is_that_of_documents_coded_anew_one_by_one() -> None:
    # Each resample by itself, as the definition has it, against all of them as one matrix product.
    documents = coded(6, 0.6)
    resamples = Resamples.draw(6, 50, seed=3)
    values = [
        evaluate(alpha(ratings_of([documents[at] for at in np.repeat(np.arange(6), counts.astype(int))]))).value
        for counts in resamples.counts
    ]
    interval = evaluate(alpha(ratings_of(documents)), resamples).interval
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(tuple(np.quantile(values, (0.025, 0.975))))  # type: ignore[arg-type]


def test_every_resample_has_as_many_documents_as_there_are() -> None:
    counts = Resamples.draw(12, 30, seed=5).counts
    assert counts.shape == (30, 12)
    assert (counts.sum(axis=1) == 12).all()


def test_resamples_without_a_value_are_counted_and_left_out() -> None:
    # A resample without both of the documents with a “b” has a single category: one of e⁻² or so.
    def interval(others: int) -> Interval:
        rare: Table = {("b", "b"): 5, ("a", "b"): 1}
        usual: Table = {("a", "a"): 9}
        tables = [rare] * (8 - others) + [usual] * others
        found = evaluate(cohen_kappa(ratings_of(tables)), Resamples.draw(8, 400, 1)).interval
        assert found is not None
        return found

    assert 0 < interval(5).undefined < 20 and interval(5).low is not None
    often = interval(6)
    assert often.undefined > 20 and often.low is None
    assert f"undefined in {often.undefined} of 400 resamples" in often.why


@pytest.mark.parametrize(
    "documents", [[{("a", "b"): 3, ("a", "a"): 2}] * 4, [{("a", "b"): 3, ("a", "a"): 2}] * 4 + [{("a", None): 5}]]
)
def test_few_documents_to_compare_have_no_interval_and_say_why(documents: list[Table]) -> None:
    interval = evaluate(percent_agreement(ratings_of(documents)), Resamples.draw(len(documents), 100, 1)).interval
    assert interval is not None
    assert (interval.low, interval.high) == (None, None)
    assert "at least 5 documents" in interval.why


def test_an_undefined_value_has_no_interval() -> None:
    result = evaluate(cohen_kappa(ratings_of([{("a", "a"): 3}, {("a", "a"): 2}])), Resamples.draw(2, 100, 1))
    assert (result.value, result.interval) == (None, None)


def test_without_a_document_nothing_is_compared() -> None:
    result = evaluate(alpha(ratings_of([])), Resamples.draw(0, 100, 1))
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
