"""`annotator team hand-in`: what was done in a copy, as a packet."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option
from annotator.cli.output import json_option, print_json
from annotator.operations.team import handing_in


@click.command("hand-in")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--all", "everything", is_flag=True, help="All that was done, once more: a packet was lost.")
@as_option
@json_option
def command(file: Path, folder: Path | None, everything: bool, who: str | None, as_json: bool) -> None:
    """Write what is new in the copy FILE as a packet into FOLDER, or beside it; what is there is never written over."""
    with acting(file, who) as project:
        made = handing_in.hand_in(project, folder or file.absolute().parent, everything)
    if as_json:
        print_json({"file": str(made.path), "acts": made.acts})
    else:
        click.echo(made.sentence)
