"""Figures as a table, and the one number that stands for an aspect."""

from annotator.agreement.study.study import Aspect
from annotator.ui.agreement.numbers import Numbers, groups, main_figures
from tests.ui.agreement.studies import FIGURES, figure, study

ALL = (0, 1, 2)


def test_aspects_stand_in_their_order_down_and_labels_across_with_all_of_them_first() -> None:
    numbers = Numbers.of(study(), ALL)
    assert [(row.aspect, row.part, row.coefficient) for row in numbers.rows] == [
        (Aspect.ALL, "", "alpha-nominal"),
        (Aspect.ALL, "", "percent"),
        (Aspect.FOUND, "", "alpha-nominal"),
        (Aspect.LABEL, "", "alpha-nominal"),
        (Aspect.ATTRIBUTE, "force", "alpha-ordinal"),
        (Aspect.SLOT, "addressee", "alpha-masi"),
    ]
    assert [column.label for column in numbers.columns] == [None, "appeal", "warning"]
    assert not any(column.with_children for column in numbers.columns)
    assert [numbers.begins(row) for row in range(6)] == [True, False, True, True, True, True]
    assert not numbers.is_apart(1) and numbers.is_apart(2) and not numbers.is_apart(0)


def test_every_figure_of_these_coders_has_its_cell_and_the_others_have_none() -> None:
    numbers = Numbers.of(study(), ALL)
    for one in FIGURES:
        place = numbers.place_of(one)
        if one.coders == ALL:
            assert place is not None and numbers.at(*place) is one
    assert len(numbers.cells) == sum(one.coders == ALL for one in FIGURES)
    assert len(Numbers.of(study(), (0, 1)).cells) == 1
    assert numbers.at(2, 1) is None and numbers.place_of(figure(0.5, Aspect.BOUNDARY)) is None


def test_one_number_stands_for_each_aspect_that_which_fits_its_scale() -> None:
    of_force = [figure(0.1, Aspect.ATTRIBUTE, "warning", "force", coefficient=name) for name in _NAMES]
    of_all = [figure(0.1, coefficient=name) for name in _NAMES]
    of_slot = [
        figure(0.1, Aspect.SLOT, "warning", "speaker", coefficient=name) for name in _NAMES if "ordinal" not in name
    ]
    assert [one.coefficient for one in main_figures(of_force)] == ["alpha-ordinal"]
    assert [one.coefficient for one in main_figures(of_all)] == ["alpha-nominal"]
    assert [one.coefficient for one in main_figures(of_slot)] == ["alpha-masi"]
    assert [one.coefficient for one in main_figures([figure(1.0, coefficient="percent")])] == ["percent"]
    assert len(Numbers.of(study(), ALL, only_main=True).rows) == 5


_NAMES = ("percent", "alpha-nominal", "alpha-ordinal", "alpha-masi", "ac1")


def test_numbers_are_of_all_coders_and_of_each_pair() -> None:
    assert groups(study()) == [ALL, (0, 1), (0, 2), (1, 2)]
