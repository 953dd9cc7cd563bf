"""The step at hand: what, who and when, and how many go with it."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.history.step_panel import StepPanel
from tests.ui.history.lines import line


@pytest.fixture
def panel(qtbot: QtBot) -> StepPanel:
    made = StepPanel()
    qtbot.addWidget(made)
    return made


def test_no_step_has_nothing_to_revert(panel: StepPanel) -> None:
    assert panel.what.text() == "No step is chosen" and not panel.revert.isVisibleTo(panel)


@pytest.mark.parametrize(
    ("count", "others", "says", "reverts"),
    [
        (1, 0, "Nothing stands on this step.", "Revert this step"),
        (3, 2, "2 later steps stand on this one:", "Revert these 3 steps…"),
        (2001, 5, "2,000 later steps stand on this one, of which the first 5 are listed:", "Revert these 2,001 steps…"),
    ],
)
def test_what_goes_is_counted_and_listed(panel: StepPanel, count: int, others: int, says: str, reverts: str) -> None:
    panel.show_step(line(7))
    assert not panel.revert.isEnabled() and panel.place.text() == "Appeal, “urged China” · Speech"
    panel.show_standing([line(8 + at) for at in range(others)], count, "")
    assert (panel.standing.text(), panel.revert.text()) == (says, reverts)
    assert panel.revert.isEnabled() and panel.list.isVisibleTo(panel) is (others > 0)


def test_a_refusal_is_said_in_its_place(panel: StepPanel) -> None:
    panel.show_step(line(7))
    panel.show_standing((), 1, "It is not yours.")
    assert panel.standing.text() == "It is not yours." and not panel.revert.isEnabled()


def test_a_step_of_the_list_is_opened(panel: StepPanel, qtbot: QtBot) -> None:
    panel.show_step(line(7))
    panel.show_standing([line(8)], 2, "")
    with qtbot.waitSignal(panel.opened) as heard:
        panel.list.activated.emit(panel.model.index(0))
    assert heard.args == [8]
