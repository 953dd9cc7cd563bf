"""Margins of two coders: against counting one by one, what must not change them, and that tests keep their promise."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.agreement.bias.margin_tests import FEWEST, NEVER, NONE_OFTEN, TOO_FEW, MarginTest, TestKind
from annotator.agreement.bias.margins import LabelMargins, Margins, margins
from annotator.agreement.input.ratings import Table, Value, ratings_of
from annotator.model.ids import LabelId
from tests.agreement.bias.test_margin_tests import VISION
from tests.coverage.bias import DESIGNS, Passages, rejected

LABELS = tuple(map(LabelId, "abcd"))
SETS = tuple(map(frozenset, ("", "a", "b", "ab", "acd")))
ONE = st.sampled_from([*"abcd", None])
SET = st.sampled_from([*SETS, None])


def documents(
    values: st.SearchStrategy[Value | None], most: int = 12, least: int = 1
) -> st.SearchStrategy[list[Table]]:
    """Draw documents with units of two coders."""
    rows = st.tuples(values, values)
    return st.lists(st.dictionaries(rows, st.integers(1, 9), max_size=6), min_size=least, max_size=most)


any_documents = st.one_of(documents(ONE), documents(SET))


def of(tables: Sequence[Table], labels: Sequence[LabelId] = LABELS) -> Margins:
    return margins(ratings_of(tables, coders=2), labels, labels_in)


def labels_in(value: Value) -> list[LabelId]:
    return [LabelId(str(one)) for one in (value if isinstance(value, frozenset) else [value])]


def same_test(one: MarginTest, other: MarginTest, sign: int = 1) -> None:
    assert (one.kind, one.df, one.other_df, one.why) == (other.kind, other.df, other.other_df, other.why)
    assert one.p == (None if other.p is None else pytest.approx(other.p, abs=1e-7))
    assert one.adjusted == (None if other.adjusted is None else pytest.approx(other.adjusted, abs=1e-6))
    if one.kind is TestKind.T and one.statistic is not None:
        assert one.statistic == pytest.approx(sign * (other.statistic or 0), abs=1e-6)


def same(one: Margins, other: Margins) -> None:
    """Compare all but the order of the labels."""
    assert (one.units, one.documents) == (other.units, other.documents)
    same_test(one.clustered, other.clustered)
    same_test(one.independent, other.independent)
    for mine, theirs in zip(
        *(sorted(each.labels, key=lambda made: str(made.label)) for each in (one, other)), strict=True
    ):
        assert counted(mine) == counted(theirs)
        same_test(mine.clustered, theirs.clustered)
        same_test(mine.independent, theirs.independent)


def counted(one: LabelMargins) -> tuple[object, ...]:
    return one.label, one.first_only, one.other_only, one.both, pytest.approx(one.difference), one.documents


@given(any_documents)
def test_each_label_is_counted_unit_by_unit(tables: list[Table]) -> None:
    found = {one.label: one for one in of(tables).labels}
    units = [
        (at, {*labels_in(row[0])}, {*labels_in(row[1])}, weight)
        for at, table in enumerate(tables)
        for row, weight in table.items()
        if None not in row
    ]
    assert of(tables).units == sum(weight for *_, weight in units)
    for label in LABELS:
        first = sum(weight for _, one, other, weight in units if label in one - other)
        second = sum(weight for _, one, other, weight in units if label in other - one)
        both = sum(weight for _, one, other, weight in units if label in one & other)
        if not first + second + both:
            assert label not in found
            continue
        made = found[label]
        assert (made.first_only, made.other_only, made.both) == (first, second, both)
        by_document = np.zeros(len(tables))
        for at, one, other, weight in units:
            by_document[at] += weight * (int(label in one) - int(label in other))
        assert made.documents == np.count_nonzero(by_document)
        assert made.difference * of(tables).units == pytest.approx(first - second)


@given(any_documents)
def test_who_stands_first_turns_signs_and_nothing_else(tables: list[Table]) -> None:
    found, turned = of(tables), of([{(two, one): weight for (one, two), weight in table.items()} for table in tables])
    # Where rare labels alone are left they are one column, and the test is a t.
    same_test(found.clustered, turned.clustered, -1)
    same_test(found.independent, turned.independent)
    for one, other in zip(found.labels, turned.labels, strict=True):
        assert (one.first_only, one.other_only, one.both) == (other.other_only, other.first_only, other.both)
        assert one.difference == -other.difference
        same_test(one.clustered, other.clustered, -1)
        same_test(one.independent, other.independent)


@given(any_documents, st.permutations(range(12)))
def test_the_order_of_documents_and_those_that_one_alone_coded_change_nothing(
    tables: list[Table], order: list[int]
) -> None:
    shuffled = [tables[at] for at in order if at < len(tables)]
    alone: Table = {("a", None): 3.0, (None, "b"): 7.0}
    same(of(tables), of([*shuffled, alone]))


@given(documents(ONE), st.permutations(LABELS))
def test_the_names_of_labels_and_their_order_change_nothing(tables: list[Table], order: list[LabelId]) -> None:
    to = dict(zip(LABELS, order, strict=True)) | {None: None}
    renamed = of([{(to[one], to[two]): weight for (one, two), weight in table.items()} for table in tables], order)  # type: ignore[index]
    found = of(tables)
    same_test(found.clustered, renamed.clustered)
    same_test(found.independent, renamed.independent)
    by = {one.label: one for one in renamed.labels}
    for one in found.labels:
        assert counted(by[to[one.label]])[1:] == counted(one)[1:]


@given(documents(ONE, 4))
def test_a_category_for_nothing_changes_no_test_of_all_labels(tables: list[Table]) -> None:
    # Whether “d” counts as a label or as none of them: what is left out follows from the others.
    with_all, without = of(tables), of(tables, LABELS[:3])
    assert with_all.independent.p == (
        None if without.independent.p is None else pytest.approx(without.independent.p, abs=1e-6)
    )


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9)), min_size=1, max_size=20))
def test_two_who_always_say_the_same_give_nothing_to_test(tables: list[dict[str, int]]) -> None:
    found = of([{(value, value): float(weight) for value, weight in table.items()} for table in tables])
    for one in (
        found.clustered,
        found.independent,
        *(test for made in found.labels for test in (made.clustered, made.independent)),
    ):
        assert (one.p, one.why, one.adjusted) == (None, NEVER, None)


@given(any_documents)
def test_why_there_is_no_test_of_all_labels_is_true(tables: list[Table]) -> None:
    found = of(tables)
    differing = [
        {label for label in LABELS for row, weight in table.items() if None not in row and sign(row, label) * weight}
        for table in tables
    ]
    uneven = [
        {
            label
            for label in LABELS
            if sum(weight * sign(row, label) for row, weight in table.items() if None not in row)
        }
        for table in tables
    ]
    often = [label for label in LABELS if sum(label in one for one in uneven) >= FEWEST]
    rare = [
        sum(
            weight * sign(row, label)
            for row, weight in table.items()
            if None not in row
            for label in LABELS
            if label not in often
        )
        for table in tables
    ]
    is_enough = sum(map(bool, rare)) >= FEWEST
    assert (found.clustered.p is not None) == (bool(often) or is_enough)
    if not often and not is_enough:
        ever = "equally often" if any(differing) else NEVER
        few = TOO_FEW if sum(map(bool, uneven)) < FEWEST else NONE_OFTEN
        assert (few if any(uneven) else ever) in found.clustered.why


def sign(row: tuple[Value | None, ...], label: LabelId) -> int:
    one, other = ([] if value is None else labels_in(value) for value in row)
    return int(label in one) - int(label in other)


def test_labels_that_differ_in_few_documents_each_are_not_said_to_differ_in_few() -> None:
    first: Table = {("a", "b"): 1.0}
    second: Table = {("c", "d"): 1.0}
    found = of([first] * 4 + [second] * 4)
    assert (found.clustered.p, found.clustered.why) == (None, NONE_OFTEN)
    assert {one.clustered.why for one in found.labels} == {TOO_FEW}


def test_labels_that_differ_in_few_documents_each_are_tested_together() -> None:
    nothing: Table = {("none", "none"): 5.0}
    tables: list[Table] = [{(label, "none"): 2.0 + at, ("none", "none"): 9.0} for at, label in enumerate("aabbcc")]
    few = of([*tables, nothing])
    assert {one.clustered.why for one in few.labels} == {TOO_FEW}
    assert few.clustered.kind is TestKind.T and few.clustered.p is not None and few.clustered.p < 0.05
    assert "count as one" in few.clustered.note
    # Beside a label that they differ on often they are one label more.
    often: list[Table] = [{**one, ("d", "none"): 1.0 + at % 3} for at, one in enumerate(tables)]
    found = of([*often, nothing, nothing])
    assert found.clustered.kind is TestKind.HOTELLING and found.clustered.df == 2
    assert of([*often, nothing, nothing]).clustered.note == few.clustered.note


def test_two_who_exchange_labels_within_each_document_are_not_said_never_to_differ() -> None:
    found = of([{("a", "b"): 2.0, ("b", "a"): 2.0}] * 6)
    assert found.clustered.p is None and "equally often" in found.clustered.why


def test_stuarts_table_in_one_document_has_no_test_over_documents() -> None:
    cells: Table = {(LABELS[i], LABELS[j]): float(count) for i, row in enumerate(VISION) for j, count in enumerate(row)}
    found = of([cells])
    assert found.independent.statistic == pytest.approx(11.96, abs=0.005)
    assert (found.clustered.p, found.clustered.why) == (None, TOO_FEW)
    assert found.units == 7477


def test_labels_never_taken_for_each_other_are_said() -> None:
    found = of([{("a", "b"): 9, ("b", "a"): 2, ("c", "d"): 4, ("d", "c"): 1, ("a", "a"): 3}])
    assert found.independent.df == 2
    assert "fewer degrees of freedom" in found.independent.note
    assert not of([{("a", "b"): 9, ("b", "c"): 2, ("c", "d"): 4}]).independent.note


def test_documents_in_which_two_gave_it_equally_often_say_so() -> None:
    found = of([{("a", "b"): 2, ("b", "a"): 2}] * 8)
    assert found.independent.p == pytest.approx(1)
    assert {one.clustered.why for one in found.labels} == {"In each document the two gave it equally often."}
    assert found.clustered.p is None


@given(documents(ONE, least=8))
def test_holm_is_over_the_labels_of_a_pair(tables: list[Table]) -> None:
    found = of(tables)
    tested = [one.clustered for one in found.labels if one.clustered.p is not None]
    assume(tested)
    assert min(one.adjusted or 0 for one in tested) == pytest.approx(
        min(1, len(tested) * min(one.p or 0 for one in tested))
    )


def test_a_large_codebook_is_tested_label_by_label() -> None:
    many = [LabelId(f"l{at}") for at in range(120)]
    rng = np.random.default_rng(2)
    tables: list[Table] = [
        {(many[int(one)], many[int(other)]): 1.0 for one, other in rng.integers(0, 120, (40, 2))} for _ in range(60)
    ]
    found = margins(ratings_of(tables), many, labels_in)
    assert found.independent.p is None and "too many" in found.independent.why
    assert found.clustered.kind is TestKind.SMALLEST and found.clustered.p is not None


@pytest.mark.parametrize(
    ("documents", "design"), [(5, DESIGNS[0]), (20, DESIGNS[4]), (60, DESIGNS[3]), (20, DESIGNS[8]), (20, DESIGNS[9])]
)
def test_over_documents_a_bias_that_is_not_there_is_found_in_5_of_100(documents: int, design: Passages) -> None:
    samples = 300
    found = rejected(design, documents, samples, 1)
    # Three standard errors of so many samples; tests of labels of one pair hang together.
    assert found.singles[1] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / samples)
    assert found.overall[1] < 0.05 + 3 * np.sqrt(0.05 * 0.95 / samples)
    assert found.found < 0.05 + 3 * np.sqrt(0.05 * 0.95 / samples)
    assert found.counts[1] > samples / 5


def test_of_passages_that_hang_together_the_usual_tests_find_a_bias_far_too_often() -> None:
    found = rejected(DESIGNS[0], 20, 200, 2)
    assert found.singles[0] > 0.25 and found.overall[0] > 0.25


def test_a_bias_that_is_there_is_found() -> None:
    rng = np.random.default_rng(3)
    leaning: list[Table] = [
        {("a", "b"): float(rng.poisson(6) + 1), ("b", "a"): float(rng.poisson(1) + 1), ("a", "a"): 9.0}
        for _ in range(12)
    ]
    found = of(leaning)
    assert found.clustered.p is not None and found.clustered.p < 0.01
    assert {one.label for one in found.labels if one.difference > 0} == {"a"}
    assert found.documents >= FEWEST
