"""`annotator encrypt FILE NEW`."""

from pathlib import Path

import click

from annotator.cli import passphrases
from annotator.model.errors import NotAllowed
from annotator.operations.project import encryption
from annotator.store.connections.connecting import is_encrypted


@click.command("encrypt")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--change-passphrase", "is_changed", is_flag=True, help="FILE is encrypted; NEW gets another passphrase.")
@click.option(
    "--new-passphrase-file",
    "source",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="PATH|-",
    help="Where the other passphrase stands (“-”: the next line of standard input).",
)
def command(file: Path, new: Path, is_changed: bool, source: Path | None) -> None:
    """Write the project FILE to the new file NEW, which only a passphrase opens. FILE stays as it is.

    What is kept beside NEW is encrypted too: its log, backups, copies and rescue files. What is exported is not.
    """
    if is_encrypted(file) is not is_changed:
        there = "is encrypted already; to give it another passphrase add --change-passphrase"
        raise NotAllowed(f"{file.name} {'is not encrypted' if is_changed else there}.")
    if is_changed:
        passphrases.next_line()
        if source is None and passphrases.is_given():
            raise NotAllowed("The new passphrase is needed too; say where it stands by --new-passphrase-file.")
    written = encryption.encrypt(file, new, passphrases.new_passphrase(source))
    click.echo(f"Made {written.path}. {written.stays}")
    click.echo(f"{encryption.LOST} {encryption.EXPORTS}", err=True)
