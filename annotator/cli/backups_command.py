"""`annotator backups [FILE]`."""

from pathlib import Path

import click

from annotator.cli.output import json_option, print_json
from annotator.operations.project import backups
from annotator.operations.project.backups import Listed
from annotator.store.backups.choice import chosen


@click.command("backups")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
def command(file: Path | None, as_json: bool) -> None:
    """List the backups of the project FILE, the latest first; without FILE those of all projects."""
    choice = chosen()
    found = backups.backups_of(choice.folder, file)
    if as_json:
        print_json({"folder": str(choice.folder), "backups": [_as_json(each) for each in found]})
        return
    for each in found:
        where = f" [{each.of}]" if each.of is not None and (file is None or each.is_elsewhere) else ""
        flaw = "" if each.is_verified else " (not verified)"
        click.echo(f"{each.number:3}  {each.when}, {each.holds or 'cannot be read'} – {each.why}{flaw}{where}")
    if not found:
        what = f"of {file.name} " if file is not None else ""
        click.echo(f"There are no backups {what}in {choice.folder}.")


def _as_json(each: Listed) -> dict[str, object]:
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
