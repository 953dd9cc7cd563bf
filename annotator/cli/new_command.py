"""`annotator new FILE`."""

from pathlib import Path

import click

from annotator.operations import people
from annotator.operations.presets import DEFAULT, codebook_at
from annotator.store.project import Project, discard


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--codebook",
    default=DEFAULT,
    show_default=True,
    metavar="NAME_OR_JSON",
    help="A codebook: one that comes with the program, or a JSON file.",
)
@click.option("--coder", metavar="NAME", help="A first coder.")
def command(file: Path, codebook: str, coder: str | None) -> None:
    """Make the project FILE (its name ends in .annot)."""
    book = codebook_at(codebook)
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
