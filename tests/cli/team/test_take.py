"""Copies given out, handed in and taken in, by the command line alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.operations.team import assigning
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies


@pytest.fixture
def team(tmp_path: Path) -> CopiedTeam:
    made = make_team_of_copies(tmp_path)
    made.project.close()
    return made


def packet(cli: Cli, team: CopiedTeam, name: str = "Ana") -> Path:
    said = cli("team", "hand-in", team.copies[name], "--json")
    assert said.code == 0
    return Path(json.loads(said.out)["file"])


def test_what_was_handed_in_is_looked_at_then_taken_and_told_alike(cli: Cli, team: CopiedTeam) -> None:
    team.code("Ana", "China", note="a note")
    path = packet(cli, team)
    looked = cli("team", "take", team.project.path, path, "--dry-run", "--as", "Lea")
    assert looked.code == 0 and "Ana, today: 2 acts." in looked.out.replace("\u2068", "").replace("\u2069", "")
    with Project.open(team.project.path) as project:
        assert project.spans.count() == 0
    taken = cli("team", "take", team.project.path, path, "--as", "Lea")
    assert (taken.code, taken.out) == (0, looked.out)
    with Project.open(team.project.path) as project:
        assert project.spans.count() == 1
    (again,) = json.loads(cli("team", "take", team.project.path, path, "--as", "Lea", "--json").out)["files"]
    assert (again["taken"], again["known"], again["problem"]) == (False, 2, None)


def test_two_processes_that_take_the_same_packets_at_once_take_each_once(cli: Cli, team: CopiedTeam) -> None:
    packets = []
    for name in ("Ana", "Ben"):
        for quote in ("China", "France"):
            team.code(name, quote)
            packets.append(packet(cli, team, name))
    line = [sys.executable, "-m", "annotator", "team", "take", str(team.project.path)]
    running = [
        subprocess.Popen([*line, *map(str, order), "--as", "Lea", "--json"], stdout=subprocess.PIPE)
        for order in (packets, packets[::-1])
    ]
    said = [json.loads(each.communicate(timeout=500)[0])["files"] for each in running]
    assert [each.returncode for each in running] == [0, 0]
    assert sum(one["taken"] for files in said for one in files) == len(packets)
    with Project.open(team.project.path) as project:
        assert project.check() == [] and project.spans.count() == 4
        assert not list(project.taking.conflicts())


def test_what_is_wrong_with_one_file_is_told_and_the_others_are_taken(
    cli: Cli, team: CopiedTeam, tmp_path: Path
) -> None:
    team.code("Ana", "China")
    path = packet(cli, team)
    (tmp_path / "bad.packet").write_text("no packet")
    said = cli("team", "take", team.project.path, tmp_path / "bad.packet", path, "--as", "Lea")
    assert said.code == 1 and said.sentence.startswith("bad.packet: it is no packet") and "1 coding is new" in said.out
    assert cli("team", "take", team.project.path).code == 2
    assert cli("team", "take", team.project.path, path, "--as", "Ana").code == 1


def test_a_copy_is_used_as_its_coder_alone_and_takes_what_is_handed_out(cli: Cli, team: CopiedTeam) -> None:
    said = cli("team", "hand-in", team.copies["Ana"], "--as", "Ben")
    assert said.code == 1
    said = cli("documents", team.copies["Ana"])
    assert said.code == 0 and "Text 1" in said.out and "Text 3" not in said.out
    with Project.open(team.project.path, team.people["Lea"]) as project:
        assigning.assign(project, [team.people["Ana"]], [team.documents[2]])
    given = json.loads(cli("team", "give", team.project.path, "--update", "--as", "Lea", "--json").out)["people"]
    assert [(one["name"], one["copy"]) for one in given] == [("Ana", False)]
    said = cli("team", "take", team.copies["Ana"], given[0]["file"])
    assert said.code == 0 and "1 document is new." in said.out
    assert "Nobody's copy lacks anything." in cli("team", "give", team.project.path, "--update", "--as", "Lea").out


def test_the_standing_of_copies_is_told_to_whoever_leads_and_of_ones_own_to_a_coder(cli: Cli, team: CopiedTeam) -> None:
    assert "All is handed in." in cli("team", "status", team.copies["Ana"]).out
    team.code("Ana", "China")
    found = json.loads(cli("team", "status", team.copies["Ana"], "--json").out)
    assert (found["owner"], found["to_hand_in"], found["people"]) == ("Ana", 1, [])
    cli("team", "take", team.project.path, packet(cli, team), "--as", "Lea")
    found = json.loads(cli("team", "status", team.project.path, "--as", "Lea", "--json").out)
    assert [(one["name"], one["acts"]) for one in found["people"]] == [("Ana", 1), ("Ben", 0)]
    assert json.loads(cli("team", "status", team.project.path, "--as", "Ben", "--json").out)["people"] == []
    said = cli("team", "status", team.project.path, "--as", "Lea")
    assert "This is a whole copy of the project." in said.out and "nothing came yet" in said.out


def test_all_of_it_is_written_once_more_where_a_packet_was_lost(cli: Cli, team: CopiedTeam) -> None:
    team.code("Ana", "China")
    packet(cli, team).unlink()
    said = cli("team", "hand-in", team.copies["Ana"])
    assert said.code == 1 and "which --all writes once more" in said.sentence
    said = cli("team", "hand-in", team.copies["Ana"], "--all")
    assert said.code == 0 and "1 act." in said.out
    with Project.open(team.copies["Ana"]) as copy:
        assert copy.spans.count() == 1
