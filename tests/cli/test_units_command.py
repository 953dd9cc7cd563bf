"""`annotator units`: cut, split and join, with what follows said before and after."""

import json
from pathlib import Path

from annotator.model.codebook import CodingUnit
from annotator.model.coder import TeamRole
from annotator.operations.codebook import codebook
from annotator.operations.coding import unit_coding
from annotator.operations.people.roles import RULE, Right
from tests.cli.running import Cli
from tests.operations.small_team import NAMES, make_team
from tests.projects import make_desk


def test_units_are_cut_shown_split_and_joined(cli: Cli, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, title, of = desk.project, desk.documents[0].title, desk.documents[0].id
    file = project.path
    assert "any passage is coded" in cli("units", file).out
    assert "any passage is coded" in cli("units", file, "--cut").sentence
    codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
    assert "not cut" in cli("units", file).out
    assert cli("units", file, "--cut", "--dry-run").out.startswith("This would be done: ")
    assert "cut into" in cli("units", file, "--cut").out
    assert cli("units", file, "--cut").out == "All documents are cut into units already.\n"
    lines = cli("units", file, title).out.splitlines()
    assert lines[0] == "1\tThe French President urged China to use its influence." and len(lines) == 3
    unit_coding.code_units(project, of, desk.layer.id, project.units.of_document(of)[:1], "appeal")
    dry = cli("units", file, title, "--split", "1", "--at", "to use", "--dry-run")
    assert "1 coding follows" in dry.out and "The French President" in dry.out
    assert len(project.units.of_document(of)) == 3
    cli("units", file, title, "--split", "1", "--at", "to use")
    found = json.loads(cli("units", file, title, "--json").out)
    assert [one["text"] for one in found["units"]][:2] == ["The French President urged China", "to use its influence."]
    assert json.loads(cli("units", file, "--json").out)["documents"][0]["left"] == 2
    cli("units", file, title, "--join", "1", "2")
    assert len(project.units.of_document(of)) == 3


def test_what_cannot_be_done_is_said_in_a_sentence(cli: Cli, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, title = desk.project, desk.documents[0].title
    file = project.path
    codebook.save(project, project.codebook.model_copy(update={"unit": CodingUnit.SENTENCE}))
    assert "not cut into units yet" in cli("units", file, title, "--join", "1", "2").sentence
    cli("units", file, "--cut")
    assert "Name the document" in cli("units", file, "--split", "1", "--at", "x").sentence
    assert "stands there 0 times" in cli("units", file, title, "--split", "1", "--at", "zebra").sentence
    assert "--at WORDS" in cli("units", file, title, "--split", "1").sentence
    assert "no unit 9" in cli("units", file, title, "--split", "9", "--at", "x").sentence
    assert "can be joined" in cli("units", file, title, "--join", "2", "2").sentence
    assert cli("units", file, title, "--cut", "--join", "1", "2").code == 2
    assert cli("units", file, "--again").code == 2


def test_units_are_cut_by_whoever_may_change_documents(tmp_path: Path, cli: Cli) -> None:
    team = make_team(tmp_path)
    team.project.close()
    for role in TeamRole:
        said = cli("units", team.project.path, "--cut", "--dry-run", "--as", NAMES[role])
        allowed = role in RULE[Right.DOCUMENTS].roles
        assert said.code == 1  # nobody has said what the units are
        assert ("any passage is coded" in said.sentence) is allowed
        assert (RULE[Right.DOCUMENTS].title in said.sentence) is not allowed
