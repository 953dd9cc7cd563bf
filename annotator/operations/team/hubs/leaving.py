"""Leaving a hub: the copy stays as it is, and what was not handed over goes by packet, or over another hub."""

from contextlib import suppress

from annotator.hub.problems import Full, HubProblem, NotMember, Stopped, TooLarge
from annotator.hub.server import HubServer
from annotator.model.errors import NotAllowed
from annotator.model.wording import counted, one_or_many
from annotator.operations.team.hubs.exchanging import address_of, exchange
from annotator.operations.team.hubs.standing import waiting
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow


def leave(project: Project, hub: HubRow, link: HubServer | None) -> str:
    """Hand over what waits, give the login up, and forget the hub; return what to say.

    `link`: None where the server is not to be asked, or no password is known: the copy forgets the hub, whose lead
    revokes the login. Where it cannot be reached it is left all the same. Raises `NotAllowed` for the last who leads
    while others are members.
    """
    told = link is not None and _told(project, hub, link)
    left = waiting(project, project.hubs.get(hub.id))  # as it is noted after that exchange
    project.hubs.remove(hub.id)
    name = address_of(hub).name
    said = f"Left {name}." if told else f"Left {name}, which could not be told; whoever leads revokes the login."
    if left:
        acts = f"{counted(left, 'act')} {one_or_many(left, 'was', 'were')} not handed over"
        return f"{said} {acts}: hand {one_or_many(left, 'it', 'them')} in as a packet; nothing is lost."
    return said


def _told(project: Project, hub: HubRow, link: HubServer) -> bool:
    try:
        with suppress(Full, TooLarge):  # what it takes no more goes by packet
            exchange(project, hub, link, is_first=False)
        _refuse_last_lead(project, link)
        link.ask("leave", project.origin)
    except NotMember:
        return True  # revoked: there is nothing to give up
    except Stopped:
        raise  # nothing is left by halves
    except HubProblem:
        return False
    return True


def _refuse_last_lead(project: Project, link: HubServer) -> None:
    member = link.hello(project.origin)
    if member is None or member.role != "lead":
        return
    others = [
        one for one in link.members(project.origin) if one.login != member.login and one.state in ("invited", "joined")
    ]
    if others and not any(one.role == "lead" for one in others):
        count = counted(len(others), "other", "others")
        raise NotAllowed(
            f"You are the only one who leads on {link.address.name}, and {count} would be cut off: revoke their logins"
            " first, or invite somebody else who leads."
        )
