"""`annotator adjudicate FILE --policy …`."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.adjudication.policies import POLICIES
from annotator.cli.output import coders_option, counted, json_option, names_in, print_json, progress_bar
from annotator.operations import adjudicate, people
from annotator.store.project import Project


@click.command("adjudicate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--policy", required=True, type=click.Choice([policy.name for policy in POLICIES]), help="What settles.")
@coders_option
@json_option
def command(file: Path, policy: str, coders: str | None, as_json: bool) -> None:
    """Make gold of what a policy settles in the project FILE, and say what is left to a person."""
    with Project.open(file) as project, progress_bar("Adjudicating") as progress:
        layers = people.layers_named(project, names_in(coders))
        report = adjudicate.settle(project, policy, layers, progress)
    if as_json:
        print_json(asdict(report))
        return
    settled = sum(report.settled.values())
    click.echo(f"{counted(settled, 'case')} settled between {', '.join(report.layers)}.")
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(report.left.items()))
    click.echo(f"{counted(sum(report.left.values()), 'case')} left{f': {by_kind}' if by_kind else ''}.")
    if report.alone:
        click.echo(f"{counted(report.alone, 'document')} begun by one coder only, and left out.")
