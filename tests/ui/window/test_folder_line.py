"""The line at the foot about the shared folder: nothing where there is none, a link only where something waits."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.ui.background.folder_state import FolderState
from annotator.ui.window.folder_line import FolderLine


def test_the_line_says_how_it_stands_and_leads_to_what_waits(qtbot: QtBot) -> None:
    line = FolderLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.show_state(FolderState(Path("team"), "In step, just now", "Nothing waits."))
    assert not line.isHidden() and line.line.text() == "In step, just now" and line.link.isHidden()
    assert line.line.accessibleDescription() == "Nothing waits."
    line.show_state(FolderState(Path("team"), "Ana’s 2 acts wait", paths=(Path("a.packet"),)))
    assert not line.link.isHidden()
    with qtbot.waitSignal(line.look_requested):
        line.link.click()
    line.show_state(FolderState())
    assert line.isHidden()
