from collections.abc import Iterator

import click

from annotator.cli.main import COMMANDS, WITHOUT_PROJECT, annotator
from annotator.cli.parts import PartsGroup
from annotator.cli.passphrases import taking_passphrases


def test_each_command_that_opens_a_project_takes_a_passphrase_from_a_file_and_none_takes_it_itself() -> None:
    for name, command, opens_one in commands():
        options = [option for parameter in command.params for option in parameter.opts]
        assert ("--passphrase-file" in options) is opens_one, name
        assert "--passphrase" not in options and options.count("--passphrase-file") <= 1
        assert not opens_one or taking_passphrases(command) is command


def commands() -> Iterator[tuple[str, click.Command, bool]]:
    """Yield all commands by name, of a group those within it, and whether each opens a project that is there."""
    context = click.Context(annotator)
    for name in COMMANDS:
        command = annotator.get_command(context, name)
        assert command is not None
        if isinstance(command, PartsGroup):
            for one in command.list_commands(context):
                found = command.get_command(context, one)
                assert found is not None
                yield f"{name} {one}", found, one not in command.without_project
        else:
            yield name, command, name not in WITHOUT_PROJECT
