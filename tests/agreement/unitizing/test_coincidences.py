"""What the unitizing alphas of 2016 are computed from: what is counted by label is what each label has by itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.unitizing.coincidences import Coincidences
from annotator.agreement.unitizing.continua import continua_of
from tests.agreement.texts import CODERS, LABELS, texts

MANY = st.lists(texts(), max_size=3)


@given(MANY)
def test_of_a_label_is_counted_what_it_has_by_itself_and_in_all_values_with_it(found: list[CodedText]) -> None:
    continua = continua_of(span_table(found, CODERS, LABELS))
    counts = Coincidences.of(continua)
    by_label = counts.of_labels
    for number, label in enumerate(LABELS):
        alone = Coincidences.of(continua.of_label(label))
        members = [at for at, value in enumerate(counts.values) if number in value]
        place = by_label.place_of(number)
        assert (place is None) == (not (continua.label == number).any()) == (not members)
        if place is not None:
            np.testing.assert_allclose(by_label.alike[:, place], alone.alike.sum(axis=1))
            np.testing.assert_allclose(by_label.marked[:, place], counts.marked[:, members].sum(axis=1))
            np.testing.assert_allclose(by_label.meeting[:, place], counts.meeting[:, members].sum(axis=1))
            squares = counts.meeting_squares[:, members].sum(axis=1)
            np.testing.assert_allclose(by_label.meeting_squares[:, place], squares)


@given(MANY)
def test_labels_that_nobody_gave_cost_nothing(found: list[CodedText]) -> None:
    table = span_table(found, CODERS, LABELS)
    counts = Coincidences.of(continua_of(table))
    assert counts.marked.shape[1] == len(counts.values) <= len(table.span)
    assert all(counts.marked[:, at].any() for at in range(len(counts.values)))
    assert counts.of_labels.marked.shape[1] == len(set().union(*counts.values))


def test_gaps_are_what_is_left() -> None:
    counts = Coincidences.of(continua_of(span_table([], CODERS, LABELS)))
    assert counts.total.tolist() == counts.gap.tolist() == [] and counts.values == ()
