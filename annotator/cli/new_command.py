"""`annotator new FILE`."""

from pathlib import Path

import click

from annotator.cli import passphrases
from annotator.model.wording import counted
from annotator.operations.codebook.presets import DEFAULT, codebook_at
from annotator.operations.new_project import new_project


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--codebook",
    default=DEFAULT,
    show_default=True,
    metavar="NAME_OR_FILE",
    help="A codebook: one that comes with the program, or a file of one: JSON, a spreadsheet, "
    "REFI-QDA (.qdc), brat's annotation.conf, Label Studio's XML.",
)
@click.option("--coder", metavar="NAME", help="A first coder.")
@click.option("--with-actors", is_flag=True, help="Add the register of actors that comes with the program.")
@click.option("--encrypt", is_flag=True, help="Encrypt it with a passphrase; a lost one is final.")
def command(file: Path, codebook: str, coder: str | None, with_actors: bool, encrypt: bool) -> None:
    """Make the project FILE (its name ends in .annot)."""
    book, notices = codebook_at(codebook)
    passphrase = passphrases.new_passphrase() if encrypt else ""
    with new_project(file, book, coder, with_actors, passphrase) as project:
        actors = len(project.actors.all())
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)
    parts = [counted(len(book.labels), "label"), *([counted(actors, "actor")] if with_actors else [])]
    who = f" and the coder {coder}" if coder else ""
    secret = ", encrypted" if encrypt else ""
    click.echo(f"Made {file} with {', '.join(parts)}{who}{secret}.")
