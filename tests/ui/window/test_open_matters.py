"""The number beside Team: packets that wait and conflicts that are open; the conflicts' part by tests/ui/team."""

from pathlib import Path

from annotator.ui.commands.commands import CommandScope
from tests.ui.windows import Stage, make_project


def test_waiting_packets_are_counted_beside_team_until_the_project_is_closed(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "one.annot", coders=["Lea"]), "Lea")
    (button,) = (each for each in stage.window.header.places.buttons if CommandScope.TEAM in each.views)
    assert button.badge == 0
    stage.window.heading.open_matters.show_packets(2)
    assert button.badge == 2 and button.accessibleDescription().endswith("2 things to take in or decide")
    stage.window.projects.close()
    assert button.badge == 0
