"""`annotator restore FILE [TO]`."""

from pathlib import Path

import click

from annotator.cli import passphrases
from annotator.cli.acting import acting, as_option, see_option
from annotator.cli.backups_command import is_blind
from annotator.cli.output import progress_bar
from annotator.operations.people.roles import Right
from annotator.operations.project import backups, earlier
from annotator.store.backups.choice import chosen


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path), required=False)
@click.option(
    "--backup", "number", type=click.IntRange(1), default=1, show_default=True, help="Its number in the list."
)
@click.option(
    "--step", type=click.IntRange(1), metavar="N", help="Instead, as the project was after this step of its history."
)
@as_option
@see_option
def command(file: Path, to: Path | None, number: int, step: int | None, who: str | None, asks: bool) -> None:
    """Write a backup of the project FILE, or what it was after a step, to the new file TO, or to one beside it.

    Nothing is ever written over: the project stays as it is.
    """
    if step is not None:
        _restore_step(file, to, step, who, asks)
        return
    folder = chosen().folder
    passphrases.unlock_asked(backups.numbered(backups.backups_of(folder, file), number).path)
    blind = is_blind(file, who)
    found = backups.numbered(backups.backups_of(folder, file, is_blind=blind), number)
    place = to if to is not None else backups.restored_name(found, file)
    for problem in backups.restore(found, place):
        click.echo(f"Note: {problem}", err=True)
    click.echo(f"Restored {place}: {found.when}, {found.holds}.")


def _restore_step(file: Path, to: Path | None, step: int, who: str | None, asks: bool) -> None:
    with acting(file, who, Right.SEE, asks) as project, progress_bar("Restoring") as progress:
        place = to if to is not None else earlier.free_name(project, step)
        earlier.write(project, step, place, progress)
        when = earlier.moment_of(project, step)
    click.echo(f"Restored {place}: as it was {when}, after step {step:,}.")
