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
@click.option(
    "--repair", "repaired", is_flag=False, flag_value="", metavar="[NEW]", help="Mend a copy where that needs no guess."
)
@json_option
def command(file: Path, rescued: Path | None, repaired: str | None, as_json: bool) -> int:
    """Look for damage in the project FILE: the exit code is 1 where there is any.

    With --repair what follows from the rest for certain is mended, into the copy NEW, or one beside FILE. With --rescue
    what is left of FILE comes into the new project NEW, also where FILE does not open at all. Both only read FILE, and
    the exit code is 1 where something stays wrong or is missing.
    """
    if rescued is not None and repaired is not None:
        raise click.UsageError("--repair and --rescue are two ways: choose one.")
    if repaired is not None:
        mended = mending.repair_into(file, Path(repaired) if repaired else mending.repaired_name(file))
        if mended is not None:
            return _say(mended, as_json)
    if rescued is not None:
        with progress_bar("Rescue") as progress:
            return _say(mending.rescue_into(file, rescued, progress), as_json)
    with reading(file) as project:
        problems, gaps = project.check(), project.erasures.said()
    if as_json:
        print_json({"file": str(file), "sound": not problems, "problems": problems, "erased": gaps})
    else:
        for gap in gaps:
            click.echo(gap)
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
