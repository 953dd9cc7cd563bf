"""Which files that are dropped on the window are this project's: packets, and other copies of it."""

from pathlib import Path

from tests.operations.team.copies_made import make_team_of_copies
from tests.ui.windows import Stage, make_project


def test_packets_and_copies_are_taken_other_files_are_not(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    team = make_team_of_copies(tmp_path / "team", "Ana")
    team.code("Ana", "urged China")
    packet, own = team.hand_in("Ana"), team.project.path
    team.project.close()
    other = make_project(tmp_path / "other.annot", coders=["Lea"])
    text, broken = tmp_path / "text.txt", tmp_path / "broken.annot"
    text.write_text("France", encoding="utf-8")
    broken.write_bytes(b"no project")
    dropped = [packet, own, team.copies["Ana"], other, text, broken]
    assert stage.window.seldom.teams.takes(dropped) == []
    stage.open(own, "Lea")
    assert stage.window.seldom.teams.takes(dropped) == [packet, team.copies["Ana"]]
