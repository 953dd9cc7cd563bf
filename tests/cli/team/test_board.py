"""`annotator team FILE` tells of a team; the details are the board's, in `tests/operations/team`."""

import csv
import json
from pathlib import Path

from tests.cli.running import Cli
from tests.operations.small_team import make_team


def test_the_board_is_told_to_a_lead_and_a_coder_hears_of_themselves_alone(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    file = team.project.path
    said = cli("team", file, "--as", "Lea", "--see-others")
    assert said.code == 0 and said.out.splitlines()[1:] == [
        "Lea:   0 done, 1 begun of 1",
        "Cleo:  0 done, 1 begun of 1",
    ]
    assert cli("team", "board", file, "--as", "Lea", "--see-others").out == said.out
    found = json.loads(cli("team", file, "--json", "--as", "Lea", "--see-others").out)
    assert {one["name"] for one in found["coders"]} == {"Lea", "Cleo"} and found["headline"]
    own = json.loads(cli("team", file, "--json", "--as", "Cleo").out)
    assert [one["name"] for one in own["coders"]] == ["Cleo"]
    assert cli("team", file, "--as", "Cleo", "--see-others").code == 1


def test_a_lead_hears_how_far_coders_are_without_seeing_what_they_coded(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    found = json.loads(cli("team", team.project.path, "--json", "--as", "Lea").out)
    assert [one["name"] for one in found["coders"]] == ["Lea", "Cleo"] and found["open_cases"] is None
    (document,) = found["documents"]
    assert document["states"] == {"Lea": "begun", "Cleo": "begun"} and document["adjudicated"] == "unknown"
    assert list(found) == [
        *("headline", "today", "codings", "done", "is_given", "given_to_nobody", "done_by_two", "open_cases"),
        *("coders", "documents"),
    ]


def test_the_documents_are_printed_as_a_table(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    heads, line = list(csv.reader(cli("team", team.project.path, "--csv", "--as", "Cleo").out.splitlines()))
    assert heads[:3] == ["title", "Cleo", "done by"] and line[:3] == ["One", "begun", "0"]
    assert cli("team", team.project.path, "--csv", "--json", "--as", "Cleo").code == 2
