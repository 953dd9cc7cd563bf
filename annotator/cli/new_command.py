"""`annotator new FILE`."""

from pathlib import Path

import click

from annotator.operations import people
from annotator.operations.codebook import default_codebook, read_codebook
from annotator.store.project import Project


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--codebook", type=click.Path(path_type=Path), metavar="JSON", help="A codebook; else the default one.")
@click.option("--coder", metavar="NAME", help="A first coder.")
def command(file: Path, codebook: Path | None, coder: str | None) -> None:
    """Make the project FILE (its name ends in .annot)."""
    book = read_codebook(codebook) if codebook else default_codebook()
    with Project.create(file, book) as project:
        if coder is not None:
            people.add_coder(project, coder)
    click.echo(f"Made {file} with {len(book.labels)} labels{f' and the coder {coder}' if coder else ''}.")
