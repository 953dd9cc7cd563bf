"""`annotator check FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import reading
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.operations.project import mending

_PLACE = click.Path(path_type=Path)


@click.command("check")
@click.argument("file", type=_PLACE)
@click.option("--rescue", "rescued", type=_PLACE, metavar="NEW", help="Read what is left of FILE into a new project.")
@json_option
def command(file: Path, rescued: Path | None, as_json: bool) -> int:
    """Look for damage in the project FILE: the exit code is 1 where there is any.

    With --rescue the damaged FILE is only read, also where it does not open at all; the exit code is 1 where something
    of it is missing in the new project.
    """
    if rescued is not None:
        with progress_bar("Rescue") as progress:
            return _say(mending.rescue_into(file, rescued, progress), as_json)
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


def _say(mended: mending.Mended, as_json: bool) -> int:
    left = [*mended.missing, *mended.problems]
    if as_json:
        values = {"came": mended.came, "missing": mended.missing, "problems": mended.problems}
        print_json({"file": str(mended.path), "sound": not mended.problems, **values})
        return 1 if left else 0
    click.echo(f"Wrote {mended.path}: {mended.came}")
    for sentence in left:
        click.echo(sentence, err=True)
    return 1 if left else 0
