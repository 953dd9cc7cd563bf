"""`annotator compact FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import reading
from annotator.operations.project.compacting import compact


@click.command("compact")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Give back the room in the project FILE that nothing needs, and say how much."""
    with reading(file) as project:
        click.echo(compact(project))
