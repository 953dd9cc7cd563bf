"""`annotator demo FOLDER`."""

import sys
from pathlib import Path

import click

from annotator.cli.main import open_window
from annotator.cli.output import progress_bar
from annotator.model.errors import UserError
from annotator.model.wording import counted, undefined_because
from annotator.operations.sample import ADJUDICATOR, FILE, SampleReport, make_sample


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--window/--no-window", default=True, help="Whether to open the window at the end.")
@click.pass_context
def command(context: click.Context, folder: Path, window: bool) -> None:
    """Make the sample project in FOLDER: import, three coders' work, agreement, adjudication, gold; then open it."""
    path = folder / FILE
    if path.exists():
        click.echo(f"The sample project is there already: {path}. To make it anew, delete it first.")
    else:
        with progress_bar("Making the sample") as progress:
            report = make_sample(folder, progress)
        _say(folder, report)
    if not window:
        return
    try:
        open_window(context, [path])
    except UserError as error:
        click.echo(str(error))
        click.echo(f"On a desktop, this opens it: {_program()} open {path}")


def _program() -> str:
    """Return the program as it was started, since it need not be on the search path."""
    started = Path(sys.argv[0])
    return str(started) if started.stem == "annotator" else "annotator"


def _say(folder: Path, report: SampleReport) -> None:
    settled, left = sum(report.settled.settled.values()), sum(report.settled.left.values())
    alpha = report.agreement.find("alpha-nominal")
    assert alpha is not None, "alpha is in every study"
    value = (
        f"{alpha.result.value:.3f}"
        if alpha.result.value is not None
        else undefined_because(alpha.result.undefined).rstrip(".")
    )
    click.echo(f"Read {counted(len(report.texts.documents), 'document')} in English, French, Chinese and Arabic.")
    click.echo(f"Took in {counted(report.codings.spans, 'span')} of {', '.join(report.codings.coders)}.")
    click.echo(f"Agreement of the three coders, Krippendorff's alpha on characters: {value}.")
    click.echo(f"Settled {counted(settled, 'case')} that all coders saw alike, as {ADJUDICATOR}.")
    click.echo(f"{counted(left, 'case')} left to decide.")
    click.echo("Wrote:")
    for name in (FILE, *report.written.files):
        click.echo(f"  {folder / name}")
    click.echo("Handed in since then, to be taken in (“annotator team take”, or in the window):")
    for packet in report.packets:
        click.echo(f"  {packet}")
