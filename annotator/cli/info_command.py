"""`annotator info FILE`."""

from pathlib import Path

import click

from annotator.cli.acting import acting, as_option, refuse_unseen, see_option
from annotator.cli.output import json_option, print_json
from annotator.model.wording import counted
from annotator.operations.overview import overview
from annotator.operations.people.seeing import Sight, sight


@click.command("info")
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@see_option
@json_option
def command(file: Path, who: str | None, asks: bool, as_json: bool) -> None:
    """Say what is in the project FILE."""
    with acting(file, who) as project:
        if asks:
            refuse_unseen(project, asks)
        seen = sight(project, project.person)
        found = overview(project, None if seen is Sight.SHOWN else project.person)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    click.echo(f"{found.name}: {counted(found.documents, 'document')}, {counted(found.characters, 'character')}")
    click.echo(f"codebook version {found.codebook_version_name}: {', '.join(found.labels)}")
    for layer in found.layers:
        spans = ", ".join(f"{label} {count}" for label, count in layer.spans.items()) or "no spans"
        states = f"; {layer.done} done, {layer.begun} begun" if layer.kind == "coder" else ""
        click.echo(f"{layer.kind} {layer.name}: {spans}{states}")
    if found.decisions:
        click.echo("decisions: " + ", ".join(f"{rule} {count}" for rule, count in found.decisions.items()))
    if found.memos:
        click.echo(counted(found.memos, "memo"))
    if seen is not Sight.SHOWN:
        more = "; --see-others shows it" if seen is Sight.ASKED else ""
        click.echo(f"What others coded is left out before it is released{more}.")
    click.echo(f"{counted(found.steps, 'step')} in the history")
    click.echo(f"made by {_program(found.made_by)}, last written by {_program(found.written_by)}")


def _program(version: str) -> str:
    return f"annotator {version}" if version else "a version before 0.4.0"
