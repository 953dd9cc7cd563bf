"""`annotator backup FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import reading
from annotator.model.errors import BadProject
from annotator.operations.project import backups
from annotator.store.backups.choice import chosen


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Make a backup of the project FILE now, and verify it."""
    choice = chosen()
    with reading(file) as project:
        made = backups.back_up_now(choice, project)
        if made.problem and made.path is None:
            raise BadProject(made.problem)
    if made.problem:
        click.echo(f"Note: {made.problem}", err=True)
    click.echo(f"Made {made.path}" if made.is_new else f"{made.path} holds all that was done.")
