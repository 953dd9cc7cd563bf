"""The agreement of a set of documents, by pair of coders and by label."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.kappa import cohen_kappa
from annotator.agreement.summary import LabelSummary, PairSummary, Summary, summarise
from annotator.agreement.units import CodedText, UnitKind, character_units, tally
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Span, tidy
from tests.agreement.test_units import A, B, C, coded, texts

X, Y, Z = LabelId("x"), LabelId("y"), LabelId("z")
LABELS = (X, Y, Z)


def pair_of(summary: Summary, first: LayerId, second: LayerId, label: LabelId | None = None) -> PairSummary:
    return next(
        found for found in summary.pairs if {found.first, found.second} == {first, second} and found.label == label
    )


def label_of(summary: Summary, label: LabelId | None = None) -> LabelSummary:
    return next(found for found in summary.labels if found.label == label)


TWO_CODERS = CodedText(
    100,
    {
        A: [coded(0, 10, "x"), coded(20, 30, "x"), coded(50, 60, "y")],
        B: [coded(0, 10, "x"), coded(22, 30, "x"), coded(50, 60, "z")],
    },
)


def test_a_worked_example_gives_the_numbers_that_a_reader_can_check() -> None:
    pair = pair_of(summarise([TWO_CODERS], LABELS), A, B, X)
    assert (pair.documents, pair.spans_first, pair.spans_second) == (1, 2, 2)
    assert (pair.exact.value, pair.overlap.value) == (0.5, 1)
    # x by A: 20 characters, by B: 18, by both: 18; so Po = 0.98 and Pe = 0.2 * 0.18 + 0.8 * 0.82.
    assert pair.kappa.n == 100
    assert pair.kappa.observed == pytest.approx(0.98)
    assert pair.kappa.expected == pytest.approx(0.692)
    assert pair.kappa.value == pytest.approx((0.98 - 0.692) / (1 - 0.692))


def test_over_all_labels_another_label_is_a_disagreement() -> None:
    pair = pair_of(summarise([TWO_CODERS], LABELS), A, B)
    assert (pair.spans_first, pair.spans_second, pair.exact.matched, pair.overlap.matched) == (3, 3, 1, 2)
    assert pair.kappa.observed == pytest.approx(0.88)
    assert pair.kappa.prevalence == {"(none)": 0.71, "x": 0.19, "y": 0.05, "z": 0.05}


def test_a_label_that_one_coder_alone_used_scores_zero_and_not_undefined() -> None:
    pair = pair_of(summarise([TWO_CODERS], LABELS), A, B, Y)
    assert (pair.exact.value, pair.kappa.value) == (0, 0)


def test_a_label_that_nobody_used_is_undefined_and_says_why() -> None:
    summary = summarise([CodedText(9, {A: [], B: []})], [X])
    pair = pair_of(summary, A, B, X)
    assert [pair.exact.value, pair.overlap.value, pair.kappa.value, label_of(summary, X).alpha.value] == [None] * 4
    assert "“(none)”" in pair.kappa.undefined


def test_what_counts_as_a_category_is_said_with_the_number() -> None:
    summary = summarise([TWO_CODERS], LABELS)
    assert "not marked is a category" in pair_of(summary, A, B, X).kappa.convention
    assert "the empty set is a category" in pair_of(summary, A, B).kappa.convention
    assert "the set of labels" in label_of(summary).alpha.convention


@given(st.lists(texts(), max_size=4))
@settings(max_examples=60)
def test_the_summary_is_the_coefficients_on_all_characters(documents: list[CodedText]) -> None:
    summary = summarise(documents, LABELS)
    table = tally(unit for text in documents for unit in character_units(text, summary.coders))
    assert label_of(summary).alpha.value == alpha_nominal(table).value
    assert label_of(summary).spans == {
        coder: sum(len(set(text.spans.get(coder, ()))) for text in documents) for coder in summary.coders
    }
    for pair in summary.pairs:
        columns = [summary.coders.index(pair.first), summary.coders.index(pair.second)]
        rows = tally((weight, tuple(row[column] for column in columns)) for row, weight in table.items())
        if pair.label is None:
            assert pair.kappa.value == cohen_kappa(rows).value


@given(st.lists(texts(), max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_documents_coders_and_spans_changes_no_number(
    documents: list[CodedText], chance: random.Random
) -> None:
    turned = []
    for text in documents:
        spans = [(coder, chance.sample(list(found), len(found))) for coder, found in text.spans.items()]
        turned.append(replace(text, spans=dict(chance.sample(spans, len(spans)))))
    chance.shuffle(turned)
    before, after = summarise(documents, LABELS), summarise(turned, LABELS)
    for pair in before.pairs:
        other = pair_of(after, pair.first, pair.second, pair.label)
        assert (other.kappa, other.exact.value, other.overlap.value) == (
            pair.kappa,
            pair.exact.value,
            pair.overlap.value,
        )
    assert [found.alpha for found in before.labels] == [found.alpha for found in after.labels]


@given(st.lists(texts(), max_size=3))
@settings(max_examples=60)
def test_an_unmarked_document_moves_only_what_it_should(documents: list[CodedText]) -> None:
    whole = CodedText(50, {A: [], B: []})
    before, after = summarise(documents, LABELS), summarise([*documents, whole], LABELS)
    assert (after.documents, after.characters) == (before.documents + 1, before.characters + 50)
    for pair in before.pairs:
        now = pair_of(after, pair.first, pair.second, pair.label)
        assert (now.exact.value, now.overlap.value) == (pair.exact.value, pair.overlap.value)
        if {pair.first, pair.second} == {A, B}:
            assert (now.documents, now.kappa.n) == (pair.documents + 1, pair.kappa.n + 50)
        else:
            assert now == pair


def test_a_document_that_one_coder_did_not_take_part_in_does_not_count_against_the_pair() -> None:
    alone = CodedText(500, {A: [coded(0, 400, "x")]})
    summary = summarise([TWO_CODERS, alone], LABELS)
    assert pair_of(summary, A, B, X) == pair_of(summarise([TWO_CODERS], LABELS), A, B, X)
    assert label_of(summary, X).spans == {A: 3, B: 2}
    assert (summary.documents, summary.compared) == (2, 1)


def test_coders_who_share_no_document_are_told_so() -> None:
    summary = summarise([CodedText(9, {A: [coded(0, 4)]}), CodedText(9, {B: [coded(0, 4)]})], [X])
    pair = pair_of(summary, A, B, X)
    assert (pair.documents, pair.kappa.value, pair.exact.value) == (0, None, None)
    assert "nothing to compare" in pair.kappa.undefined


def test_coders_are_those_that_were_asked_for_in_their_order() -> None:
    summary = summarise([TWO_CODERS], LABELS, coders=(C, A))
    assert (summary.coders, summary.compared) == ((C, A), 0)
    assert {(pair.first, pair.second, pair.documents) for pair in summary.pairs} == {(C, A, 0)}
    assert summarise([TWO_CODERS], LABELS, coders=(B, A)).pairs[0].first == B


def test_labels_that_were_not_chosen_are_left_out_everywhere() -> None:
    pair = pair_of(summarise([TWO_CODERS], [X]), A, B)
    assert (pair.spans_first, pair.kappa.prevalence) == (2, {"(none)": 0.81, "x": 0.19})


def test_labels_of_whole_documents_are_compared_by_document() -> None:
    documents = [
        CodedText(9, {A: [coded(0, 0, "x")], B: [coded(0, 0, "x")], C: []}),
        CodedText(9, {A: [coded(0, 0, "y")], B: [coded(0, 0, "y")], C: []}),
        CodedText(9, {A: [coded(0, 0, "x")], B: [coded(0, 0, "y")]}),
    ]
    summary = summarise(documents, [X, Y], UnitKind.DOCUMENTS)
    kappa = pair_of(summary, A, B).kappa
    # A: x y x, B: x y y; Po = 2/3, Pe = 4/9.
    assert (summary.unit, kappa.n) == (UnitKind.DOCUMENTS, 3)
    assert kappa.value == pytest.approx(0.4)


def test_independent_coders_give_about_nothing_and_identical_ones_give_one() -> None:
    chance = random.Random(2004)
    spans = {
        coder: [
            coded(start, start + 20, chance.choice("xy")) for start in range(0, 40_000, 20) if chance.random() < 0.5
        ]
        for coder in (A, B)
    }
    summary = summarise([CodedText(40_000, {**spans, C: spans[A]})], [X, Y])
    for label in (None, X, Y):
        assert abs(pair_of(summary, A, B, label).kappa.value or 0) < 0.1
        assert pair_of(summary, A, C, label).kappa.value == 1
        assert pair_of(summary, A, C, label).exact.value == 1


def test_spans_of_the_model_are_taken_as_they_are() -> None:
    spans = {
        coder: [Span(f"{coder}1", coder, "d1", X, tidy([(0, 4)]), "Long")]  # type: ignore[arg-type]
        for coder in (A, B)
    }
    assert pair_of(summarise([CodedText(9, spans)], [X]), A, B, X).kappa.value == 1


def test_the_summary_is_json_without_nan_and_has_a_schema() -> None:
    summary = summarise([TWO_CODERS, CodedText(9, {C: []})], LABELS)
    written = json.loads(json.dumps(summary.to_dict(), allow_nan=False))
    assert written["pairs"][0]["kappa"]["coefficient"] == "kappa"
    assert TypeAdapter(Summary).validate_python(written) == summary
    assert set(TypeAdapter(Summary).json_schema()["required"]) == set(written)


def test_nothing_at_all_is_an_empty_summary() -> None:
    summary = summarise([], LABELS)
    assert (summary.coders, summary.pairs, summary.documents) == ((), (), 0)
    assert all(found.alpha.undefined for found in summary.labels)


def test_a_hundred_documents_of_a_thousand_spans_are_summarised() -> None:
    spans = [coded(start, start + 25, "xyz"[start % 3]) for start in range(0, 10_000, 10)]
    summary = summarise([CodedText(10_100, {A: spans, B: spans[1:]}) for _ in range(50)], LABELS)
    assert label_of(summary).spans == {A: 50_000, B: 49_950}
