"""Spans of two coders matched one to one: no match that keeps the same extents together has more pairs."""

from collections import Counter

import pytest
from hypothesis import given

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.spans.span_matches import matched
from annotator.model.geometry import jaccard
from annotator.model.span import Extent
from tests.agreement.marked import matches, text
from tests.agreement.texts import LABELS, A, B, texts


@given(texts("AB", all_of_them=True))
def test_pairs_have_characters_in_common_and_those_with_the_same_extents_are_all_found(found: CodedText) -> None:
    made = matched(span_table([found], (A, B), LABELS), (0, 1))
    mine, its = ({(one.label, one.extents) for one in found.spans[who]} for who in (A, B))
    assert set(made.labels) == {label for label, _ in mine | its}
    for label in LABELS:
        counted = [int(count[0]) for count in made.counts(label)]
        assert counted == [sum(label == one for one, _ in spans) for spans in (mine, its)]
        assert (made.within.label == made.place_of(label)).sum() == len(made.pairs(label).label)
    # Within each label: as many with the same extents as both coders have.
    exact = Counter(made.labels[at] for at in made.within.label[made.within.is_exact].tolist())
    assert exact == Counter(label for label, _ in mine & its)
    # Over all labels: at each place as many as the coder who has fewer there.
    places = [Counter(extents for _, extents in spans if extents) for spans in (mine, its)]
    whole = len({label for label, extents in mine & its if not extents})
    assert int(made.across.is_exact.sum()) == (places[0] & places[1]).total() + whole
    for pairs in (made.within, made.across):
        assert (pairs.jaccard > 0).all() and (pairs.jaccard[pairs.is_exact] == 1).all()
        possible = [jaccard(a, b) for _, a in mine for _, b in its if a and b]
        assert all(any(value == pytest.approx(one) for one in possible) for value in pairs.jaccard[~pairs.is_whole])


@given(texts("AB", all_of_them=True))
def test_turning_the_coders_round_turns_the_shifts_and_finds_as_many_pairs(found: CodedText) -> None:
    table = span_table([found], (A, B), LABELS)
    here, there = matched(table, (0, 1)), matched(table, (1, 0))
    for one, other in ((here.within, there.within), (here.across, there.across)):
        assert len(one.label) == len(other.label) and one.is_exact.sum() == other.is_exact.sum()
        assert one.jaccard.sum() == pytest.approx(other.jaccard.sum())
        for mine, its in ((one.start_shift, other.start_shift), (one.stop_shift, other.stop_shift)):
            assert abs(mine).sum() == abs(its).sum()
    assert here.first.tolist() == there.second.tolist()


def test_the_pairs_of_a_label_are_matched_within_it_and_those_of_all_across_labels() -> None:
    # Over all labels the same extents belong to each other, whatever they are called.
    found = matches(text(40, [("x", 0, 10)], [("y", 0, 10), ("x", 2, 10)]))
    assert found.pairs(None) is found.across and found.across.is_exact.tolist() == [True]
    x, y = (found.pairs(label) for label in LABELS[:2])
    assert (x.is_exact.tolist(), x.jaccard.tolist(), x.start_shift.tolist(), x.stop_shift.tolist()) == (
        *([False], [pytest.approx(jaccard((Extent(0, 10),), (Extent(2, 10),)))], [2], [0]),
    )
    assert len(y.label) == 0


def test_what_only_one_of_two_coded_counts_for_nothing() -> None:
    found = matches(text(20, [("x", 0, 9)], [("x", 0, 9)]), text(20, [("x", 0, 9)], None))
    assert (found.first.tolist(), found.second.tolist()) == ([[1], [0]], [[1], [0]])
    assert found.within.document.tolist() == [0]
