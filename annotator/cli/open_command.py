"""`annotator open FILE`."""

from pathlib import Path

import click

from annotator.cli.main import open_window


@click.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, file: Path) -> None:
    """Open the window on the project FILE."""
    open_window(context, file)
