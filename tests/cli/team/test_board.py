"""`annotator team FILE` tells of a team; the details are the board's, in `tests/operations/team`."""

import json
from pathlib import Path

from tests.cli.running import Cli
from tests.operations.small_team import make_team


def test_the_board_is_told_to_a_lead_and_a_coder_hears_of_themselves_alone(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    file = team.project.path
    said = cli("team", file, "--as", "Lea", "--see-others")
    assert said.code == 0 and "Cleo: 0 done, 1 begun of 1" in said.out.splitlines()
    assert cli("team", "board", file, "--as", "Lea", "--see-others").out == said.out
    found = json.loads(cli("team", file, "--json", "--as", "Lea", "--see-others").out)
    assert {one["name"] for one in found["coders"]} == {"Lea", "Cleo"} and found["headline"]
    own = json.loads(cli("team", file, "--json", "--as", "Cleo").out)
    assert [one["name"] for one in own["coders"]] == ["Cleo"]
    assert cli("team", file, "--as", "Cleo", "--see-others").code == 1
