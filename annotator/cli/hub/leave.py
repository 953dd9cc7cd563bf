"""`annotator hub leave`: a hub left; the copy stays as it is."""

from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import hub_of, hub_option, to_hub
from annotator.cli.output import json_option, print_json
from annotator.operations.team.hubs import leaving
from annotator.operations.team.hubs.exchanging import address_of


@hub_passwords.taking_passwords
@click.command("leave")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--untold", is_flag=True, help="Do not tell the hub: it is gone, or the password is.")
@hub_option
@as_option
@json_option
def command(file: Path, untold: bool, named: str | None, who: str | None, as_json: bool) -> None:
    """Hand over what waits, give up the login, and let FILE forget the hub; nothing in it is lost."""
    with acting(file, who) as project:
        address = address_of(hub_of(project, named))
        if untold:
            said = leaving.leave(project, hub_of(project, named), None)
        else:
            with to_hub(project, named) as (hub, link):
                said = leaving.leave(project, hub, link)
        hub_passwords.forget(address)
    if as_json:
        print_json({"hub": address.name, "said": said})
    else:
        click.echo(said)
