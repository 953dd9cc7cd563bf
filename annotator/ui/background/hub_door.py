"""What the window asks of the operations on hubs. Each is loaded by the first who asks, on a thread of its own.

What speaks to a server, and the system's keyring, take longer to load than the window takes to start; whoever works
without a hub never loads them: that is why each method imports what it calls. All of it may wait for a server, so
nothing of it is called by the window's thread.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.hub.extra import of_extra
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.progress import Progress
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.hub.address import HubAddress
    from annotator.hub.calls import HubLogin
    from annotator.hub.invitation import Invitation
    from annotator.hub.server import HubServer
    from annotator.store.rows.hubs import HubRow

NOT_KEPT = "; no keyring keeps the password here, so it is asked for at the next start"
IsStopped = Callable[[], bool]
"""Asked while a server is waited for: whether nobody wants the answer any more."""


class HubPlace(NamedTuple):
    """Where a hub is. `url`: with the login and no password; `certificate`: as text, empty for the system's."""

    url: str
    certificate: str = ""


class CameOver(NamedTuple):
    """What came of an exchange, in sentences; when it ended; what did not go right, empty for nothing."""

    came: tuple[str, ...]
    time: str
    problem: str = ""


class HubStands(NamedTuple):
    """How a copy stands with a hub, as far as it knows without asking: see `HubStanding` of the operations."""

    name: str
    login: str
    handed_over: str
    waiting: int


class HubDoor:
    """The operations themselves; tests of the window alone put another in its place."""

    @of_extra()
    def standing(self, project: Project, hub: int) -> HubStands:
        """Return how the copy stands with a hub, without asking it."""
        from annotator.operations.team.hubs import standing  # noqa: PLC0415  # see above

        one = next(one for one in standing.hub_standing(project) if one.id == hub)
        return HubStands(one.name, one.login, one.handed_over, one.waiting)

    def known_password(self, place: HubPlace) -> str | None:
        """Return the password that the system's keyring has for a hub."""
        from annotator.hub import passwords  # noqa: PLC0415  # see above

        return passwords.known(self.address(place))

    def keep_password(self, place: HubPlace, password: str) -> bool:
        """Let the system's keyring keep a password; whether it does."""
        from annotator.hub import passwords  # noqa: PLC0415  # see above

        return passwords.keep(self.address(place), password)

    def forget_password(self, place: HubPlace) -> None:
        """Let the system's keyring keep the password no more."""
        from annotator.hub import passwords  # noqa: PLC0415  # see above

        passwords.forget(self.address(place))

    def address(self, place: HubPlace) -> "HubAddress":
        """Return where a hub is."""
        from annotator.hub.address import HubAddress  # noqa: PLC0415  # see above

        return HubAddress.parse(place.url, place.certificate)

    def certificate(self, path: Path | None) -> str:
        """Return the certificates of a file, empty for None: those that the system trusts."""
        from annotator.hub import certificates  # noqa: PLC0415  # see above

        return certificates.read(path) if path is not None else ""

    @of_extra()
    def server(self, place: HubPlace, password: str, is_stopped: IsStopped) -> "HubServer":
        """Return a connection, made when it is used first."""
        from annotator.operations.team.hubs import exchanging  # noqa: PLC0415  # see above

        return exchanging.linked(self.address(place), password, is_stopped)

    @of_extra()
    def exchange(
        self, project: Project, row: "HubRow", server: "HubServer", is_first: bool, progress: Progress
    ) -> CameOver:
        """Hand over what the hub lacks, and take in what this copy lacks."""
        from annotator.operations.team.hubs import exchanging, pieces  # noqa: PLC0415  # see above

        done = exchanging.exchange(project, row, server, is_first, progress, pieces.BESIDE_A_WINDOW)
        return CameOver(done.sentences, done.time, done.problem)

    @of_extra()
    def members(self, project: Project, server: "HubServer") -> list["HubLogin"]:
        """Return who has a part in the project on the hub: all to a lead, to others themselves."""
        from annotator.operations.team.hubs import inviting  # noqa: PLC0415  # see above

        return inviting.members(project, server)

    @of_extra()
    def fetch(self, project: Project, server: "HubServer", document: DocumentId) -> bool:
        """Fetch the source file of a document, which this copy lacks; whether it is here now."""
        from annotator.operations.team.hubs import files  # noqa: PLC0415  # see above

        return files.fetch(project, server, document) is not None

    @of_extra()
    def share(
        self, project: Project, address: "HubAddress", password: str, progress: Progress, is_stopped: IsStopped
    ) -> "HubRow":
        """Share the project over a hub, and hand all of it over."""
        from annotator.operations.team.hubs import sharing  # noqa: PLC0415  # see above

        return sharing.share(project, address, password, progress, is_stopped)

    @of_extra()
    def invite(
        self, project: Project, row: "HubRow", server: "HubServer", person: CoderId, folder: Path, days: int, anew: bool
    ) -> Path:
        """Write an invitation; `anew`: also to who has joined, whose login ends then."""
        from annotator.operations.team.hubs import inviting  # noqa: PLC0415  # see above

        return inviting.invite(project, row, server, person, folder, days, anew)

    @of_extra()
    def revoke(self, project: Project, server: "HubServer", person: CoderId) -> str:
        """Shut a person out, and return what to say."""
        from annotator.operations.team.hubs import inviting  # noqa: PLC0415  # see above

        return inviting.revoke(project, server, person)

    @of_extra()
    def look(self, path: Path) -> "Invitation":
        """Return what an invitation says."""
        from annotator.operations.team.hubs import joining  # noqa: PLC0415  # see above

        return joining.look(path)

    @of_extra()
    def place_for(self, invitation: "Invitation", folder: Path) -> Path:
        """Return where the copy of somebody who joins is proposed to go."""
        from annotator.operations.team.hubs import joining  # noqa: PLC0415  # see above

        return joining.place_for(invitation, folder)

    @of_extra()
    def join(
        self,
        invitation: "Invitation",
        into: Path | Project,
        password: str,
        progress: Progress,
        is_stopped: IsStopped,
        passphrase: str = "",
    ) -> Path:
        """Join with an invitation; return where the copy is, encrypted where there is a passphrase."""
        from annotator.operations.team.hubs import joining  # noqa: PLC0415  # see above

        return joining.join(invitation, into, password, progress, passphrase, is_stopped)

    @of_extra()
    def leave(self, project: Project, row: "HubRow", server: "HubServer | None") -> str:
        """Leave a hub, and return what to say."""
        from annotator.operations.team.hubs import leaving  # noqa: PLC0415  # see above

        return leaving.leave(project, row, server)
