"""Inviting people to a hub: a login of their own each, and a file with all that they need to join; and shutting out."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.hub.calls import HubLogin
from annotator.hub.invitation import DAYS, Invitation, write
from annotator.hub.passwords import new_password
from annotator.hub.scram import verifier
from annotator.hub.server import HubServer
from annotator.model.coder import Coder, TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.operations.team.copy_keys import key_of
from annotator.operations.team.hubs import granting
from annotator.operations.team.hubs.exchanging import address_of
from annotator.operations.team.hubs.sharing import put_keys, refuse_without_lead
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow


def invite(
    project: Project,
    hub: HubRow,
    link: HubServer,
    person: CoderId,
    folder: Path,
    days: int = DAYS,
    anew: bool = False,
) -> Path:
    """Write an invitation for a person into a folder, and return where; an earlier one of theirs is void then.

    `anew`: also to who has joined, since a password or a copy was lost: the login that they have ends. Raises
    `NotAllowed`, `HubProblem`, `BadFile`.
    """
    refuse_without_lead(project)
    coder = project.coders.get(person)
    if person == project.person:
        raise NotAllowed(f"{isolated(coder.name)} shared the project; an invitation is for somebody else.")
    login, password = _login_for(project, link, coder, anew), new_password()
    key_of(project, coder)
    put_keys(project, link)
    role = granting.role_of(coder)
    # The hub gets a verifier alone: the password itself is in the invitation, and nowhere else.
    secret = verifier(password)
    link.ask("invite", project.origin, login, secret, coder.id, coder.name, role, days)
    invitation = Invitation(
        origin=project.origin,
        project=project.name,
        coder=coder.id,
        coder_name=coder.name,
        role=TeamRole(role),
        address=address_of(hub).with_login(login),
        one_time_password=password,
        until=(datetime.now(UTC) + timedelta(days=days)).date().isoformat(),
        lead_name=_name(project, project.person),
    )
    path = write(folder, invitation)
    member = link.hello(project.origin)
    if member is not None:
        granting.grant(project, link, member, is_due=True)
    return path


def _login_for(project: Project, link: HubServer, coder: Coder, anew: bool) -> str:
    """Return the login that somebody was invited with and has not joined by yet, else a new one that tells nothing."""
    for one in link.members(project.origin):
        if one.coder != coder.id:
            continue
        if one.state == "joined" and not anew and one.role == granting.role_of(coder):
            raise NotAllowed(
                f"{isolated(one.name)} has joined already, as {one.login}; invite anew where the password or the copy"
                " is lost: that login ends then."
            )
        if one.state == "invited":
            return one.login
    return f"k_{secrets.token_hex(6)}"


def _name(project: Project, person: CoderId | None) -> str:
    return next((one.name for one in project.coders.all() if one.id == person), "")


def members(project: Project, link: HubServer) -> list[HubLogin]:
    """Return who has a part in the project on the hub, in the order of its people: to a lead all, else oneself."""
    order = {one.id: at for at, one in enumerate(project.coders.all())}
    return sorted(link.members(project.origin), key=lambda one: order.get(CoderId(one.coder), len(order)))


def revoke(project: Project, link: HubServer, person: CoderId) -> str:
    """Shut a person's logins out of the project on the hub, and return what to say; what they handed over stays.

    Raises `NotAllowed`, `NotFound` where they have none, `HubProblem`.
    """
    refuse_without_lead(project)
    coder: Coder = project.coders.get(person)
    found = [one for one in members(project, link) if one.coder == person and one.state in ("invited", "joined")]
    if not found:
        raise NotFound(f"{isolated(coder.name)} has no login on {link.address.name}.")
    if any(one.login == link.address.login for one in found):
        raise NotAllowed("This is your own login; leave the hub to give it up.")
    for one in found:
        link.ask("revoke", project.origin, one.login)
    return f"{isolated(coder.name)} can no longer sign in to {link.address.name}; what they handed over stays."
