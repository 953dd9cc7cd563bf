"""`annotator backups [FILE]`."""

from pathlib import Path

import click

from annotator.cli.acting import as_option, person_of, reading
from annotator.cli.output import json_option, print_json
from annotator.model.errors import BadProject
from annotator.operations.project import backups, drills
from annotator.operations.project.backups import ListedBackup
from annotator.store.backups.choice import chosen


@click.command("backups")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@as_option
@json_option
def command(file: Path | None, who: str | None, as_json: bool) -> None:
    """List the backups of the project FILE, the latest first; without FILE those of all projects."""
    choice = chosen()
    blind = file is None or is_blind(file, who)
    found = backups.backups_of(choice.folder, file, is_blind=blind)
    tried = drills.last_said(file, blind) if file is not None else ""
    if as_json:
        print_json({"folder": str(choice.folder), "backups": [_as_json(each) for each in found], "last_drill": tried})
        return
    for each in found:
        where = f" [{each.of}]" if each.of is not None and (file is None or each.is_elsewhere) else ""
        flaw = "" if each.is_verified else " (not verified)"
        click.echo(f"{each.number:3}  {each.when}, {each.holds or 'cannot be read'} – {each.why}{flaw}{where}")
    if tried:
        click.echo(f"The last drill: {tried}.")
    if not found:
        what = f"of {file.name} " if file is not None else ""
        click.echo(f"There are no backups {what}in {choice.folder}.")


def is_blind(file: Path, who: str | None) -> bool:
    """Whether whoever asks for the backups of a project may not be told how much others coded.

    They are listed all the same where the project is gone or damaged, or nobody said who asks.
    """
    try:
        with reading(file) as project:
            if who is None and len(project.coders.all()) > 1:
                return True
            project.person = person_of(project, who)
            return not backups.tells_all(project)
    except BadProject:
        return True


def _as_json(each: ListedBackup) -> dict[str, object]:
    return {
        "number": each.number,
        "file": str(each.path),
        "made": each.made.isoformat(timespec="seconds"),
        "holds": each.holds,
        "why": each.why,
        "of": str(each.of) if each.of is not None else None,
        "bytes": each.size,
        "verified": each.is_verified,
    }
