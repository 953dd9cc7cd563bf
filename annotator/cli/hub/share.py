"""`annotator hub share`: a project shared over a hub, by whoever leads it."""

from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import address_at, certificate_option
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.operations.team.hubs import sharing
from annotator.operations.team.hubs.exchanging import address_of


@hub_passwords.taking_passwords
@click.command("share")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("url")
@certificate_option
@as_option
@json_option
def command(file: Path, url: str, certificate: Path | None, who: str | None, as_json: bool) -> None:
    """Share the project FILE over the hub at URL, and hand over all that is in it; postgresql://login@host/database."""
    address = address_at(url, certificate)
    with acting(file, who) as project:
        sharing.refuse_without_lead(project)
        password = hub_passwords.password_of(address)
        with progress_bar("Handing over") as progress:
            hub = sharing.share(project, address, password, progress)
    name, login = address_of(hub).name, address_of(hub).login
    if as_json:
        print_json({"hub": name, "login": login, "handed_over": hub.handed_over})
    else:
        click.echo(f"Shared over {name}, as {login}; all is handed over.")
