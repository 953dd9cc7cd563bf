import click

from annotator.cli.main import COMMANDS, WITHOUT_PROJECT, annotator
from annotator.cli.passphrases import taking_passphrases


def test_each_command_that_opens_a_project_takes_a_passphrase_from_a_file_and_none_takes_it_itself() -> None:
    for name in COMMANDS:
        command = annotator.get_command(click.Context(annotator), name)
        assert command is not None
        options = [option for parameter in command.params for option in parameter.opts]
        assert ("--passphrase-file" in options) is (name not in WITHOUT_PROJECT)
        assert "--passphrase" not in options and options.count("--passphrase-file") <= 1
        assert taking_passphrases(command) is command
