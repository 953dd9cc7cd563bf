"""How far a coding looks wrong."""

from collections import Counter
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.likely_errors.suspicion import Likeness, Suspicion, entropy, likeness

Counts = Counter[Hashable]
COUNTS = st.dictionaries(st.sampled_from(["x", "y", "z", None]), st.integers(1, 9), max_size=4).map(Counts)


def test_entropy_is_that_of_shannon() -> None:
    assert entropy(Counts({"x": 5})) == 0
    assert entropy(Counts({"x": 5, "y": 5})) == 1
    assert entropy(Counts({"x": 2, "y": 1, "z": 1})) == 1.5


def test_one_against_many_looks_wrong_and_the_more_the_more() -> None:
    few, many = likeness("x", Counts({"y": 1})), likeness("x", Counts({"y": 9}))
    assert (few.suspicion, many.suspicion) == (0.5, 0.9)
    assert (many.label, many.usual, many.same, many.others) == ("y", 9, 0, 9)


def test_where_like_passages_differ_among_themselves_it_says_less() -> None:
    assert likeness("x", Counts({"y": 5, "x": 4})).suspicion == pytest.approx(0.1)
    assert likeness("x", Counts({"y": 5, "x": 4})).entropy > likeness("x", Counts({"y": 9})).entropy


def test_no_label_is_a_label_too() -> None:
    assert likeness("x", Counts({None: 3})).label is None
    assert likeness("x", Counts({None: 3})).suspicion == 0.75


def test_nothing_like_it_says_nothing() -> None:
    assert likeness("x", Counts()) == Likeness()
    assert Suspicion(0.3).score == pytest.approx(0.3)


@given(st.sampled_from("xyz"), COUNTS)
def test_the_usual_label_never_looks_wrong(label: str, elsewhere: Counts) -> None:
    found = likeness(label, elsewhere)
    assert 0 <= found.suspicion < 1
    if elsewhere and elsewhere[label] == max(elsewhere.values()):
        assert found.suspicion == 0


@given(st.floats(0, 1), COUNTS)
def test_both_signs_count_for_no_less_than_either(against: float, elsewhere: Counts) -> None:
    like = likeness("x", elsewhere)
    score = Suspicion(against, like=like).score
    assert max(against, like.suspicion) - 1e-9 <= score <= 1
