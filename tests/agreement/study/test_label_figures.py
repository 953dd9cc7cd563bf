"""The figures of labels computed at once are those that each label has by itself."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Value
from annotator.agreement.input.units import UnitKind, Unmarked, marked
from annotator.agreement.results import CoefficientResult
from annotator.agreement.study import label_figures
from annotator.agreement.study.compared import ComparedPart
from annotator.agreement.study.figures import prepare
from annotator.agreement.study.label_figures import EachLabel, label_itself, labels_in_set
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, Prepared, StudyInput
from annotator.agreement.tally import evaluate, evaluate_all
from annotator.model.ids import LabelId
from tests.agreement.studies import LABELS
from tests.agreement.texts import CODERS, X, text_of, texts
from tests.examples import examples

Said = dict[tuple[object, ...], CoefficientResult]


def prepared(found: list[CodedText], unit: UnitKind, unmarked: Unmarked) -> Prepared:
    return prepare(StudyInput(found, CODERS, LABELS, Design(unit=unit, unmarked=unmarked, gamma_samples=0)))


def results(computed: list[Computed]) -> Said:
    tallies = [one.tally for one in computed]
    return {
        (one.label, one.coders, one.tally.coefficient): result
        for one, result in zip(computed, evaluate_all(tallies, 0.95), strict=True)
    }


def assert_same(together: Said, alone: Said) -> None:
    assert together.keys() <= alone.keys()
    for key, result in together.items():
        other = alone[key]
        assert result.value == (other.value if other.value is None else pytest.approx(other.value, abs=1e-9)), key
        assert (result.undefined, result.n, result.documents) == (other.undefined, other.n, other.documents), key
        assert result.prevalence == pytest.approx(other.prevalence), key
        assert result.details == pytest.approx(other.details, nan_ok=True), key
        assert result.convention == other.convention


def is_label(label: LabelId, value: Value) -> bool:
    return value == label


@settings(max_examples=examples(25), deadline=None)
@given(
    st.lists(texts(), max_size=3),
    st.sampled_from([UnitKind.CHARACTERS, UnitKind.SPANS, UnitKind.DOCUMENTS]),
    st.sampled_from(Unmarked),
    st.sampled_from([1, 200_000]),
)
def test_labels_together_have_the_figures_that_each_has_by_itself(
    found: list[CodedText], unit: UnitKind, unmarked: Unmarked, at_once: int
) -> None:
    made = prepared(found, unit, unmarked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(label_figures, "_AT_ONCE", at_once)
        whole = list(EachLabel(Aspect.ALL, made.units, "Said.", labels_in_set).figures(made))
        given_ = list(EachLabel(Aspect.LABEL, made.parts.labels, "Said.", label_itself).figures(made))
    assert {one.label for one in whole} == {label.id for label in LABELS}
    singly: list[Computed] = []
    of_label: list[Computed] = []
    for label in LABELS:
        read = partial(marked, label=label.id)
        singly += ComparedPart(Aspect.ALL, made.units, "Said.", label.id, read=read).figures(made.study_input)
        is_it = partial(is_label, label.id)
        answers = partial(lambda ratings, is_it: ratings.mapped(is_it, (False, True)), is_it=is_it)
        of_label += ComparedPart(Aspect.LABEL, made.parts.labels, "Said.", label.id, read=answers).figures(
            made.study_input
        )
    assert_same(results(whole), results(singly))
    assert_same(results(given_), results(of_label))


def test_a_label_of_which_nothing_can_be_had_says_why() -> None:
    made = prepared([text_of()], UnitKind.CHARACTERS, Unmarked.COUNTED)
    found = [*EachLabel(Aspect.ALL, made.units, "", labels_in_set, {X: "Not here."}).figures(made)]
    fleiss = [one for one in found if one.tally.coefficient == "fleiss-kappa"]
    said = {one.label: evaluate(one.tally).undefined for one in fleiss}
    assert said[X] == "Not here." and "Not here." not in [why for label, why in said.items() if label != X]
