from collections.abc import Iterator

import click

from annotator.cli.main import COMMANDS, WITHOUT_PROJECT, annotator
from annotator.cli.passphrases import taking_passphrases


def test_each_command_that_opens_a_project_takes_a_passphrase_from_a_file_and_none_takes_it_itself() -> None:
    for name, command in commands():
        options = [option for parameter in command.params for option in parameter.opts]
        assert ("--passphrase-file" in options) is (name not in WITHOUT_PROJECT), name
        assert "--passphrase" not in options and options.count("--passphrase-file") <= 1
        assert taking_passphrases(command) is command


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield all commands by name, of a group those within it."""
    context = click.Context(annotator)
    for name in COMMANDS:
        command = annotator.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            within = ((f"{name} {one}", command.get_command(context, one)) for one in command.list_commands(context))
            yield from ((one, found) for one, found in within if found is not None)
        else:
            yield name, command
