"""`annotator hub exchange`: what a hub lacks handed over, and what came to it taken in; for scripts and timers."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import acting, as_option
from annotator.cli.hub.linking import hub_option, to_hub
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.model.wording import counted
from annotator.operations.team.hubs import exchanging


@hub_passwords.taking_passwords
@click.command("exchange")
@click.argument("file", type=click.Path(path_type=Path))
@hub_option
@as_option
@json_option
def command(file: Path, named: str | None, who: str | None, as_json: bool) -> int:
    """Hand over to the hub of the project FILE what it lacks, and take in what others did."""
    with (
        acting(file, who) as project,
        to_hub(project, named) as (hub, link),
        progress_bar("Exchanging") as progress,
    ):
        done = exchanging.exchange(project, hub, link, progress=progress)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(f"Handed over {counted(done.handed, 'act')}, took in {counted(done.taken, 'act')}.")
        for sentence in done.sentences:
            click.echo(f"  {sentence}")
    if done.problem:
        click.echo(done.problem, err=True)
    return int(bool(done.problem))
