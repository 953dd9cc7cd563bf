"""`annotator drill FILE`."""

from pathlib import Path

import click

from annotator.cli import passphrases
from annotator.cli.acting import as_option, reading
from annotator.cli.backups_command import is_blind
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.errors import BadProject
from annotator.operations.project import drills
from annotator.operations.project.drills import Tried
from annotator.store.backups.choice import chosen


@click.command("drill")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--backup", "number", type=click.IntRange(1), default=1, show_default=True, help="Which; 1 is the newest."
)
@click.option(
    "--reminder/--no-reminder",
    "reminds",
    default=None,
    help="Whether to say from now on that no backup of FILE lies on another disk.",
)
@as_option
@json_option
def command(file: Path, number: int, reminds: bool | None, who: str | None, as_json: bool) -> int:
    """Try the newest backup of the project FILE: restore it beside, check it, compare it, and take it away again.

    It should hold what the project held then: the exit code is 1 where it does not.
    """
    choice = chosen()
    if reminds is not None:
        drills.remind(file, reminds)
    found = drills.choose(choice, file, number)
    passphrases.unlock_asked(found.path)
    with progress_bar("Trying a backup") as progress:
        try:
            with reading(file) as project:
                tried = drills.try_backup(found, file, project, progress)
        except BadProject as error:
            click.echo(f"Note: {error}", err=True)
            tried = drills.try_backup(found, file, None, progress)
    blind = is_blind(file, who)
    said, reminder = drills.told(tried, blind), drills.reminder(choice, file)
    if as_json:
        print_json(_as_json(tried, said, reminder, blind))
        return 0 if tried.known.whole else 1
    click.echo(said)
    for each in [*tried.faults, *([reminder] if reminder else [])]:
        click.echo(each, err=True)
    return 0 if tried.known.whole else 1


def _as_json(tried: Tried, said: str, reminder: str, is_blind: bool) -> dict[str, object]:
    known = tried.known
    assert known.tried is not None and known.made is not None
    return {
        "backup": known.backup,
        "made": known.made.isoformat(timespec="seconds"),
        "tried": known.tried.isoformat(timespec="seconds"),
        "whole": known.whole,
        "restored": known.restored,
        "problems": list(tried.faults),
        "history": str(known.descent),
        "step": known.step,
        "steps_since": known.project_steps,
        "steps_of_its_own": known.backup_steps,
        "missing": None if is_blind else known.missing,
        "folder": str(tried.folder),
        "disk": str(tried.disk),
        "said": said,
        "reminder": reminder,
    }
