"""`annotator bin FILE`: what was removed from a project, and putting it back."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.wording import counted
from annotator.operations.people.seeing import Sight, sight
from annotator.operations.recycle_bin.listing import InBin, chosen, listed
from annotator.operations.recycle_bin.putting_back import put_back
from annotator.store.project import Project


@click.command("bin")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--put-back",
    "wanted",
    metavar="ID",
    multiple=True,
    help="Put back what has this number or name in the list; may be given several times.",
)
@as_option
@see_option
@json_option
def command(file: Path, wanted: tuple[str, ...], who: str | None, asks: bool, as_json: bool) -> None:
    """List what lies in the recycle bin of the project FILE, what was removed last first, or put some of it back."""
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        if wanted:
            _put_back(project, wanted, as_json)
        found = _listed(project)
    if as_json:
        print_json({"bin": [_record(one) for one in found]})
        return
    for one in found:
        by = one.by or "nobody in particular"
        click.echo(f"{one.number:3}  {one.removal.time}  {one.kind} {one.name} ({one.held}), removed by {by}")
    if not found:
        click.echo("The recycle bin is empty.")


def _put_back(project: Project, wanted: tuple[str, ...], as_json: bool) -> None:
    found = chosen(_listed(project), wanted)
    said = put_back(project, [one.removal.id for one in found])
    for line in (f"Put back: {counted(len(found), 'thing')}.", *said):
        click.echo(line, err=as_json)


def _listed(project: Project) -> list[InBin]:
    return listed(project, None if sight(project, project.person) is Sight.SHOWN else project.person)


def _record(one: InBin) -> dict[str, object]:
    named = {"number": one.number, "kind": one.kind, "id": one.removal.target, "name": one.name}
    counts = {"codings": one.codings, "coders": one.coders, "documents": one.documents}
    return {**named, "by": one.by, "time": one.removal.time, **counts}
