"""`annotator team status`: how a copy stands with the others."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json
from annotator.operations.team.standing import standing


@click.command("status")
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@json_option
def command(file: Path, who: str | None, as_json: bool) -> None:
    """Say whose copy FILE is, what is to be handed in, what was handed out and came, and what waits."""
    with acting(file, who) as project:
        found = standing(project)
    if as_json:
        print_json(asdict(found))
        return
    for sentence in found.sentences():
        click.echo(sentence)
