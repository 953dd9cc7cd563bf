"""Figures along the hierarchy: what relabelled spans would give, and never less agreement on the label itself."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.label_levels import levels_of
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.by_parent import ASPECTS_BY_PARENT, compute_by_parent
from annotator.agreement.study.figures import compute, prepare
from annotator.agreement.study.parts import ON_DOCUMENTS
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.agreement.tally import evaluate
from annotator.model.codebook import Label, Scope
from annotator.model.ids import LabelId
from tests.agreement.input.test_label_levels import HIERARCHIES, labels_of, relabelled
from tests.agreement.texts import CODERS, Z, coded, text_of, texts
from tests.examples import examples

DESIGN = Design(
    coefficients=("percent", "alpha-nominal", "alpha-masi", "f1-overlap", "boundary", "u-alpha", "ku-alpha")
)
Key = tuple[Aspect, str, tuple[int, ...], LabelId | None]


def by_key(computed: Sequence[Computed]) -> dict[Key, Computed]:
    # Labels on whole documents, where there are others too, have a test of their own.
    kept = [one for one in computed if one.part != ON_DOCUMENTS]
    found = {(one.aspect, one.tally.coefficient, one.coders, one.label): one for one in kept}
    assert len(found) == len(kept)
    return found


def made(found: Sequence[CodedText], labels: Sequence[Label], design: Design = DESIGN) -> dict[Key, Computed]:
    return by_key(list(compute_by_parent(prepare(StudyInput(found, CODERS, labels, design)))))


@settings(max_examples=examples(25))
@given(
    st.lists(texts(), min_size=1, max_size=3),
    st.sampled_from(HIERARCHIES),
    st.sampled_from([UnitKind.CHARACTERS, UnitKind.SENTENCES, UnitKind.DOCUMENTS]),
)
def test_everything_at_once_is_what_spans_relabelled_as_their_parents_give(
    found: list[CodedText], hierarchy: tuple[tuple[str, str | None], ...], unit: UnitKind
) -> None:
    labels, design = labels_of(hierarchy), replace(DESIGN, unit=unit)
    figures = made(found, labels, design)
    for level in levels_of(labels):
        other = StudyInput([relabelled(text, level) for text in found], CODERS, labels_of(hierarchy), design)
        expected = by_key([one for one in compute(prepare(other)) if one.aspect is not Aspect.ATTRIBUTE])
        wanted = {None, *level.parents} if level.depth == 0 else set(level.parents)
        for key, one in expected.items():
            # Passages are grouped before labels count as others: see the test of labels.
            if key[3] in wanted and one.aspect in (Aspect.ALL, Aspect.BOUNDARY):
                assert evaluate(figures[key].tally).value == pytest.approx(evaluate(one.tally).value, nan_ok=True)


@settings(max_examples=examples(50))
@given(st.lists(texts(), min_size=1, max_size=3), st.sampled_from(HIERARCHIES))
def test_who_agrees_on_the_label_agrees_on_the_one_above_it(
    found: list[CodedText], hierarchy: tuple[tuple[str, str | None], ...]
) -> None:
    labels = labels_of(hierarchy)
    prepared = prepare(StudyInput(found, CODERS, labels, DESIGN))
    key = (Aspect.LABEL, "percent", (0, 1, 2), None)
    exact = evaluate(by_key(list(compute(prepared)))[key].tally)
    above = evaluate(by_key(list(compute_by_parent(prepared)))[key].tally)
    assert above.n == exact.n
    if exact.value is not None and above.value is not None:
        assert above.value >= exact.value - 1e-12


@given(st.sampled_from(HIERARCHIES))
def test_there_are_figures_of_just_the_labels_that_have_others_below_them_and_of_the_topmost(
    hierarchy: tuple[tuple[str, str | None], ...],
) -> None:
    labels = labels_of(hierarchy)
    figures = made([text_of(coded("A", 0, 5, "y"), coded("B", 0, 5, "z"), coders="ABC")], labels)
    assert {key[3] for key in figures} == {None, *(one.parent for one in labels if one.parent)}
    assert {key[0] for key in figures} == set(ASPECTS_BY_PARENT)
    assert all(one.with_children for one in figures.values())
    for (_, _, _, label), one in figures.items():
        assert ("topmost" if label is None else "below this one") in one.tally.convention


def test_two_children_on_one_passage_are_agreement_on_their_parent() -> None:
    found = [text_of(coded("A", 0, 5, "x"), coded("B", 0, 5, "y"), coded("A", 9, 12, "z"), coded("B", 9, 12, "z"))]
    labels = labels_of((("z", None), ("x", "z"), ("y", "z")))
    figures = by_key(list(compute_by_parent(prepare(StudyInput(found, CODERS[:2], labels, DESIGN)))))
    assert evaluate(figures[Aspect.ALL, "f1-overlap", (0, 1), Z].tally).value == 1
    assert evaluate(figures[Aspect.ALL, "alpha-nominal", (0, 1), Z].tally).value == 1
    plain = by_key(list(compute(prepare(StudyInput(found, CODERS[:2], labels, DESIGN)))))
    assert evaluate(plain[Aspect.ALL, "f1-overlap", (0, 1), Z].tally).value == 1
    assert evaluate(plain[Aspect.ALL, "f1-overlap", (0, 1), None].tally).value == 0.5


def test_a_parent_of_whole_documents_is_compared_in_passages_where_a_label_below_it_is() -> None:
    labels = labels_of((("x", None), ("y", "x")))
    labels[0] = labels[0].model_copy(update={"scope": Scope.DOCUMENT})
    found = [text_of(coded("A", 0, 5, "y"), coded("B", 0, 5, "y"), coded("A", 9, 12, "y"), coders="ABC")]
    key = (Aspect.ALL, "percent", (0, 1), LabelId("x"))
    assert evaluate(made(found, labels)[key].tally).value == pytest.approx(27 / 30)
    labels[1] = labels[1].model_copy(update={"scope": Scope.DOCUMENT})
    assert "on whole documents" in evaluate(made(found, labels)[key].tally).undefined


def test_topics_of_whole_documents_are_compared_by_their_parents_too() -> None:
    labels = labels_of((("x", None), ("y", "x"), ("z", "x")))
    topics = [coded("A", 0, 0, "y"), coded("B", 0, 0, "z"), coded("A", 3, 5, "y"), coded("B", 3, 5, "y")]
    computed = list(compute_by_parent(prepare(StudyInput([text_of(*topics)], CODERS[:2], labels, DESIGN))))
    (one,) = (
        one for one in computed if one.part == ON_DOCUMENTS and one.label is None and one.tally.coefficient == "percent"
    )
    assert evaluate(one.tally).value == 1


def test_only_the_parents_that_are_asked_for_are_shown() -> None:
    labels = labels_of((("x", None), ("y", "x"), ("z", "y")))
    found = [text_of(coded("A", 0, 5, "y"), coded("B", 0, 5, "z"), coders="ABC")]
    figures = made(found, labels, replace(DESIGN, labels=(LabelId("y"),)))
    assert {key[3] for key in figures} == {None, LabelId("y")}
