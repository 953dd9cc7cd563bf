"""The hub in Team: where it is and how it stands, who is a member, and only the links that mean something now."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.hub.calls import HubLogin
from annotator.operations.team.hubs.words import HubReach, HubTold
from annotator.ui.background.hub_state import HubState
from annotator.ui.team.hub_section import HubSection

TIME = "2025-11-28T09:42:00Z"
SINCE = datetime.fromisoformat(TIME)
MEMBERS = (
    HubLogin("lea", "1", "Lea", "lead", "joined", SINCE),
    HubLogin("k_1", "2", "مريم", "coder", "invited", SINCE),
)
LEAD = HubState(1, "hub.example.org/texts", "lea", HubTold(HubReach.IN_STEP, TIME), "lead", MEMBERS)
CODER = HubState(1, "hub.example.org/texts", "k_1", HubTold(HubReach.UNREACHABLE, waiting=1), "coder")
OTHER = HubState(2, "new.example.org/texts", "lea", HubTold(HubReach.IN_STEP, TIME), "lead")


def links(section: HubSection) -> list[str]:
    return [link.text() for link in section.links.values() if not link.isHidden()]


def test_it_offers_a_hub_where_there_is_none_and_what_can_be_done_where_there_is_one(qtbot: QtBot) -> None:
    section = HubSection()
    qtbot.addWidget(section)
    assert links(section) == ["Share over a hub…", "Join with an invitation…"] and section.list.isHidden()
    section.show_hubs([LEAD])
    assert section.place.text() == "hub.example.org/texts · login lea"
    assert section.state.text() == "Saved. Handed over 28 November 2025."
    assert "Invite…" in links(section) and "Revoke…" in links(section) and "Share over another hub…" in links(section)
    heard = [section.members.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert heard[1] == "مريم; coder · invited 28 November 2025 · login k_1" and not section.list.isHidden()
    asked: list[str] = []
    section.command_requested.connect(asked.append)
    for link in section.links.values():
        link.click()
    assert asked == [*section.links]
    section.show_hubs([replace(LEAD, role="", members=())])
    assert "Invite…" in links(section) and "Revoke…" not in links(section), "it leads to the password"
    section.show_hubs([replace(LEAD, role="adjudicator", members=())])
    assert "Invite…" not in links(section) and "Leave…" in links(section)
    section.show_as_copy(True)
    section.show_hubs([CODER])
    assert links(section) == ["Hand over now", "Password…", "Join with an invitation…", "Leave…"]
    assert section.list.isHidden() and "1 act waits here" in section.state.text()
    assert section.state.text().endswith("It is tried again by itself, and all goes over once.")


def test_of_several_hubs_one_is_chosen_and_stays_chosen(qtbot: QtBot) -> None:
    section = HubSection()
    qtbot.addWidget(section)
    section.show_hubs([LEAD])
    assert section.choice.isHidden()
    section.show_hubs([LEAD, OTHER])
    assert not section.choice.isHidden()
    with qtbot.waitSignal(section.hub_chosen) as chosen:
        section.choice.setCurrentIndex(1)
    assert chosen.args == [2] and section.hub == OTHER
    section.show_hubs([LEAD, OTHER])
    assert section.hub == OTHER
    section.show_hubs([OTHER])
    assert section.hub == OTHER and section.choice.isHidden()
