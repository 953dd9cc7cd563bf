"""Passages of nearly the same words, found by the runs of words that they share."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.likely_errors.near_duplicates import (
    SHINGLE,
    Labelled,
    labels_elsewhere,
    resemblance,
    shingles_of,
)

WORDS = st.lists(st.sampled_from(["we", "call", "on", "all", "states", "to", "refrain"]), max_size=10).map(" ".join)
CALL = "We call on all States to refrain from any threat of force against Ukraine and its neighbours"


def at(text: str, label: str | None, place: object) -> Labelled:
    return Labelled(shingles_of(text), label, place)


def test_case_and_punctuation_do_not_matter() -> None:
    assert shingles_of("We call, on ALL states!") == shingles_of("we call on all States")


def test_short_passages_are_compared_as_a_whole() -> None:
    assert shingles_of("the Ukraine") == frozenset({("the", "ukraine")})
    assert resemblance(shingles_of("Ukraine"), shingles_of("the Ukraine")) == 0
    assert shingles_of("…") == frozenset()


def test_chinese_is_read_by_characters() -> None:
    assert len(shingles_of("为重启和谈创造条件")) == 9 - SHINGLE + 1


@given(WORDS, WORDS)
def test_resemblance_is_one_exactly_for_the_same_runs_and_the_same_both_ways(first: str, second: str) -> None:
    one, other = shingles_of(first), shingles_of(second)
    assert resemblance(one, other) == resemblance(other, one)
    assert (resemblance(one, other) == 1) == (one == other and bool(one))


def test_labels_of_passages_that_differ_in_a_word_are_found_and_others_are_not() -> None:
    nearly = CALL.replace("its neighbours", "her neighbours")
    found = labels_elsewhere(
        [at(CALL, "appeal", 1), at(nearly, "warning", 2), at(nearly, "appeal", 3), at("We warn all States", "x", 4)],
        0.6,
    )
    assert found == [Counter(warning=1, appeal=1), Counter(appeal=2), Counter(appeal=1, warning=1), Counter()]


def test_what_others_say_of_the_same_place_is_not_elsewhere() -> None:
    found = labels_elsewhere([at(CALL, "appeal", 1), at(CALL, "warning", 1), at(CALL, None, 2)], 0.8)
    assert found == [Counter({None: 1}), Counter({None: 1}), Counter(appeal=1, warning=1)]


def test_runs_that_very_many_have_lead_nowhere_but_the_same_words_are_found() -> None:
    many = [at(f"In the name of the people number {number} signs", "x", number) for number in range(260)]
    found = labels_elsewhere([*many, at("In the name of the people number 3 signs", "y", "last")], 0.1)
    assert found[-1] == Counter(x=1) and found[3] == Counter(y=1)


@given(st.lists(st.tuples(WORDS, st.sampled_from("xy"), st.integers(0, 3)), max_size=8), st.randoms())
def test_the_order_of_the_passages_changes_nothing(rows: list[tuple[str, str, int]], random: object) -> None:
    passages = [at(*row) for row in rows]
    order = list(range(len(passages)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found = labels_elsewhere(passages, 0.5)
    turned = labels_elsewhere([passages[number] for number in order], 0.5)
    assert [found[number] for number in order] == turned


@given(st.lists(st.tuples(WORDS, st.sampled_from("xy"), st.integers(0, 3)), max_size=8))
def test_counts_are_those_of_comparing_each_with_each(rows: list[tuple[str, str, int]]) -> None:
    passages = [at(*row) for row in rows]
    for one, found in zip(passages, labels_elsewhere(passages, 0.5), strict=True):
        others = [other for other in passages if other.place != one.place]
        assert found == Counter(other.label for other in others if resemblance(one.runs, other.runs) >= 0.5)


@pytest.mark.parametrize("at_least", [0.5, 0.9])
def test_a_passage_without_words_has_nothing_like_it(at_least: float) -> None:
    assert labels_elsewhere([at("", "x", 1), at("", "y", 2)], at_least) == [Counter(), Counter()]
