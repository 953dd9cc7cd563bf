"""The worst numbers, with the way to their passages."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.study.study import Aspect
from annotator.ui.agreement.worth_a_talk import MOST, WorthATalk, worst
from tests.ui.agreement.studies import NAMES, figure, study

ALL = (0, 1, 2)
ADDRESSEE = figure(0.43, Aspect.SLOT, "warning", "addressee", coefficient="alpha-masi")
FORCE = figure(0.58, Aspect.ATTRIBUTE, "warning", "force", coefficient="alpha-ordinal")


@given(st.lists(st.floats(-1, 1), max_size=6))
def test_they_are_the_lowest_and_the_worst_comes_first(values: list[float]) -> None:
    labels = ["appeal", "warning", "commitment", "actor", "a", "b"]
    figures = [figure(value, Aspect.LABEL, label) for label, value in zip(labels, values, strict=False)]
    found = [one.result.value for one in worst(study(figures), ALL)]
    assert found == sorted(value for value in values if value < 1)[:MOST]


def test_what_is_of_everything_or_undefined_or_without_a_fault_is_nothing_to_talk_about() -> None:
    figures = [figure(0.1), figure(0.2, label="warning"), figure(None, Aspect.LABEL, "warning"), FORCE, ADDRESSEE]
    assert worst(study([*figures, figure(1.0, Aspect.LABEL, "appeal")]), ALL) == [ADDRESSEE, FORCE]


def test_a_row_says_its_number_and_leads_to_its_passages(qtbot: QtBot) -> None:
    talk = WorthATalk()
    qtbot.addWidget(talk)
    talk.show_figures([ADDRESSEE, FORCE], NAMES)
    assert (not talk.isHidden()) and [row.value.text() for row in talk.rows] == ["0.43", "0.58"]
    assert talk.rows[0].what.toolTip() or talk.rows[0].what.text()
    assert all(row.button.accessibleName().startswith("Passages of ") for row in talk.rows)
    with qtbot.waitSignal(talk.opened) as told:
        QTest.keyClick(talk.rows[1].button, Qt.Key.Key_Return)
    assert told.args == [FORCE]
    talk.show_figures([], NAMES)
    assert talk.rows == [] and talk.isHidden()
