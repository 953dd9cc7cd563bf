"""Carries a copy's steps to one hub and back: the half of `HubLink` that works on other threads, without Qt.

The connection, the password and what became of the last attempt are kept from one exchange to the next. One worker
uses it at a time; `stop` may be called by anybody, and whoever waits for the server then gives up at once.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from annotator.hub import problems
from annotator.hub.calls import HubLogin
from annotator.hub.problems import HubProblem, NotMember, Stopped, WrongPassword
from annotator.model.errors import Cancelled
from annotator.model.ids import DocumentId
from annotator.operations.progress import Progress
from annotator.operations.team.hubs.words import HubReach, HubTold
from annotator.store.project import Project
from annotator.ui.background.hub_door import HubDoor, HubPlace, IsStopped
from annotator.ui.background.hub_state import HubState

if TYPE_CHECKING:
    from annotator.hub.server import HubServer
    from annotator.store.rows.hubs import HubRow

R = TypeVar("R")
_REACH: dict[type[HubProblem], HubReach] = {
    problems.Unreachable: HubReach.UNREACHABLE,
    problems.WrongPassword: HubReach.WRONG_PASSWORD,
    problems.NotMember: HubReach.NOT_MEMBER,
    problems.Full: HubReach.FULL,
    problems.TooLarge: HubReach.TOO_LARGE,
    problems.AlteredHistory: HubReach.ALTERED,
    problems.StrangeAnswer: HubReach.ALTERED,
    problems.NewerHub: HubReach.NEWER,
}
"""What a problem means for what comes next; any other is said as it is."""
_LOOK_S = 0.05
_KEYRING_S = 60.0
"""So long the system's keyring, which may ask somebody to unlock it, is waited for."""


class HubCarrier:
    """`id`: of the hub in the project."""

    def __init__(self, id: int, door: HubDoor) -> None:
        self.id, self.password, self.wants_members = id, "", True
        self.is_typed = False
        """Whether the password was typed and not taken yet, so that it may be a wrong one."""
        self.state = HubState(id)
        self._door, self._is_first = door, True
        self._stop, self._give_up, self._one_at_a_time = threading.Event(), threading.Event(), threading.Lock()
        self._server: HubServer | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether nobody wants to hear of it any more."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Give up whatever is waited for; nothing is carried any more."""
        self._stop.set()

    def give_up(self) -> None:
        """Give up what is waited for now; the next exchange is another attempt."""
        self._give_up.set()

    def count(self, project: Project, _: Progress) -> HubState:
        """Count what waits, without asking the server."""
        with self._one_at_a_time:
            project.hubs.get(self.id)
            self.state = self._said(project, self.state.told)
            return self.state

    def exchange(self, project: Project, progress: Progress) -> HubState:
        """Hand over and take in; return how it stands then. Raises `Cancelled` after `stop`."""
        with self._one_at_a_time:
            self._give_up.clear()
            row = project.hubs.get(self.id)
            try:
                told = self._exchanged(project, row, progress)
            except Stopped as error:
                raise Cancelled(str(error)) from error
            except HubProblem as problem:
                told = self._failed(problem, is_known=bool(row.handed_over))
            self.state = self._said(project, told)
            return self.state

    def server(self, project: Project, is_stopped: IsStopped) -> "HubServer":
        """Return a connection for one use, which is to be closed; raises `WrongPassword` where nobody knows one."""
        row = project.hubs.get(self.id)
        server = self._new_server(HubPlace(row.url, row.certificate), is_stopped)
        if server is None:
            raise WrongPassword("The hub asks for your password; give it first.")
        return server

    def fetch(self, project: Project, document: DocumentId, is_stopped: IsStopped) -> bool:
        """Fetch the source file of a document; whether it is here now. Raises `HubProblem`."""
        with self.server(project, is_stopped) as server:
            return self._door.fetch(project, server, document)

    def keep_password(self, project: Project, _: Progress) -> bool:
        """Let the system's keyring have the password; whether it does."""
        row, password = project.hubs.get(self.id), self.password
        place = HubPlace(row.url, row.certificate)
        return bool(patiently(lambda: self._door.keep_password(place, password), self._stop.is_set))

    def close(self) -> None:
        """Leave the server; the next exchange signs in anew."""
        with self._one_at_a_time:
            server, self._server = self._server, None
            self.wants_members = True
            if server is not None:
                server.close()

    def _exchanged(self, project: Project, row: "HubRow", progress: Progress) -> HubTold:
        server = self._signed_in(HubPlace(row.url, row.certificate))
        if server is None:
            return HubTold(HubReach.NO_PASSWORD)
        if not self._is_first:
            # What comes every half minute is not worth a copy of the file each time, as what is taken in by hand is.
            project.backed_up_by(None)
        done = self._door.exchange(project, row, server, self._is_first, progress)
        self._is_first, self.is_typed = False, False
        if self.wants_members:
            self._know(self._door.members(project, server), server.address.login)
        if done.problem:
            return self._told(HubReach.ALTERED, done.problem)
        return HubTold(HubReach.IN_STEP, done.time, came=done.came)

    def _signed_in(self, place: HubPlace) -> "HubServer | None":
        """Return the connection, None where nobody knows the password."""
        if self._server is None:
            self._server = self._new_server(place, self._is_given_up)
        return self._server

    def _new_server(self, place: HubPlace, is_stopped: IsStopped) -> "HubServer | None":
        password = self.password
        if not password:
            password = patiently(lambda: self._door.known_password(place) or "", is_stopped) or ""
        return self._door.server(place, password, is_stopped) if password else None

    def _is_given_up(self) -> bool:
        return self._stop.is_set() or self._give_up.is_set()

    def _know(self, members: list[HubLogin], login: str) -> None:
        role = next((one.role for one in members if one.login == login), "")
        self.state = replace(self.state, role=role, members=tuple(members) if role == "lead" else ())
        self.wants_members = False

    def _failed(self, problem: HubProblem, is_known: bool) -> HubTold:
        """Return what a problem means. `is_known`: the login was let in before; no server says who is revoked."""
        if self._server is not None:
            self._server.close()
            self._server = None
        reach = _REACH.get(type(problem), HubReach.REFUSED)
        if reach is HubReach.WRONG_PASSWORD:
            self.password = ""
            if is_known and not self.is_typed:
                reach = HubReach.SHUT_OUT
        return self._told(reach, str(problem), problem.since if isinstance(problem, NotMember) else "")

    def _told(self, reach: HubReach, problem: str, since: str = "") -> HubTold:
        """Return what hinders, with the time since when it does."""
        before = self.state.told
        noticed = before.since if before.reach is reach else datetime.now(UTC).isoformat(timespec="seconds")
        return HubTold(reach, since=since or noticed, problem=problem)

    def _said(self, project: Project, told: HubTold) -> HubState:
        try:
            stands = self._door.standing(project, self.id)
        except HubProblem:  # what speaks to a hub is not installed, which `told` says already
            return replace(self.state, told=told)
        told = replace(told, handed_over=stands.handed_over, waiting=stands.waiting)
        return replace(self.state, name=stands.name, login=stands.login, told=told)


def stopped_by(progress: Progress) -> IsStopped:
    """Return what says whether the task that `progress` is of was asked to stop."""

    def is_stopped() -> bool:
        try:
            progress(0, 1, "")
        except Cancelled:
            return True
        return False

    return is_stopped


def patiently(find: Callable[[], R], is_stopped: IsStopped) -> R | None:
    """Return what a function finds that may hang, such as the system's keyring; None where it does not come.

    Raises `Stopped` once nobody wants it any more; the function is then left to itself.
    """
    found: list[R] = []
    seeking = threading.Thread(target=lambda: found.append(find()), daemon=True, name="keyring")
    seeking.start()
    for _ in range(int(_KEYRING_S / _LOOK_S)):
        seeking.join(_LOOK_S)
        if not seeking.is_alive():
            break
        if is_stopped():
            raise Stopped("The keyring was not waited for.")
    return found[0] if found else None
