"""What there is to know of a number stands at the right of the table, and nothing where none is at hand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.agreement.registry import BY_NAME
from annotator.agreement.study.study import Figure
from annotator.model.wording import undefined_because
from annotator.ui.agreement.detail import Detail
from annotator.ui.agreement.wording import prevalence, said, valued
from tests.ui.agreement.desk import Desk
from tests.ui.agreement.studies import FIGURES, NAMES, figure


@pytest.fixture
def detail(qtbot: QtBot) -> Iterator[Detail]:
    made = Detail()
    qtbot.addWidget(made)
    made.show()
    yield made


@pytest.mark.parametrize("one", FIGURES, ids=lambda one: f"{one.aspect}-{one.coefficient}-{one.coders}")
def test_a_number_is_said_with_its_prevalence_its_convention_and_its_source(detail: Detail, one: Figure) -> None:
    listed = BY_NAME[one.coefficient]
    detail.show_figure(one, NAMES)
    assert detail.sentence.text() == valued(one, NAMES, listed.title)
    assert said(one, NAMES, listed.title).endswith(f": {detail.sentence.text()}")
    assert detail.prevalence.text() == f"Prevalence: {prevalence(one, NAMES)}."
    assert detail.convention.text() == f"{one.result.convention} {listed.citation}".strip()
    assert listed.citation in detail.convention.text() and detail.convention.isVisible()


def test_a_line_that_has_nothing_to_say_takes_no_room_and_of_no_number_nothing_is_said(detail: Detail) -> None:
    one = figure(0.5)
    one = replace(one, result=replace(one.result, prevalence={}))
    detail.show_figure(FIGURES[0], NAMES)
    assert detail.prevalence.isVisible()
    detail.show_figure(one, NAMES)
    assert not detail.prevalence.isVisible() and detail.sentence.isVisible()
    detail.show_figure(None, NAMES)
    assert [line.text() for line in (detail.sentence, detail.prevalence, detail.convention)] == ["", "", ""]


def test_an_undefined_number_says_why(desk: Desk) -> None:
    undefined = next(
        one for one in desk.study.figures if one.result.value is None and one.coefficient == "alpha-nominal"
    )
    desk.go(undefined.aspect, undefined.label, undefined.part)
    assert desk.workspace.detail.sentence.text().endswith(f"is {undefined_because(undefined.result.undefined)}")
