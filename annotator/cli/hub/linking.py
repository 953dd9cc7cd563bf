"""What the commands share: which hub of a project is meant, and the connection to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from annotator.cli import hub_passwords
from annotator.hub import certificates
from annotator.hub.address import BadAddress, HubAddress
from annotator.hub.server import HubServer
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.name_lists import quoted
from annotator.model.wording import word_list
from annotator.operations.team.hubs.exchanging import address_of, linked
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow

hub_option = click.option(
    "--hub", "named", metavar="NAME", help="Which hub, where the project has several: its number, or its name."
)
certificate_option = click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The server's certificate, or its authority's, as PEM, where the system does not know it.",
)
_NONE = (
    "This project is on no hub yet; whoever leads shares it with “annotator hub share”, and whoever was invited joins"
    " with “annotator hub join”."
)


def address_at(url: str, certificate: Path | None) -> HubAddress:
    """Return where a hub is, with who signs in; raises `BadAddress`, and `BadFile` for a certificate that is none."""
    address = HubAddress.parse(url, certificates.read(certificate) if certificate is not None else "")
    if not address.login:
        raise BadAddress("Say who signs in, before the host: postgresql://login@host/database.")
    return address


def hub_of(project: Project, named: str | None) -> HubRow:
    """Return the hub of this number or name, or the only one; raises `NotFound`, and `NotAllowed` of several."""
    there = project.hubs.all()
    if not there:
        raise NotFound(_NONE)
    if named is None:
        if len(there) > 1:
            raise NotAllowed(f"The project has several hubs; say which: {_listed(there)}.")
        return there[0]
    wanted = named.strip().lower()
    found = [one for number, one in enumerate(there, 1) if wanted in (str(number), address_of(one).name)]
    if len(found) > 1:  # one database by two logins
        raise NotAllowed(f"The project has this hub several times; say which: {_listed(there)}.")
    if not found:
        raise NotFound(f"The project has no hub “{named}”; it has {_listed(there)}.")
    return found[0]


def _listed(there: list[HubRow]) -> str:
    names = [f"--hub {number} ({quoted(address_of(one).name)})" for number, one in enumerate(there, 1)]
    return word_list(names, "or")


@contextmanager
def to_hub(project: Project, named: str | None) -> Iterator[tuple[HubRow, HubServer]]:
    """Yield the hub that is meant, with a connection that is made at the first call."""
    hub = hub_of(project, named)
    with linked(hub, hub_passwords.password_of(address_of(hub))) as link:
        yield hub, link
