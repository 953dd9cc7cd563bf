"""What a study's places say beyond its figures, against the same counted by hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.results import NOTHING
from annotator.agreement.study.diagnostics import StudyPassages, compared_in_order, hardest, usage, when_coded
from annotator.agreement.study.study import Study
from annotator.model.ids import DocumentId
from tests.agreement.studies import study
from tests.agreement.texts import CODERS, X, Y, coded, text_of, texts
from tests.examples import examples

PAIRS = list(combinations(range(len(CODERS)), 2))
Texts = Sequence[CodedText]
D0, D1, D2 = (DocumentId(f"d{number}") for number in range(3))


def said(place: CodedPassage, coder: int) -> str | None:
    """Return what a coder said of a place: a label, nothing, or (None) that they were away."""
    span = place.spans[coder]
    return span.label if span is not None else NOTHING if place.present[coder] else None


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_the_matrix_of_two_counts_what_each_said_of_what_one_of_them_found(found: Texts) -> None:
    whole = study(found)
    reading = StudyPassages(whole)
    for first, other in PAIRS:
        pairs = [(said(place, first), said(place, other)) for place in whole.places]
        counted = Counter(pair for pair in pairs if None not in pair and pair != (NOTHING, NOTHING))
        matrix = reading.confusion((first, other))
        assert not matrix.is_pooled
        for row, one in enumerate(matrix.categories):
            for column, two in enumerate(matrix.categories):
                assert matrix.counts[row, column] == counted[one, two]


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_turning_two_coders_round_turns_the_matrix_and_pooling_adds_both(found: Texts) -> None:
    reading = StudyPassages(study(found))
    pooled = reading.confusion((0, 1, 2)).counts
    each = [reading.confusion(pair).counts + reading.confusion(pair[::-1]).counts for pair in PAIRS]
    both = np.sum(each, axis=0)
    assert (pooled == pooled.T).all()
    for row in range(len(pooled)):
        for column in range(len(pooled)):
            # What two said alike is one pair of coders, not two.
            assert pooled[row, column] * (2 if row == column else 1) == both[row, column]
    for pair in PAIRS:
        assert (reading.confusion(pair).counts == reading.confusion(pair[::-1]).counts.T).all()


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_a_cell_has_places_just_where_it_counts_some(found: Texts) -> None:
    whole = study(found)
    reading = StudyPassages(whole)
    for coders in ((0, 1), (0, 1, 2)):
        matrix = reading.confusion(coders)
        for row, one in enumerate(matrix.categories):
            for column, two in enumerate(matrix.categories):
                places = reading.confused(coders, row, column)
                assert bool(places) == bool(matrix.counts[row, column])
                for number in places:
                    heard = {said(whole.places[number], coder) for coder in coders}
                    assert {one, two} <= heard
                if not matrix.is_pooled:
                    assert len(places) == matrix.counts[row, column]


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_shifts_are_those_of_the_spans_that_two_have_at_a_place(found: Texts) -> None:
    whole = study(found)
    shifts = StudyPassages(whole).shifts((0, 1, 2))
    expected = Counter(
        (number, two.start - one.start, two.stop - one.stop)
        for first, other in PAIRS
        for number, place in enumerate(whole.places)
        if (one := place.spans[first]) and (two := place.spans[other]) and one.extents and two.extents
    )
    read = zip(shifts.places.tolist(), shifts.starts.tolist(), shifts.stops.tolist(), strict=True)
    assert Counter(read) == expected


def test_a_later_boundary_is_positive_and_turning_the_coders_round_changes_the_sign() -> None:
    reading = StudyPassages(study([text_of(coded("A", 4, 9), coded("B", 2, 12))], CODERS[:2]))
    shifts, turned = reading.shifts((0, 1)), reading.shifts((1, 0))
    assert (shifts.starts.tolist(), shifts.stops.tolist(), shifts.places.tolist()) == ([-2], [3], [0])
    assert (turned.starts.tolist(), turned.stops.tolist()) == ([2], [-3])


def test_labels_on_whole_documents_have_no_boundaries() -> None:
    reading = StudyPassages(study([text_of(coded("A", 0, 0), coded("B", 0, 0, "y"))], CODERS[:2]))
    assert not len(reading.shifts((0, 1)).places)


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_the_places_with_a_label_are_as_many_as_the_coder_has_spans_of_it(found: Texts) -> None:
    whole = study(found)
    reading = StudyPassages(whole)
    for label, counts in whole.spans.items():
        assert tuple(len(reading.with_label(coder, label)) for coder in range(len(CODERS))) == counts


@settings(max_examples=examples(20))
@given(st.lists(texts(), max_size=3))
def test_the_differing_places_of_a_document_are_as_many_as_its_figure_says(found: Texts) -> None:
    whole = study(found)
    reading = StudyPassages(whole)
    for one in whole.by_document:
        assert len(reading.differing_in(one.document)) == one.differing
    assert reading.differing_in(DocumentId("of another project")) == []


def test_use_is_counted_beside_what_each_coder_read() -> None:
    spans = (coded("A", 0, 5), coded("A", 6, 9), coded("B", 0, 5, "y"))
    found = usage(study([text_of(*spans), text_of(coded("A", 0, 5), coders="A")]), {D0: 400, D1: 100})
    assert (found.counts[X], found.counts[Y], found.read) == ((3, 0, 0), (0, 1, 0), (500, 400, 0))


def test_documents_stand_in_an_order_and_those_that_it_does_not_know_come_last() -> None:
    both = [text_of(coded("A", 0, 5), coded("B", 0, 5)) for _ in range(3)]
    whole = study([*both, text_of(coded("A", 0, 5), coders="A")])
    order = {D2: "2021", D1: "2023"}
    assert [one.document for one in compared_in_order(whole, order)] == [D2, D1, D0]


def test_the_hardest_document_comes_first_and_those_without_a_value_are_left_out() -> None:
    def with_values(*values: float | None) -> Study:
        texts = [text_of(coded("A", 0, 5), coded("B", 0, 5)) for _ in values]
        whole = study(texts, CODERS[:2])
        pairs = zip(whole.by_document, values, strict=True)
        return replace(whole, by_document=tuple(replace(one, value=value) for one, value in pairs))

    whole = with_values(0.9, None, 0.2)
    assert [one.document for one in hardest(whole)] == [D2, D0]
    equal = with_values(0.5, 0.5)
    more = replace(equal.by_document[1], differing=7)
    assert [one.document for one in hardest(replace(equal, by_document=(equal.by_document[0], more)))] == [D1, D0]


def test_a_document_was_begun_when_its_first_span_was_made() -> None:
    late = [text_of(coded("B", 0, 5), coded("A", 3, 5)), text_of(coded("A", 0, 5))]
    early = when_coded(study(late, CODERS[:2]))
    first = [min(span.id for spans in text.spans.values() for span in spans) for text in late]
    assert early == {D0: first[0], D1: first[1]}
