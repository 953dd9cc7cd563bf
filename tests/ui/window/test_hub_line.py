"""The line at the foot about the hub: nothing where there is none, and of several the one in trouble."""

from pytestqt.qtbot import QtBot

from annotator.operations.team.hubs.words import HubReach, HubTold
from annotator.ui.background.hub_state import HubState
from annotator.ui.window.hub_line import HubLine

STEP = HubState(1, "hub.example.org/texts", "lea", HubTold(HubReach.IN_STEP, "2025-11-28T09:42:00Z"))
GONE = HubState(2, "other.example.org/texts", "lea", HubTold(HubReach.UNREACHABLE, waiting=12))
ASKS = HubState(3, "third.example.org/texts", "lea", HubTold(HubReach.NO_PASSWORD))


def test_it_says_how_it_stands_and_leads_to_the_password_where_one_is_asked_for(qtbot: QtBot) -> None:
    line = HubLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.show_hubs([STEP])
    assert not line.isHidden() and line.line.text() == "Saved. Handed over 28 November 2025."
    assert line.link.isHidden()
    line.show_hubs([STEP, GONE])
    assert "12 acts wait here, nothing is lost" in line.line.text()
    said = line.line.accessibleDescription()
    assert "Hub: hub.example.org/texts." in said and "Hub: other.example.org/texts." in said
    assert "Hub: other.example.org/texts." in line.line.toolTip()
    line.show_hubs([ASKS])
    assert line.line.text() == "Saved. The hub asks for your password." and line.link.text() == "give it"
    with qtbot.waitSignal(line.password_requested):
        line.link.click()
    line.show_hubs(())
    assert line.isHidden()
