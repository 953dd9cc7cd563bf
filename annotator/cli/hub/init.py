"""`annotator hub init`: a database made a hub, by its administrator."""

import re
from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.hub.linking import address_at, certificate_option
from annotator.cli.output import json_option, print_json
from annotator.hub import administration
from annotator.hub.passwords import new_password
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer

_LOGIN = re.compile("[a-z][a-z0-9_]{2,62}")


@hub_passwords.taking_passwords
@click.command("init")
@click.argument("url")
@click.option("--lead", "leads", metavar="LOGIN", multiple=True, help="A login that may share a project.")
@click.option(
    "--close-databases",
    "closes_databases",
    is_flag=True,
    help="Let nobody connect to “postgres” and “template1” but superusers and who was named.",
)
@certificate_option
@json_option
def command(url: str, leads: tuple[str, ...], closes_databases: bool, certificate: Path | None, as_json: bool) -> None:
    """Make the database at URL a hub, or bring it up to date; postgresql://login@host/database."""
    address = address_at(url, certificate)
    for login in leads:
        _check(login)
    made = {login: new_password() for login in leads}
    with HubServer(address, hub_passwords.password_of(address, is_kept=False)) as link:
        report = administration.init(link, closes_databases)
        for login, password in made.items():
            administration.make_lead(link, login, verifier(password))
    if as_json:
        record = {"hub": address.name} | asdict(report) | {"sentences": report.sentences}
        print_json(record | {"leads": [{"login": login, "password": password} for login, password in made.items()]})
        return
    for sentence in report.sentences:
        click.echo(sentence)
    for login, password in made.items():
        click.echo(f"{login} may share a project; the password, which is said only here: {password}")


def _check(login: str) -> None:
    """Refuse what the server would, before anything is done."""
    if not _LOGIN.fullmatch(login) or login.startswith(("pg_", "hub_")):
        raise click.BadParameter(
            f"“{login}” can be no login; take three or more small letters, digits and _, such as k_7f3a.",
            param_hint="--lead",
        )
