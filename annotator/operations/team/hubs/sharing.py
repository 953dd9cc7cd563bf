"""Sharing a project over a hub: by whoever leads, once; all that is in it goes over."""

from collections.abc import Callable

from annotator.hub.address import HubAddress
from annotator.hub.problems import SharedAlready
from annotator.hub.server import HubServer, never
from annotator.model.errors import NotAllowed
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress, silent
from annotator.operations.team.copy_keys import key_here
from annotator.operations.team.hubs.exchanging import exchange
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow


def share(
    project: Project,
    address: HubAddress,
    password: str,
    progress: Progress = silent,
    is_stopped: Callable[[], bool] = never,
) -> HubRow:
    """Share a project over a hub and hand all of it over; return the hub as it is noted.

    What is broken off goes on by the next exchange. Raises `NotAllowed` for who does not lead, `HubProblem`.
    """
    if project.owner is not None:
        raise NotAllowed(
            "This is a coder’s copy, which joins a hub by an invitation; whoever leads shares the project."
        )
    if project.read_only:
        raise NotAllowed("The project is open to be read alone, so nothing can be handed over from it.")
    refuse_without_lead(project)
    if any(one.url == address.url for one in project.hubs.all()):
        raise SharedAlready(f"The project is shared over {address.name} already.")
    with HubServer(address, password, is_stopped) as link:
        _begin(project, link)
        hub = project.hubs.get(project.hubs.add(address.url, address.certificate))
        exchange(project, hub, link, progress=progress)
        return project.hubs.get(hub.id)


def refuse_without_lead(project: Project) -> None:
    """Raise `NotAllowed` where whoever is at the desk may not give out work, or nobody is there who leads."""
    roles.refuse(project, Right.ASSIGN)


def _begin(project: Project, link: HubServer) -> None:
    leads = [one for one in project.coders.all() if one.id == project.person]
    if not leads:
        raise NotAllowed("Say first who you are: whoever shares a project leads it on the hub.")
    (lead,) = leads
    member = link.hello(project.origin)
    if member is None or member.coder != lead.id or member.state != "joined":
        link.ask("share", project.origin, project.name, lead.id, lead.name)
    put_keys(project, link)


def put_keys(project: Project, link: HubServer) -> None:
    """Let the hub hold the keys of packets, so that whoever joins can hand in by packet as well."""
    key_here(project)  # the first who asks for it makes it
    pairs = [(coder, key) for coder, keys in project.handed.keys().items() for key in keys]
    link.ask("put_keys", project.origin, [coder for coder, _ in pairs], [key for _, key in pairs])


def take_keys(project: Project, link: HubServer) -> None:
    """Keep the keys that the hub holds for this login: all in a whole copy, one's own in a coder's."""
    for coder, key in link.ask("keys", project.origin):
        if project.owner is None or coder == project.owner.person:
            project.handed.add_key(coder, bytes(key))
