"""Choices become the design of a study."""

from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.registry import NAMES
from annotator.agreement.study.study import Design
from annotator.model.ids import DocumentId, LabelId
from annotator.ui.agreement.choices import USUAL, CoefficientRange, StudyChoices, counted
from tests.ui.agreement.studies import LAYERS


def test_choices_are_the_design_that_they_say() -> None:
    chosen = StudyChoices(
        documents=(DocumentId("d1"),),
        labels=(LabelId("appeal"),),
        unit=UnitKind.WORDS,
        unmarked=Unmarked.LEFT_OUT,
        level=0.9,
        seed=7,
    )
    design = chosen.design()
    assert (design.documents, design.labels) == (("d1",), ("appeal",))
    assert (design.unit, design.unmarked) == (UnitKind.WORDS, Unmarked.LEFT_OUT)
    assert (design.level, design.seed) == (0.9, 7)


def test_all_coefficients_are_computed_only_when_they_are_asked_for() -> None:
    assert set(USUAL) < set(NAMES) and "gamma" not in USUAL
    for extent in (CoefficientRange.ONE, CoefficientRange.USUAL):
        design = StudyChoices(extent=extent).design()
        assert design.coefficients == USUAL and design.gamma_samples == 0
    every = StudyChoices(extent=CoefficientRange.ALL).design()
    assert every.coefficients == () and every.gamma_samples == Design().gamma_samples


def test_all_coders_are_compared_unless_some_are_chosen() -> None:
    assert StudyChoices().compared(LAYERS) == list(LAYERS)
    assert StudyChoices(layers=(LAYERS[2].id, LAYERS[0].id)).compared(LAYERS) == [LAYERS[0], LAYERS[2]]
    assert StudyChoices().compared(LAYERS, {LAYERS[1].id}) == [LAYERS[0], LAYERS[2]]
    assert StudyChoices(layers=(LAYERS[1].id,)).compared(LAYERS, {LAYERS[1].id}) == [LAYERS[1]]
    assert not StudyChoices().narrows and StudyChoices(layers=(LAYERS[0].id,)).narrows


def test_who_is_nowhere_done_is_compared_where_they_are_chosen_or_what_is_begun_is_too() -> None:
    unfinished = [LAYERS[2].id]
    assert StudyChoices().compared(LAYERS, unfinished=unfinished) == list(LAYERS[:2])
    assert StudyChoices(begun_too=True).compared(LAYERS, unfinished=unfinished) == list(LAYERS)
    chosen = StudyChoices(layers=(LAYERS[0].id, LAYERS[2].id))
    assert chosen.compared(LAYERS, unfinished=unfinished) == [LAYERS[0], LAYERS[2]]
    assert StudyChoices(begun_too=True).design().begun_too and not StudyChoices().design().begun_too


def test_gold_is_compared_only_where_it_is_chosen_and_then_stands_first() -> None:
    gold, *coders = LAYERS
    assert StudyChoices().compared(coders, (), gold) == coders
    assert StudyChoices(layers=(coders[0].id, gold.id)).compared(coders, (), gold) == [gold, coders[0]]


def test_what_is_gone_from_the_project_is_not_chosen_any_more() -> None:
    chosen = StudyChoices(documents=(DocumentId("d1"), DocumentId("gone")), labels=(LabelId("gone"),))
    kept = chosen.among(["d0", "d1"], ["appeal"])
    assert kept.documents == ("d1",) and kept.labels == ()


def test_how_many_are_chosen_is_said_in_words() -> None:
    said = [counted(*numbers, "label", "labels") for numbers in ((0, 0), (1, 1), (4, 4), (2, 4))]
    assert said == ["no labels", "1 label", "all 4 labels", "2 of 4 labels"]
