"""`annotator export FILE OUT`."""

from pathlib import Path

import click

from annotator.cli.output import progress_bar
from annotator.operations import exchange
from annotator.store.project import Project


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(exchange.format_names()), default="jsonl", show_default=True)
@click.option("--layer", default="gold", metavar="gold|all|NAME", show_default=True, help="Which layer to write.")
@click.option("--expand-groups", is_flag=True, help="In dyads: groups by their members at the date.")
def command(file: Path, out: Path, format_name: str, layer: str, expand_groups: bool) -> None:
    """Write the project FILE as the dataset OUT (a file, or for brat a folder)."""
    with Project.open(file) as project, progress_bar("Exporting") as progress:
        written = exchange.export(project, out, format_name, layer, progress, expand_groups)
    for name in written.files[:10]:
        click.echo(f"Wrote {exchange.folder_of(out, format_name) / name}")
    if len(written.files) > 10:
        click.echo(f"… and {len(written.files) - 10} more files.")
    for notice in written.notices:
        click.echo(f"Note: {notice}")
