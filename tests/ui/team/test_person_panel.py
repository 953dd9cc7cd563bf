"""What stands at the right of a person: facts as sentences, and no word of what one may not know."""

from pytestqt.qtbot import QtBot

from annotator.model.coder import TeamRole
from annotator.operations.team.people import MemberStanding
from annotator.ui.team.person_panel import PersonPanel, facts
from tests.ui.team.test_people_table import ANA, DAN, LEA


def test_facts_are_sentences() -> None:
    assert facts(ANA, MemberStanding.IN_STEP)[:2] == ["Coder.", "4 of 11 documents done."]
    assert facts(LEA, MemberStanding.HERE) == ["Lead.", "Works in this file: there is nothing to take in."]
    assert facts(DAN, MemberStanding.UNKNOWN) == ["Coder and adjudicator."]
    assert all(said.endswith(".") for one in (ANA, LEA, DAN) for said in facts(one, MemberStanding.HERE))


def test_its_buttons_are_commands_and_those_of_a_person_need_one(qtbot: QtBot) -> None:
    panel = PersonPanel()
    qtbot.addWidget(panel)
    panel.show_member(None)
    assert panel.rename.isHidden() and panel.roles.isHidden() and not panel.release.isHidden()
    panel.show_member(ANA)
    assert not panel.rename.isHidden() and panel.name.text() == "Ana"
    panel.show_member(ANA, leads=False)
    assert all(each.isHidden() for each in (panel.rename, panel.roles, panel.release, panel.blind))
    panel.show_member(ANA)
    with qtbot.waitSignal(panel.command_requested) as asked:
        panel.roles.click()
    assert asked.args == ["project.people"] and TeamRole.LEAD not in ANA.roles
