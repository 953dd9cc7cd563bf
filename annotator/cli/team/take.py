"""`annotator team take`: what others did, taken in."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json
from annotator.operations.team import taking_in
from annotator.operations.team.taking_in import Came


@click.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("packets", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what they bring, and write nothing.")
@as_option
@json_option
def command(file: Path, packets: tuple[Path, ...], dry_run: bool, who: str | None, as_json: bool) -> int:
    """Take PACKETS, or other copies of the project, into the project FILE: each as one step."""
    with acting(file, who) as project:
        found = taking_in.look_at(project, packets) if dry_run else taking_in.take_in(project, packets)
    if as_json:
        print_json({"files": [_record(came) for came in found]})
    else:
        for came in found:
            _tell(came)
    return int(any(came.problem for came in found))


def _tell(came: Came) -> None:
    if came.problem:
        click.echo(came.problem, err=True)
        return
    first, *others = came.sentences
    click.echo(f"{came.path.name}: {first}")
    for sentence in others:
        click.echo(f"  {sentence}")


def _record(came: Came) -> dict[str, object]:
    plan = came.plan
    return {
        "file": str(came.path),
        "taken": came.taken,
        "problem": came.problem or None,
        "sentences": list(came.sentences),
        "made": came.made or None,
        "acts": plan.acts + plan.earlier if plan else 0,
        "known": plan.known if plan else 0,
        "waiting": plan.waits if plan else 0,
        "left_out": plan.is_left_out if plan else 0,
        "conflicts": plan.conflicts if plan else 0,
    }
