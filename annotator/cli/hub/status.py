"""`annotator hub status`: how a project stands with its hubs."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import hub_of, hub_option, to_hub
from annotator.cli.output import json_option, print_json
from annotator.model.wording import isolated
from annotator.operations.team.hubs import inviting
from annotator.operations.team.hubs.standing import HubStanding, hub_standing
from annotator.operations.team.hubs.words import HubReach, HubTold, about, moment


@hub_passwords.taking_passwords
@click.command("status")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--members", "with_members", is_flag=True, help="Ask the hub who has a part in the project there.")
@hub_option
@as_option
@json_option
def command(file: Path, with_members: bool, named: str | None, who: str | None, as_json: bool) -> None:
    """Say which hubs the project FILE is on, when all was handed over last, and what waits; the hub is not asked."""
    members = []
    with acting(file, who) as project:
        found = hub_standing(project)
        if named is not None:
            found = tuple(one for one in found if one.id == hub_of(project, named).id)
        if with_members:
            with to_hub(project, named) as (_, link):
                members = inviting.members(project, link)
    if as_json:
        told = {"members": [one._asdict() | {"since": one.since.isoformat()} for one in members]}
        print_json({"hubs": [asdict(one) for one in found]} | (told if with_members else {}))
        return
    now = datetime.now().astimezone()
    for number, one in enumerate(found, 1):
        click.echo(_line(number, one, now))
    if not found:
        click.echo("This project is on no hub.")
    for member in members:
        since = moment(member.since.isoformat(), now)
        click.echo(f"{isolated(member.name)}, {member.role}: {member.state} {since}, as {member.login}.")


def _line(number: int, one: HubStanding, now: datetime) -> str:
    reach = HubReach.IN_STEP if one.handed_over and not one.waiting else HubReach.NOT_YET
    told = HubTold(reach, one.handed_over, waiting=one.waiting)
    return f"{number}. {one.name}, as {one.login}: {about(told, now)}"
