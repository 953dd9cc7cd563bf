"""The fields by which work is given out."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId
from annotator.operations.team.giving_out import NOT_GIVEN, GiveOutRequest
from annotator.ui.dialogs.give_out.form import GiveOutChoices, GiveOutForm
from tests.examples import examples

PEOPLE = tuple((CoderId(str(at)), name, "coder") for at, name in enumerate(("Ana", "Ben", "李明")))
CHOICES = GiveOutChoices(PEOPLE, ("Training round", "a:b"), ("language", "المصدر"))
REQUESTS = st.builds(
    GiveOutRequest,
    people=st.lists(st.sampled_from([id for id, _, _ in PEOPLE]), unique=True).map(lambda ids: tuple(sorted(ids))),
    filter=st.sampled_from(["", NOT_GIVEN, 'set:"Training round"', 'set:"a:b"', "kind:readout"]),
    documents=st.none() | st.integers(1, 999),
    several=st.integers(0, 999),
    is_share=st.booleans(),
    each=st.integers(2, 9),
    pilot=st.integers(1, 99),
    strata=st.sampled_from([(), ("language",), ("language", "المصدر")]),
    by_words=st.booleans(),
    seed=st.integers(0, 2**31 - 1),
    due=st.sampled_from(["", "2026-12-24"]),
    pilot_due=st.sampled_from(["", "2026-12-01"]),
)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(REQUESTS)
def test_what_was_asked_for_is_asked_for_again(qtbot: QtBot, asked: GiveOutRequest) -> None:
    form = GiveOutForm(CHOICES, asked)
    assert form.request == asked
    form.deleteLater()


def test_a_filter_is_typed_where_neither_all_nor_a_set_will_do(qtbot: QtBot) -> None:
    form = GiveOutForm(CHOICES, GiveOutRequest())
    qtbot.addWidget(form)
    assert form.filter.isHidden()
    form.source.setCurrentIndex(form.source.count() - 1)
    form.filter.setText("kind:readout")
    assert not form.filter.isHidden() and form.request.filter == "kind:readout"
    form.source.setCurrentIndex(1)
    assert form.request.filter == NOT_GIVEN


def test_the_day_of_a_pilot_round_is_asked_for_where_there_is_one(qtbot: QtBot) -> None:
    form = GiveOutForm(CHOICES, GiveOutRequest(pilot_due="2026-12-01"))
    qtbot.addWidget(form)
    assert form.pilot_due.isHidden() and form.request.pilot_due == ""
    form.pilot.setValue(3)
    assert not form.pilot_due.isHidden() and form.request.pilot_due == "2026-12-01"


def test_whatever_is_changed_is_told(qtbot: QtBot) -> None:
    form = GiveOutForm(CHOICES, GiveOutRequest())
    qtbot.addWidget(form)
    changes: tuple[Callable[[], object], ...] = (
        lambda: form.people.choose(["0"]),
        lambda: form.source.setCurrentIndex(1),
        lambda: form.documents.setValue(5),
        lambda: form.several.setValue(5),
        lambda: form.unit.setCurrentIndex(1),
        lambda: form.each.setValue(3),
        lambda: form.pilot.setValue(2),
        lambda: form.strata[1].setCurrentIndex(1),
        lambda: form.measure.setCurrentIndex(1),
        lambda: form.due.setText("2026"),
        lambda: form.pilot_due.setText("2026"),
        lambda: form.seed.setValue(9),
    )
    for change in changes:
        before = form.request
        with qtbot.waitSignal(form.changed):
            change()
        assert form.request != before


@pytest.mark.parametrize("names", [("Gone",), ()])
def test_fields_and_sets_that_went_are_not_asked_for(qtbot: QtBot, names: tuple[str, ...]) -> None:
    form = GiveOutForm(GiveOutChoices(), GiveOutRequest(people=(CoderId("0"),), strata=names))
    qtbot.addWidget(form)
    assert form.request.people == () and form.request.strata == ()
