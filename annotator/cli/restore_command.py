"""`annotator restore FILE [TO]`."""

from pathlib import Path

import click

from annotator.operations.project import backups
from annotator.store.backups.choice import chosen


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path), required=False)
@click.option(
    "--backup", "number", type=click.IntRange(1), default=1, show_default=True, help="Its number in the list."
)
def command(file: Path, to: Path | None, number: int) -> None:
    """Write a backup of the project FILE to the new file TO, or to one beside the project.

    Nothing is ever written over: the project stays as it is.
    """
    found = backups.numbered(backups.backups_of(chosen().folder, file), number)
    place = to if to is not None else backups.restored_name(found, file)
    for problem in backups.restore(found, place):
        click.echo(f"Note: {problem}", err=True)
    click.echo(f"Restored {place}: {found.when}, {found.holds}.")
