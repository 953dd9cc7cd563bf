"""A command that has others within it, in files of a folder called as it is: `annotator team hand-in FILE`."""

import importlib
from collections.abc import Collection, Mapping

import click


class PartsGroup(click.Group):
    """Its commands are loaded when they are called; what is none of their names is a project, for one of them."""

    def __init__(
        self, name: str, parts: Mapping[str, str], of_a_file: str, help: str, without_project: Collection[str] = ()
    ) -> None:
        """`parts`: names of the commands with what they do; `of_a_file`: the one that a project alone calls.

        `without_project`: those that open none, and so take no passphrase of one.
        """
        super().__init__(name, help=help)
        self.parts, self.of_a_file, self.without_project = parts, of_a_file, without_project

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.parts)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, which takes passphrases of projects; None where there is none."""
        if cmd_name not in self.parts:
            return None
        module = importlib.import_module(f"annotator.cli.{self.name}.{cmd_name.replace('-', '_')}")
        command = module.command
        if cmd_name not in self.without_project:
            command = importlib.import_module("annotator.cli.passphrases").taking_passphrases(command)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command for a project."""
        if args and args[0] not in self.parts and not args[0].startswith("-"):
            args = [self.of_a_file, *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.parts.items()))
