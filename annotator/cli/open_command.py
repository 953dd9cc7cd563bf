"""`annotator open FILE…`."""

from pathlib import Path

import click

from annotator.cli.file_arguments import path_of
from annotator.cli.main import open_window


def _paths(context: click.Context, parameter: click.Parameter, named: tuple[str, ...]) -> tuple[Path, ...]:
    """Return where files are; whether they are there shows in the window."""
    return tuple(map(path_of, named))


@click.command("open")
@click.argument("files", nargs=-1, required=True, callback=_paths, metavar="FILE…")
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window on FILE: a project, a packet, or an invitation. `annotator FILE` does the same."""
    open_window(context, files)
