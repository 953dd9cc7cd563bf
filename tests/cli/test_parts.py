"""Commands stand within others, each in a file of its own, and what is none of them is a project."""

import importlib
from collections.abc import Iterator

import click
import pytest

from annotator.cli import hub_command, team_command
from tests.cli.running import Cli

GROUPS = {"team": team_command, "hub": hub_command}


def parts() -> Iterator[tuple[str, str]]:
    for group, module in GROUPS.items():
        yield from ((group, name) for name in module.PARTS)


@pytest.mark.parametrize(("group", "name"), [*parts()])
def test_each_part_says_how_it_is_used(cli: Cli, group: str, name: str) -> None:
    said = cli(group, name, "--help")
    assert said.code == 0 and said.out.startswith(f"Usage: annotator {group} {name}")
    found = importlib.import_module(f"annotator.cli.{group}.{name.replace('-', '_')}").command
    assert found.name == name and found.help
    assert any(one.name == "passphrase_file" for one in found.params) is (name != "init")


@pytest.mark.parametrize("group", GROUPS)
def test_all_parts_are_listed_and_none_is_made_up(cli: Cli, group: str) -> None:
    said, module = cli(group, "--help"), GROUPS[group]
    assert said.code == 0 and all(f"  {name} " in said.out for name in module.PARTS)
    assert module.command.get_command(click.Context(module.command), "bogus") is None
    assert cli(group).code == 2 and cli(group, "--bogus").code == 2


@pytest.mark.parametrize("group", GROUPS)
def test_a_file_that_is_not_there_is_one_sentence(cli: Cli, group: str) -> None:
    said = cli(group, "bogus.annot")
    assert said.code == 1 and "There is no file" in said.sentence
