"""The conflict at hand at the right: every choice in full with a button."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from annotator.ui.team.conflict_panel import ConflictPanel
from tests.ui.team.test_conflict_list import ONE, TWO


def test_each_choice_has_a_button_and_who_may_not_decide_is_told_why(qtbot: QtBot) -> None:
    panel = ConflictPanel()
    qtbot.addWidget(panel)
    panel.show_conflict(ONE)
    assert [each.accessibleName() for each in panel.buttons] == [
        "Take A: organisation",
        "Take B: group of states",
        "Take C: both, as two",
    ]
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.buttons[1].click()
    assert chosen.args == ["B"]
    panel.show_conflict(replace(TWO, why_not="Changing the codebook is for whoever leads; ask Lea."))
    assert len(panel.buttons) == 2 and not any(each.isEnabled() for each in panel.buttons)
    assert panel.note.text() == "Changing the codebook is for whoever leads; ask Lea."
