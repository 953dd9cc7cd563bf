"""`annotator hub revoke`: somebody shut out of a hub."""

from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import hub_option, to_hub
from annotator.cli.output import json_option, print_json
from annotator.operations.people import people
from annotator.operations.team.hubs import inviting, sharing


@hub_passwords.taking_passwords
@click.command("revoke")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", "name", metavar="NAME", required=True, help="Whom.")
@hub_option
@as_option
@json_option
def command(file: Path, name: str, named: str | None, who: str | None, as_json: bool) -> None:
    """Shut somebody out of the hub of the project FILE; what they handed over stays."""
    with acting(file, who) as project:
        sharing.refuse_without_lead(project)
        person = people.person_named(project, name)
        with to_hub(project, named) as (_, link):
            said = inviting.revoke(project, link, person.id)
    if as_json:
        print_json({"name": person.name, "said": said})
    else:
        click.echo(said)
