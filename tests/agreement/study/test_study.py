"""The choices of a study, and how a figure is found in it."""

import pytest

from annotator.agreement.input.units import Uncoded, UnitKind, Unmarked
from annotator.agreement.registry import NAMES
from annotator.agreement.study.study import ASPECTS, Aspect, Design
from annotator.model.ids import LabelId
from tests.agreement.studies import study
from tests.agreement.texts import CODERS, coded, text_of

SPANS = [coded("A", 0, 9, force="asks"), coded("B", 0, 8, force="urges"), coded("C", 20, 25, "y")]


def test_every_aspect_is_in_the_one_list_in_its_order_with_a_title_of_its_own() -> None:
    assert list(ASPECTS) == list(Aspect)
    assert len({said.title for said in ASPECTS.values()}) == len(ASPECTS)


def test_each_figure_is_found_by_what_it_is_of_and_nothing_else_is() -> None:
    made = study([text_of(*SPANS, coders="ABC"), text_of(coded("A", 3, 9), coded("B", 3, 9), coders="AB")])
    for one in made.figures:
        assert made.find(one.coefficient, one.aspect, one.label, one.part, one.coders) is one
    whole = made.find("alpha-nominal")
    assert whole is not None and whole.coders == (0, 1, 2), "without coders it is that of all"
    assert made.find("gamma") is None and made.find("alpha-nominal", label=LabelId("none")) is None
    assert made.find("alpha-nominal", coders=(2, 1)) is None


def test_without_a_choice_everything_is_wanted_and_with_one_that_alone() -> None:
    everything = Design()
    assert all(map(everything.wants, NAMES)) and everything.shows(LabelId("x")) and everything.shows(None)
    some = Design(labels=(LabelId("x"),), coefficients=("percent",))
    assert some.shows(None) and some.shows(LabelId("x")) and not some.shows(LabelId("y"))
    assert [name for name in NAMES if some.wants(name)] == ["percent"]


@pytest.mark.parametrize("unit", UnitKind)
def test_what_nobody_marked_is_left_out_where_that_was_chosen_and_always_in_spans(unit: UnitKind) -> None:
    assert Design(unit=unit, unmarked=Unmarked.LEFT_OUT).leaves_out_unmarked
    assert Design(unit=unit, unmarked=Unmarked.COUNTED).leaves_out_unmarked == (
        unit in (UnitKind.SPANS, UnitKind.UNITS)
    )
    assert not Design(unit=UnitKind.UNITS, uncoded=Uncoded.COUNTED).leaves_out_unmarked


def test_labels_that_were_chosen_change_no_number() -> None:
    found = [text_of(*SPANS, coders="ABC")]
    whole = study(found, CODERS)
    design = Design(coefficients=whole.design.coefficients, gamma_samples=0, labels=(LabelId("x"),))
    some = study(found, CODERS, design)
    assert list(some.figures) == [one for one in whole.figures if one.label in (None, "x")]
