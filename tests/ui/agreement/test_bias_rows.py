"""Coders' bias for the picture: every part of a few pairs, of more only what was marked; and what is behind a bar."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.study.diagnostics import StudyPassages
from annotator.agreement.study.study import Aspect, Study
from annotator.ui.agreement.bias_rows import bias_groups, shown_bias
from tests.agreement.studies import study
from tests.agreement.texts import A, B, coded, text_of, texts
from tests.examples import examples
from tests.ui.agreement.studies import NAMES


def leaning() -> Study:
    """Return six texts in which B takes for y what A calls x, and misses a z."""
    spans = (("A", 0, 5, "x"), ("B", 0, 5, "y"), ("A", 8, 12, "z"), ("A", 20, 25, "x"), ("B", 20, 25, "x"))
    return study([text_of(*(coded(*one) for one in spans)) for _ in range(6)], (A, B))


def test_a_row_says_who_gave_it_alone_and_whether_that_is_more_than_chance() -> None:
    groups = bias_groups(shown_bias(leaning(), (0, 1)), NAMES)
    assert [len(one.rows) for one in groups] == [1, 3, 2]
    found, every, label = groups
    assert (found.rows[0].label, found.rows[0].first, found.rows[0].second) == ("Any label", 6, 0)
    assert [(row.first, row.second) for row in every.rows] == [(6, 0), (0, 6), (6, 0)]
    said = label.rows[0].said
    assert "Ana gave it 6 times where Ben did not, Ben 0 times where Ana did not" in said and "by Holm" in said
    assert label.test and label.title.startswith("Ana and Ben: Which label")


def test_of_many_pairs_only_what_was_marked_at_all_is_shown() -> None:
    found = leaning()
    many = replace(found, bias=tuple(replace(one, coders=(0, at)) for at in range(1, 6) for one in found.bias))
    assert {one.aspect for one in shown_bias(many, tuple(range(6)))} == {Aspect.FOUND}
    assert len({one.aspect for one in shown_bias(many, (0, 3))}) == 3


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(texts("AB", all_of_them=True), max_size=5))
def test_behind_a_bar_are_as_many_places_as_it_counts(found: list[CodedText]) -> None:
    made = study(found, (A, B))
    reading = StudyPassages(made)
    for one in made.bias:
        for label in one.margins.labels if one.aspect is Aspect.LABEL and not one.part else ():
            assert len(reading.alone(one.aspect, one.part, (0, 1), label.label)) == label.first_only
            assert len(reading.alone(one.aspect, one.part, (1, 0), label.label)) == label.other_only
