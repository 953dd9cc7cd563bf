"""Joining a hub by an invitation: a new copy with what its person may see, or a copy that is there already."""

from collections.abc import Callable
from pathlib import Path

from annotator.hub.invitation import Invitation, read
from annotator.hub.problems import NotMember, WrongPassword
from annotator.hub.scram import SHORTEST, verifier
from annotator.hub.server import HubServer, never
from annotator.model.errors import BadProject, NotAllowed
from annotator.model.file_names import file_name
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.operations.progress import Progress, silent
from annotator.operations.team.hubs.exchanging import address_of, exchange
from annotator.operations.team.hubs.sharing import put_keys, take_keys
from annotator.store.clock import now
from annotator.store.project import SUFFIX, Project
from annotator.store.rows.handed import CopyOwner


def look(path: Path) -> Invitation:
    """Return what an invitation says; raises `BadFile` with one sentence."""
    return read(path)


def place_for(invitation: Invitation, folder: Path) -> Path:
    """Return where the new copy of somebody who joins goes: “readouts – Ana.annot”, or with a number."""
    name = f"{file_name(invitation.project or 'project')} – {file_name(invitation.coder_name)}"
    number = 1
    while True:
        path = folder / f"{name if number == 1 else f'{name} ({number})'}{SUFFIX}"
        if not path.exists():
            return path
        number += 1


def join(
    invitation: Invitation,
    into: Path | Project,
    password: str,
    progress: Progress = silent,
    passphrase: str = "",
    is_stopped: Callable[[], bool] = never,
) -> Path:
    """Join with an invitation: set the password, fetch what is to be seen; return where the copy is.

    `into`: where a new copy is made (encrypted where there is a passphrase), or an open copy of the same project and
    person. What is broken off after the password was set goes on with the same invitation and that password. Raises
    `NotAllowed`, `HubProblem`, `BadProject`.
    """
    if len(password) < SHORTEST:
        raise NotAllowed(f"A password has at least {SHORTEST} characters.")
    _refuse_place(invitation, into)  # before the invitation is used up
    with _signed_in(invitation, password, is_stopped) as link:
        if isinstance(into, Project):
            _add(into, invitation, link, progress)
            return into.path
        return _make(invitation, into, link, progress, passphrase)


def _refuse_place(invitation: Invitation, into: Path | Project) -> None:
    if isinstance(into, Path):
        if into.exists():
            raise BadProject(f"{into} exists already; choose another name, or open it.")
        if not into.parent.is_dir():
            raise BadProject(f"The folder {into.parent} does not exist; create it first, or choose another.")
        return
    if into.read_only:
        raise NotAllowed(into.read_only)
    owner = into.owner
    if into.origin != invitation.origin:
        raise NotAllowed(f"The invitation is to another project ({isolated(invitation.project)}).")
    if owner is not None and owner.person != invitation.coder:
        raise NotAllowed(f"The invitation is for {isolated(invitation.coder_name)}, and this is another’s copy.")
    if owner is None and into.person not in (None, invitation.coder):
        raise NotAllowed(
            f"The invitation is for {isolated(invitation.coder_name)}, and somebody else is at work here: say first"
            " that it is they, or join into a new file."
        )
    if (owner is None) != (invitation.role != "coder"):
        raise NotAllowed("The invitation is for a copy of another kind; join into a new file.")


def _signed_in(invitation: Invitation, password: str, is_stopped: Callable[[], bool]) -> HubServer:
    """Return a connection with the new password, which is set where that was not done yet."""
    link = HubServer(invitation.address, invitation.one_time_password, is_stopped)
    try:
        member = link.hello(invitation.origin)
        if member is None:
            raise NotMember(f"The invitation to {link.address.name} is void by now; ask for a new one.")
        link.ask("join", invitation.origin, verifier(password))
    except WrongPassword as error:
        # It was used: by oneself, where what came after was broken off; else by somebody else.
        again = HubServer(invitation.address, password, is_stopped)
        try:
            member = again.hello(invitation.origin)
            if member is not None and member.state == "invited":  # the hub was put back to a time before
                again.ask("join", invitation.origin, verifier(password))
        except WrongPassword:
            again.close()
            raise NotMember(
                f"The invitation to {link.address.name} was used already, or is too old. If you used it, type the"
                " password that you chose then; else ask whoever leads for a new one, and say so."
            ) from error
        except BaseException:
            again.close()
            raise
        return again
    finally:
        link.close()
    return HubServer(invitation.address, password, is_stopped)


def _add(project: Project, invitation: Invitation, link: HubServer, progress: Progress) -> None:
    hub = project.hubs.get(_noted(project, invitation))
    _exchange_keys(project, link)
    exchange(project, hub, link, progress=progress)


def _noted(project: Project, invitation: Invitation) -> int:
    """Return the hub of an invitation as it is noted; one that was joined by another login goes on by this one."""
    address = invitation.address
    for one in project.hubs.all():
        if address_of(one).with_login("") == address.with_login(""):
            project.hubs.put(one.id, url=address.url, certificate=address.certificate)
            return one.id
    return project.hubs.add(address.url, address.certificate)


def _make(invitation: Invitation, path: Path, link: HubServer, progress: Progress, passphrase: str) -> Path:
    keys = [(coder, bytes(key)) for coder, key in link.ask("keys", invitation.origin)]
    own = next((key for coder, key in keys if coder == invitation.coder), b"")

    def fill(project: Project) -> None:
        hub = project.hubs.get(_noted(project, invitation))
        for coder, key in keys:
            project.handed.add_key(coder, key)
        exchange(project, hub, link, progress=progress)

    owner = None
    if invitation.role == "coder":
        owner = CopyOwner(CoderId(invitation.coder), own, now(), invitation.project)
    Project.create_copy(path, invitation.origin, fill, owner, passphrase).close()
    return path


def _exchange_keys(project: Project, link: HubServer) -> None:
    take_keys(project, link)
    if project.owner is None:
        put_keys(project, link)
