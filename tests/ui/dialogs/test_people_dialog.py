"""The dialog of people and roles: a tick for each, at least one role for each and one lead for all."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.ui.dialogs.people_dialog import PeopleChoice, PeopleDialog

ANA = Coder(id=CoderId("a"), name="Ana", pseudonym="1", roles=(TeamRole.LEAD,))
BEN = Coder(id=CoderId("b"), name="Ben", pseudonym="2", roles=(TeamRole.CODER, TeamRole.ADJUDICATOR))


def opened(qtbot: QtBot, why_not: str = "") -> PeopleDialog:
    dialog = PeopleDialog([ANA, BEN], False, why_not)
    qtbot.addWidget(dialog)
    return dialog


def test_it_shows_what_holds_and_hands_out_what_is_to_hold(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.choice == PeopleChoice({one.id: frozenset(one.roles) for one in (ANA, BEN)}, "", False)
    dialog.ticks[BEN.id, TeamRole.ADJUDICATOR].setChecked(False)
    dialog.name.setText("  Zoë  ")
    dialog.shared.setChecked(True)
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.accept()
    assert heard.args == [
        PeopleChoice({ANA.id: frozenset({TeamRole.LEAD}), BEN.id: frozenset({TeamRole.CODER})}, "Zoë", True)
    ]


@pytest.mark.parametrize("one", [ANA, BEN])
def test_nobody_is_left_without_a_role_and_the_project_not_without_a_lead(qtbot: QtBot, one: Coder) -> None:
    dialog = opened(qtbot)
    for role in one.roles:
        dialog.ticks[one.id, role].setChecked(False)
    assert not dialog.accept_button.isEnabled()
    dialog.ticks[one.id, TeamRole.CODER].setChecked(True)
    assert dialog.accept_button.isEnabled() is (one is BEN)


def test_who_may_not_change_it_reads_it_and_why(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "Ask Ana.")
    assert not any(each.isEnabled() for each in (*dialog.ticks.values(), dialog.name, dialog.shared))
    dialog.accept()
    assert not dialog.accept_button.isEnabled()
