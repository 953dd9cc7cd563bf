"""Kept searches on the command line: kept, listed by whom they are shown to, changed, removed."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.formats.jsonl.schemas import schema_text
from tests.cli.running import Cli
from tests.operations.small_team import make_team


@pytest.fixture
def file(tmp_path: Path) -> Path:
    team = make_team(tmp_path)
    team.project.close()
    return team.project.path


def test_searches_are_kept_for_everybody_by_a_lead_and_for_oneself_by_a_coder(cli: Cli, file: Path) -> None:
    lea, cleo = (file, "--as", "Lea"), (file, "--as", "Cleo")
    assert cli("searches", *cleo).out == "No search is kept here for you.\n"
    assert cli("searches", *lea, "--keep", "War’s", "war*  coded:no").out == "Kept for everybody: war*  coded:no\n"
    assert cli("searches", *cleo, "--keep", "Peace 和", "和平").out == "Kept for you: 和平\n"
    assert cli("searches", *cleo).out == "War’s: war*  coded:no\nPeace 和 (yours): 和平\n"
    listed = json.loads(cli("searches", *lea, "--json").out)
    Draft202012Validator(json.loads(schema_text("searches"))).validate(listed)
    (found,) = listed["searches"]
    assert (found["name"], found["search"], found["own"]) == ("War’s", "war*  coded:no", False)
    (changed,) = json.loads(cli("searches", *cleo, "--change", "peace 和", "peace", "--json").out)["searches"]
    assert (changed["name"], changed["search"], changed["own"]) == ("Peace 和", "peace", True)
    assert cli("searches", *cleo, "--rename", "Peace 和", "P").out == "Kept for you: peace\n"
    assert cli("searches", *cleo, "--remove", "p").out == "Removed 1 kept search.\n"
    assert cli("searches", *cleo).out == "War’s: war*  coded:no\n"
    assert cli("check", file).code == 0


def test_what_cannot_be_is_one_sentence_and_nothing_changes(cli: Cli, file: Path) -> None:
    lea, cleo = (file, "--as", "Lea"), (file, "--as", "Cleo")
    cli("searches", *lea, "--keep", "Wars", "war*")
    assert "OR with nothing behind it" in cli("searches", *lea, "--keep", "X", "a OR").sentence
    assert "called “wars” already" in cli("searches", *lea, "--keep", "wars", "peace").sentence
    assert "the kept searches are: “Wars”" in cli("searches", *lea, "--remove", "Peace").sentence
    assert "for everybody is for whoever leads" in cli("searches", *cleo, "--remove", "Wars").sentence
    assert "not shown to you" in cli("searches", *cleo, "--keep", "Ben", "coder:Ben").sentence
    said = cli("searches", *lea, "--keep", "A", "a", "--remove", "Wars")
    assert said.code == 2 and "Choose one of" in said.err
    assert cli("searches", *lea).out == "Wars: war*\n"
