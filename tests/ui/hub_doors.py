"""A hub that is none: it answers, hangs, refuses as a test says, and notes by which thread it was asked what."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from annotator.hub.address import HubAddress
from annotator.hub.calls import HubLogin
from annotator.hub.invitation import Invitation, read
from annotator.hub.problems import HubProblem, Stopped, Unreachable, WrongPassword
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.hub_door import CameOver, HubDoor, HubPlace, HubStands, IsStopped

URL = "postgresql://lea@hub.example.org/texts"
TIME = "2026-11-28T09:42:00Z"
PASSWORD = "open sesame"


@dataclass
class FakeServer:
    """A connection of `FakeDoor`."""

    address: HubAddress
    is_stopped: IsStopped
    closed: bool = False

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> "FakeServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass
class FakeDoor(HubDoor):
    """`problem`: raised by each exchange, `refuses_all`: whatever the password is.

    `altered`: said of histories that were, when all else went over.
    `adds_first`: who shares has noted the hub before all went over.
    `hangs`: it answers no more until somebody gives up. `files`: source files by document, with their names.
    `asked`: what was called, and by which thread; `keyring`: passwords by address.
    """

    problem: HubProblem | None = None
    hangs: bool = False
    refuses_all: bool = False
    altered: str = ""
    adds_first: bool = False
    keyring: dict[str, str] = field(default_factory=lambda: {URL: PASSWORD})
    people: list[HubLogin] = field(default_factory=list)
    waiting: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)
    servers: list[FakeServer] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    when_exchanged: Callable[[Project], object] = lambda _: None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    invited: list[str] = field(default_factory=list)

    def calls(self, name: str) -> int:
        """Return how often something was called."""
        return sum(called == name for called, _ in self.asked)

    def note(self, name: str) -> None:
        self.asked.append((name, threading.get_ident()))

    def answer(self, is_stopped: IsStopped) -> None:
        """Answer as a server does: at once, never, or with a refusal."""
        while self.hangs and not self.released.wait(0.02):
            if is_stopped():
                raise Stopped("Nobody waits.")
        if self.problem is not None:
            raise self.problem

    def standing(self, project: Project, hub: int) -> HubStands:
        self.note("standing")
        row = project.hubs.get(hub)
        address = HubAddress.parse(row.url, row.certificate)
        return HubStands(address.name, address.login, row.handed_over, self.waiting)

    def known_password(self, place: HubPlace) -> str | None:
        self.note("known_password")
        return self.keyring.get(place.url)

    def keep_password(self, place: HubPlace, password: str) -> bool:
        self.note("keep_password")
        self.keyring[place.url] = password
        return True

    def forget_password(self, place: HubPlace) -> None:
        self.note("forget_password")
        self.keyring.pop(place.url, None)

    def server(self, place: HubPlace, password: str, is_stopped: IsStopped) -> Any:
        self.note("server")
        if password != PASSWORD:
            self.problem = WrongPassword("The hub does not take this password.")
        elif isinstance(self.problem, WrongPassword) and not self.refuses_all:
            self.problem = None
        made = FakeServer(HubAddress.parse(place.url), is_stopped)
        self.servers.append(made)
        return made

    def exchange(self, project: Project, row: Any, server: Any, is_first: bool, progress: Progress) -> CameOver:
        self.note("exchange first" if is_first else "exchange")
        self.answer(server.is_stopped)
        self.when_exchanged(project)
        self.waiting = 0
        project.hubs.put(row.id, handed_over=TIME)
        return CameOver((), TIME, self.altered)

    def members(self, project: Project, server: Any) -> list[HubLogin]:
        self.note("members")
        return list(self.people)

    def fetch(self, project: Project, server: Any, document: DocumentId) -> bool:
        self.note("fetch")
        self.answer(server.is_stopped)
        return document in self.files and project.source_files.bring(*self.files[document]) is not None

    def share(
        self, project: Project, address: HubAddress, password: str, progress: Progress, is_stopped: IsStopped
    ) -> Any:
        self.note("share")
        if password != PASSWORD:
            raise WrongPassword("The hub does not take this password; type it again.")
        id = project.hubs.add(address.url, address.certificate) if self.adds_first else 0
        self.answer(is_stopped)
        return project.hubs.get(id or project.hubs.add(address.url, address.certificate))

    def invite(
        self, project: Project, row: Any, server: Any, person: CoderId, folder: Path, days: int, anew: bool
    ) -> Path:
        self.note("invite")
        self.answer(server.is_stopped)
        self.invited.append(f"{project.coders.get(person).name}{', anew' if anew else ''}")
        return folder / f"{self.invited[-1]}.invitation"

    def revoke(self, project: Project, server: Any, person: CoderId) -> str:
        self.note("revoke")
        self.answer(server.is_stopped)
        return f"{project.coders.get(person).name} can no longer sign in."

    def look(self, path: Path) -> Invitation:
        self.note("look")
        return read(path)

    def place_for(self, invitation: Invitation, folder: Path) -> Path:
        self.note("place_for")
        return folder / f"{invitation.project} – {invitation.coder_name}.annot"

    def leave(self, project: Project, row: Any, server: Any) -> str:
        self.note("leave")
        project.hubs.remove(row.id)
        return "Left hub.example.org/texts."


def gone() -> Unreachable:
    """Return what a server that is off comes to."""
    return Unreachable("The hub hub.example.org/texts cannot be reached.")


def lead_of(people: Sequence[tuple[str, str, str]]) -> list[HubLogin]:
    """Return members, the first of them Lea who leads; `people`: (id, name, state)."""
    rows = [HubLogin("lea", "", "Lea", "lead", "joined", datetime.fromisoformat(TIME))]
    return rows + [
        HubLogin(f"k_{id[:4]}", id, name, "coder", state, datetime.fromisoformat(TIME)) for id, name, state in people
    ]
