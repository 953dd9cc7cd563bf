"""`annotator decrypt FILE NEW`."""

from pathlib import Path

import click

from annotator.operations.project import encryption


@click.command("decrypt")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def command(file: Path, new: Path) -> None:
    """Write the encrypted project FILE to the new file NEW, which everybody can read. FILE stays as it is."""
    written = encryption.decrypt(file, new)
    click.echo(f"Made {written.path}, which everybody can read. {written.stays}")
