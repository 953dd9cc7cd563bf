"""`annotator new FILE`."""

from pathlib import Path

import click

from annotator.operations import people
from annotator.operations.codebook import default_codebook, read_codebook
from annotator.store.project import Project, discard


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--codebook", type=click.Path(path_type=Path), metavar="JSON", help="A codebook; else the default one.")
@click.option("--coder", metavar="NAME", help="A first coder.")
def command(file: Path, codebook: Path | None, coder: str | None) -> None:
    """Make the project FILE (its name ends in .annot)."""
    book = read_codebook(codebook) if codebook else default_codebook()
    project = Project.create(file, book)
    try:
        with project:
            if coder is not None:
                people.add_coder(project, coder)
    except BaseException:
        # A project without its coder is not what was asked for, and would be in the way of a second attempt.
        discard(file)
        raise
    click.echo(f"Made {file} with {len(book.labels)} labels{f' and the coder {coder}' if coder else ''}.")
