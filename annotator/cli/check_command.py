"""`annotator check FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import reading
from annotator.cli.output import json_option, print_json


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> int:
    """Look for damage in the project FILE: the exit code is 1 where there is any."""
    with reading(file) as project:
        problems = project.check()
    if as_json:
        print_json({"file": str(file), "sound": not problems, "problems": problems})
    else:
        for problem in problems:
            click.echo(problem, err=True)
        if not problems:
            click.echo(f"{file} is sound: texts, spans, quotes and labels are what they should be.")
    return 1 if problems else 0
