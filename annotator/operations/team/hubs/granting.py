"""What the login of each coder may see on the hub: what their copy sees, kept up by whoever leads."""

from annotator.hub.calls import Hello, HubLogin
from annotator.hub.server import HubServer
from annotator.model.coder import Coder, TeamRole
from annotator.model.ids import CoderId
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team.hubs.reckoning import chunks
from annotator.operations.team.renewing import renew_shown_gold
from annotator.store.project import Project

_AT_ONCE = 5_000


def role_of(coder: Coder) -> str:
    """Return the role that a person has on a hub: the highest of those in the project."""
    return next((one.value for one in (TeamRole.LEAD, TeamRole.ADJUDICATOR) if one in coder.roles), "coder")


def is_leading(project: Project, member: Hello) -> bool:
    """Whether a copy hands out: that of a lead, with nobody at the desk or somebody who may."""
    if member.role != "lead" or project.owner is not None or project.read_only:
        return False
    return project.person is None or not roles.why_not(project, Right.ASSIGN, project.person)


def renew(project: Project) -> None:
    """Note what coders are to be shown of gold, so that it goes over with all else."""
    renew_shown_gold(project)


def grant(project: Project, link: HubServer, member: Hello, is_due: bool) -> None:
    """Let the coders' logins see the channels of what they were given; `is_due`: something may be new.

    Whoever was taken out of the project is shut out: they are given no packets either.
    """
    if member.role != "lead" or project.owner is not None or not is_due:
        return
    people: dict[str, Coder] = {one.id: one for one in project.coders.all()}
    for other in link.members(project.origin):
        if other.coder in people and other.name != people[other.coder].name:
            link.ask("name_person", project.origin, other.coder, people[other.coder].name)
        if other.state not in ("invited", "joined") or other.login == member.login:
            continue
        if other.coder not in people:
            link.ask("revoke", project.origin, other.login)
            continue
        role = role_of(people[other.coder])
        if role != other.role:
            link.ask("change_role", project.origin, other.login, role)
        if role == "coder":
            _grant(project, link, other)


def _grant(project: Project, link: HubServer, other: HubLogin) -> None:
    wanted = project.strands.channels_of(CoderId(other.coder))
    there = {channel for (channel,) in link.ask("grants_of", project.origin, other.login)}
    for some in chunks(sorted(wanted - there), _AT_ONCE):
        link.ask("grant_channels", project.origin, other.login, some)
