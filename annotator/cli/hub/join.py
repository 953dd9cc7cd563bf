"""`annotator hub join`: a project joined over its hub, by an invitation."""

from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.cli.acting import reading
from annotator.cli.output import json_option, print_json, progress_bar
from annotator.cli.passphrases import new_passphrase
from annotator.hub.invitation import Invitation
from annotator.model.wording import isolated
from annotator.operations.team import giving_out
from annotator.operations.team.hubs import joining
from annotator.store.project import Project


@hub_passwords.taking_passwords
@click.command("join")
@click.argument("invitation", type=click.Path(path_type=Path))
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Make a new copy there; else beside it."
)
@click.option(
    "--copy", "copy", type=click.Path(path_type=Path), metavar="FILE", help="Join with a copy that is there already."
)
@click.option("--encrypt", is_flag=True, help="Encrypt the new copy with a passphrase; a lost one is final.")
@json_option
def command(invitation: Path, folder: Path | None, copy: Path | None, encrypt: bool, as_json: bool) -> None:
    """Join the project that INVITATION is for: choose a password, and get a copy with what is yours."""
    if copy is not None and (folder is not None or encrypt):
        raise click.UsageError("--copy joins with a copy that is there; --into and --encrypt are for a new one.")
    found = joining.look(invitation)
    if copy is None:
        path = _new_copy(found, folder or invitation.absolute().parent, encrypt)
    else:
        with reading(copy) as project:
            project.person = next((one.id for one in project.coders.all() if one.id == found.coder), None)
            path = _join(found, project)
    if as_json:
        print_json(
            {"file": str(path), "project": found.project, "name": found.coder_name, "hub": found.address.name}
            | {"login": found.address.login}
        )
    else:
        click.echo(f"{path}: joined {isolated(found.project)} on {found.address.name} as {isolated(found.coder_name)}.")


def _new_copy(found: Invitation, folder: Path, encrypt: bool) -> Path:
    giving_out.make_folder(folder)
    passphrase = new_passphrase() if encrypt else ""
    return _join(found, joining.place_for(found, folder), passphrase)


def _join(found: Invitation, into: Path | Project, passphrase: str = "") -> Path:
    password = hub_passwords.new_password(found.address)
    with progress_bar("Joining") as progress:
        return joining.join(found, into, password, progress, passphrase)
