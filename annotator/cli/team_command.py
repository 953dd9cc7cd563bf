"""`annotator team FILE`, and what a team hands each other: `annotator team hand-in FILE …`."""

import importlib

import click

PARTS: dict[str, str] = {
    "board": "Say how far everybody is; what `annotator team FILE` says, too.",
    "give": "Give out documents to be coded, by lot, and write a file for each person.",
    "take": "Take in what others did: packets, or their copies.",
    "hand-in": "Write what was done in a copy as a packet.",
    "conflicts": "List what two copies said of one thing, and decide it.",
    "status": "Say how a copy stands with the others.",
}
"""The commands within it, in files of `cli/team/` that are called as they are."""


class _TeamCommands(click.Group):
    """Its commands are loaded when they are called; what is none of their names is a project, of which it is told."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in PARTS:
            return None
        module = importlib.import_module(f"annotator.cli.team.{cmd_name.replace('-', '_')}")
        taking = importlib.import_module("annotator.cli.passphrases").taking_passphrases
        command = taking(module.command)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in PARTS and not args[0].startswith("-"):
            args = ["board", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(PARTS.items()))


command = _TeamCommands("team", help="Say how far a team is with the project FILE, give out work, take it in.")
