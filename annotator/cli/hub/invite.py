"""`annotator hub invite`: a file for each person, with which they join."""

from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import hub_option, to_hub
from annotator.cli.output import json_option, print_json
from annotator.hub.invitation import DAYS, MOST_DAYS
from annotator.model.wording import counted, isolated
from annotator.operations.people import people
from annotator.operations.team import giving_out
from annotator.operations.team.hubs import inviting, sharing


@hub_passwords.taking_passwords
@click.command("invite")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", "names", metavar="NAME", multiple=True, required=True, help="Whom; may be said several times.")
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Where; beside the project without it."
)
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=DAYS,
    show_default=True,
    metavar="N",
    help="So many days they can be used.",
)
@click.option("--anew", is_flag=True, help="Also who has joined: a password or a copy was lost. That login ends.")
@hub_option
@as_option
@json_option
def command(
    file: Path,
    names: tuple[str, ...],
    folder: Path | None,
    days: int,
    anew: bool,
    named: str | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Write an invitation to the hub of the project FILE for each person: a file that lets in whoever has it, once."""
    with acting(file, who) as project:
        sharing.refuse_without_lead(project)
        chosen = list(dict.fromkeys(people.person_named(project, name) for name in names))
        into = folder or file.absolute().parent
        with to_hub(project, named) as (hub, link):
            giving_out.make_folder(into)
            made = [(one.name, inviting.invite(project, hub, link, one.id, into, days, anew)) for one in chosen]
    if as_json:
        print_json({"invitations": [{"name": name, "file": str(path)} for name, path in made]})
        return
    for name, path in made:
        click.echo(f"{path}: for {isolated(name)}, once, within {counted(days, 'day')}; whoever has it is let in.")
