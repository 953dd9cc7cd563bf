"""`annotator open FILE…`."""

from pathlib import Path

import click

from annotator.cli.file_arguments import path_of
from annotator.cli.main import open_window


class _FilePath(click.ParamType):
    """A file, by its path or as an address (file:///…)."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return where it is; whether it is there shows in the window."""
        return value if isinstance(value, Path) else path_of(str(value))


@click.command("open")
@click.argument("files", nargs=-1, required=True, type=_FilePath(), metavar="FILE…")
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window on FILE: a project, a packet, or an invitation. `annotator FILE` does the same."""
    open_window(context, files)
