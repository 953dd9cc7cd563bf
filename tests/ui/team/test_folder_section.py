"""The shared folder in Team: where it is and how it stands, and only the links that mean something now."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.ui.background.folder_state import FolderState
from annotator.ui.team.folder_section import FolderSection


def links(section: FolderSection) -> list[str]:
    return [link.text() for link in section.links.values() if not link.isHidden()]


def test_it_offers_a_folder_where_there_is_none_and_says_how_it_stands_where_there_is(qtbot: QtBot) -> None:
    section = FolderSection()
    qtbot.addWidget(section)
    assert links(section) == ["Share over a folder…"] and "No folder is shared" in section.what.text()
    section.show_folder(FolderState(Path("team"), "In step, just now", "Nothing waits."))
    assert links(section) == ["Look now", "Change the folder…", "Stop"] and section.path.text() == "team"
    section.show_folder(FolderState(Path("team"), "Ana’s 2 acts wait", paths=(Path("a.packet"),)))
    assert links(section)[0] == "Look at what came" and section.state.text() == "Ana’s 2 acts wait"
    asked: list[str] = []
    section.command_requested.connect(asked.append)
    for link in section.links.values():
        link.click()
    assert asked == ["project.take_arrived", "project.look_folder", "project.share_folder", "project.stop_folder"]


def test_a_copy_beside_the_project_is_said_also_without_a_folder(qtbot: QtBot) -> None:
    section = FolderSection()
    qtbot.addWidget(section)
    section.show_folder(FolderState(stray="Beside the project lies a copy", stray_paths=(Path("x (1).annot"),)))
    assert section.stray.text() == "Beside the project lies a copy." and links(section)[0] == "Look at what came"
