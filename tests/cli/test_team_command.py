"""The commands of a team stand within one, and what is none of them is a project of which it is told."""

import importlib

import click
import pytest

from annotator.cli.team_command import PARTS, command
from tests.cli.running import Cli


@pytest.mark.parametrize("name", PARTS)
def test_each_part_says_how_it_is_used(cli: Cli, name: str) -> None:
    said = cli("team", name, "--help")
    assert said.code == 0 and said.out.startswith(f"Usage: annotator team {name}")
    found = importlib.import_module(f"annotator.cli.team.{name.replace('-', '_')}").command
    assert found.name == name and found.help
    assert any(one.name == "passphrase_file" for one in found.params)


def test_all_parts_are_listed_and_none_is_made_up(cli: Cli) -> None:
    said = cli("team", "--help")
    assert said.code == 0 and all(f"  {name} " in said.out for name in PARTS)
    assert command.get_command(click.Context(command), "bogus") is None
    assert cli("team").code == 2 and cli("team", "--bogus").code == 2


def test_a_file_that_is_not_there_is_one_sentence(cli: Cli) -> None:
    said = cli("team", "bogus.annot")
    assert said.code == 1 and "There is no file" in said.sentence
