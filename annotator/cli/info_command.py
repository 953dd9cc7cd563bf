"""`annotator info FILE`."""

from pathlib import Path

import click

from annotator.cli.output import json_option, print_json
from annotator.model.wording import counted
from annotator.operations.project.overview import overview
from annotator.store.project import Project


@click.command("info")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    """Say what is in the project FILE."""
    with Project.open(file) as project:
        found = overview(project)
        notices = project.notices
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    click.echo(f"{found.name}: {counted(found.documents, 'document')}, {counted(found.characters, 'character')}")
    click.echo(f"codebook version {found.codebook_version}: {', '.join(found.labels)}")
    for layer in found.layers:
        spans = ", ".join(f"{label} {count}" for label, count in layer.spans.items()) or "no spans"
        states = f"; {layer.done} done, {layer.begun} begun" if layer.kind == "coder" else ""
        click.echo(f"{layer.kind} {layer.name}: {spans}{states}")
    if found.decisions:
        click.echo("decisions: " + ", ".join(f"{rule} {count}" for rule, count in found.decisions.items()))
    click.echo(f"{counted(found.steps, 'step')} in the history")
    for notice in notices:
        click.echo(f"Note: {notice}")
