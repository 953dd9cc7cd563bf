"""The hub across the window: shared over, invited to, handed over to, left. How it stands is said at the foot.

Each asks in a dialog, which stays open while the server is waited for on another thread, and can be stopped.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.hub.problems import WrongPassword
from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.model.wording import counted, one_or_many
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team.hubs.words import HubReach
from annotator.store.project import Project
from annotator.ui.background.hub_carrier import patiently
from annotator.ui.background.hub_door import NOT_KEPT, HubPlace, IsStopped
from annotator.ui.background.hub_link import HubLink
from annotator.ui.background.hub_links import HubLinks
from annotator.ui.background.hub_state import HubState
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.hub.agree import LeaveHubDialog, RevokeDialog
from annotator.ui.dialogs.hub.invite import InviteChoice, InviteDialog
from annotator.ui.dialogs.hub.password import HubPasswordDialog
from annotator.ui.dialogs.hub.share import ShareChoice, ShareHubDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.ticks import TickEntry
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.flows.hub_work import HubWork

_ADDRESS, _CERTIFICATE, _FOLDER = "hub_address", "hub_certificate", "hub_invitations"
"""Under these names the settings of this computer keep, for each project, what was typed last; never a password."""
_NO_HUB = "The project is not shared over a hub; share it first, or join with an invitation."
_STANDS = {
    "invited": ", invited already",
    "joined": ", has joined",
    "revoked": ", was revoked",
    "left": ", has left",
}
"""How somebody stands who is invited once more."""
_WENT_OVER = "Saved. Handed over, and taken in what is new."
_SEND = "Send each file to nobody but whom it is for. Whoever has it can join once, until it is used or too old."


class _Invited(NamedTuple):
    """The files that were written, and why not all were."""

    paths: list[Path]
    problem: str


class HubFlows(QObject):
    """`links`: what hands over by itself."""

    def __init__(self, session: Session, preferences: Preferences, window: QWidget, links: HubLinks) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._links = session, preferences, window, links

    def share(self) -> None:
        """Ask for the hub over which the project is to be shared, and hand all of it over."""
        session = self._session
        if not session.allows(Right.ASSIGN):
            return
        certificate = self._kept(_CERTIFICATE)
        dialog = ShareHubDialog(
            session.project.documents.count(),
            session.project.journal.latest(),
            self._kept(_ADDRESS),
            Path(certificate) if certificate else None,
            self._window,
        )
        work = HubWork(session, dialog, self._links.goes_on)
        dialog.chosen.connect(lambda choice: self._share(work, choice))
        open_dialog(dialog)

    def invite(self) -> None:
        """Ask whom to invite, and write a file for each."""
        if self._session.allows(Right.ASSIGN) and (link := self._ready(self.invite)) is not None:
            people = self._others(link.state)
            folder = Path(self._kept(_FOLDER) or self._session.project.path.parent)
            asked = {one.coder for one in link.state.members}
            new = [one.id for one in people if one.id not in asked]
            dialog = InviteDialog(link.state.name, people, new, folder, self._window)
            work = HubWork(self._session, dialog)
            dialog.chosen.connect(lambda choice: self._invite(work, link, choice))
            open_dialog(dialog)

    def revoke(self) -> None:
        """Ask who is to be shut out."""
        if self._session.allows(Right.ASSIGN) and (link := self._ready(self.revoke)) is not None:
            others = [one for one in link.state.members if one.is_in and one.login != link.state.login]
            people = [TickEntry(one.coder, one.name, f"{one.role}, {one.state}") for one in others]
            dialog = RevokeDialog(link.state.name, people, self._window)
            work = HubWork(self._session, dialog)
            dialog.chosen.connect(lambda chosen: self._revoke(work, link, chosen))
            open_dialog(dialog)

    def hand_over(self) -> None:
        """Hand over and take in now, whatever it was waited for."""
        if not self._links.links:
            self._session.refused.emit(_NO_HUB)
            return
        self._session.said.emit("Handing over to the hub…")
        for link in self._links.links.values():
            link.exchange_now(lambda state: self._session.said.emit(_ended(state)))

    def ask_password(self, then: Callable[[], object] = lambda: None, hub: int = 0) -> None:
        """Ask for the password of the login at a hub, by default the one at hand; `then` goes on with it."""
        if (link := self._links.link(hub) if hub else self._at_hand()) is None:
            return
        state = link.state
        why = state.told.problem if state.told.reach.wants_password else ""
        dialog = HubPasswordDialog(state.name, state.login, why, self._window)
        dialog.chosen.connect(lambda password: self._sign_in(dialog, link, password, then))
        open_dialog(dialog)

    def leave(self) -> None:
        """Say what comes of it, and leave."""
        if (link := self._at_hand()) is not None:
            dialog = LeaveHubDialog(link.state.name, self._comes_of_leaving(link.state), self._window)
            work = HubWork(self._session, dialog)
            dialog.chosen.connect(lambda _: self._leave(work, link))
            open_dialog(dialog)

    # How each is done.

    def _share(self, work: HubWork, choice: ShareChoice) -> None:
        door = self._links.door

        def share(project: Project, progress: Progress, is_stopped: IsStopped) -> tuple[str, bool]:
            place = HubPlace(choice.address.url, door.certificate(choice.certificate))
            row = door.share(project, door.address(place), choice.password, progress, is_stopped)
            return row.url, bool(patiently(lambda: door.keep_password(place, choice.password), is_stopped))

        def done(shared: tuple[str, bool]) -> None:
            url, is_kept = shared
            self._keep(_ADDRESS, url)
            self._keep(_CERTIFICATE, str(choice.certificate or ""))
            self._links.passwords[url] = choice.password
            self._links.follow()
            said = ": invite the others next" if is_kept else NOT_KEPT
            self._session.said.emit(f"Shared over {choice.address.name}{said}")

        work.in_project("Handing over the project…", share, done)

    def _invite(self, work: HubWork, link: HubLink, choice: InviteChoice) -> None:
        door, carrier = self._links.door, link.carrier

        joined = {one.coder for one in link.state.members if one.state == "joined"}

        def invite(project: Project, progress: Progress, is_stopped: IsStopped) -> _Invited:
            paths: list[Path] = []
            row = project.hubs.get(carrier.id)
            with carrier.server(project, is_stopped) as server:
                for at, person in enumerate(choice.people):
                    progress(at, len(choice.people), "")
                    try:
                        anew = person in joined
                        paths.append(door.invite(project, row, server, person, choice.folder, choice.days, anew))
                    except UserError as error:
                        if not paths:
                            raise
                        return _Invited(paths, str(error))
            return _Invited(paths, "")

        def done(invited: _Invited) -> None:
            self._keep(_FOLDER, str(choice.folder))
            lines = [(Outcome.DONE, f"{path.name} is in {path.parent}.") for path in invited.paths]
            lines += [(Outcome.FAILED, invited.problem)] if invited.problem else []
            open_dialog(ReportDialog("Invited", lines, self._window, _SEND))
            self._look_again(link)

        work.in_project("Inviting…", invite, done)

    def _revoke(self, work: HubWork, link: HubLink, people: tuple[CoderId, ...]) -> None:
        door, carrier = self._links.door, link.carrier

        def revoke(project: Project, _: Progress, is_stopped: IsStopped) -> list[str]:
            with carrier.server(project, is_stopped) as server:
                return [door.revoke(project, server, person) for person in people]

        def done(said: list[str]) -> None:
            self._session.said.emit(said[0] if len(said) == 1 else f"Revoked {counted(len(said), 'member')}")
            self._look_again(link)

        work.in_project("Revoking…", revoke, done)

    def _leave(self, work: HubWork, link: HubLink) -> None:
        door, carrier = self._links.door, link.carrier

        def leave(project: Project, _: Progress, is_stopped: IsStopped) -> str:
            row = project.hubs.get(carrier.id)
            try:
                server = carrier.server(project, is_stopped)
            except WrongPassword:
                return door.leave(project, row, None)
            with server:
                said = door.leave(project, row, server)
            place = HubPlace(row.url, row.certificate)
            patiently(lambda: door.forget_password(place), is_stopped)
            return said

        def done(said: str) -> None:
            self._links.passwords.pop(link.url, None)
            self._links.follow()
            open_dialog(ReportDialog("Left the hub", [(Outcome.DONE, said)], self._window))

        work.in_project("Leaving…", leave, done)

    def _sign_in(self, dialog: HubPasswordDialog, link: HubLink, password: str, then: Callable[[], object]) -> None:
        closed: list[int] = []
        dialog.finished.connect(closed.append)

        def told(state: HubState) -> None:
            if closed:
                return
            if state.told.reach.wants_password:
                dialog.say(state.told.problem)
                return
            self._links.passwords[link.url] = password
            if dialog.keeps:
                link.keep_password()
            dialog.finish()
            then()

        dialog.begin("Signing in…")
        link.give_password(password, told)

    # Inside.

    def _at_hand(self) -> HubLink | None:
        """Return the hub that is looked at; where there is none it is said."""
        link = self._links.link(self._session.hub_at_hand)
        if link is None:
            self._session.refused.emit(_NO_HUB)
        return link

    def _ready(self, then: Callable[[], object]) -> HubLink | None:
        """Return the hub at hand, if whoever works here leads on it; else it is asked for the password, or said."""
        link = self._at_hand()
        if link is None:
            return None
        state = link.state
        if state.told.reach.wants_password:
            self.ask_password(then)
        elif not state.role:
            self._session.refused.emit(f"It is not known yet who is on {state.name}: {state.foot()}")
        elif not state.leads:
            self._session.refused.emit("Only whoever leads on the hub invites and revokes there.")
        else:
            return link
        return None

    def _others(self, state: HubState) -> list[TickEntry]:
        """Return whom one can invite: everybody else, with how they stand on the hub."""
        # Of several logins of a person the one that they have counts.
        by_person = {one.coder: _STANDS[one.state] for one in sorted(state.members, key=lambda one: one.is_in)}
        here = self._session.project.person
        return [
            TickEntry(one.id, one.name, f"{', '.join(one.roles)}{by_person.get(one.id, '')}")
            for one in roles.people_of(self._session.project)
            if one.id != here
        ]

    def _comes_of_leaving(self, state: HubState) -> list[str]:
        waiting = state.told.waiting
        said = ["What is not handed over yet goes there first, if the hub can be reached."]
        if waiting:
            waits = f"{counted(waiting, 'act')} {one_or_many(waiting, 'waits', 'wait')}"
            said = [f"{waits} here: handed over first, if the hub can be reached; else you can hand in a packet."]
        return [*said, "From then on you hand in and take in packets, or share over a folder or another hub."]

    def _look_again(self, link: HubLink) -> None:
        link.carrier.wants_members = True
        link.exchange_now()

    def _kept(self, name: str) -> str:
        return self._preferences.value.kept.get(str(self._session.path), {}).get(name, "")

    def _keep(self, name: str, text: str) -> None:
        if self._session.path is not None:
            self._preferences.put(self._preferences.value.with_kept(self._session.path, name, text))


def _ended(state: HubState) -> str:
    """Say how handing over ended: when it went well without the time, which stands beside it and goes on."""
    return _WENT_OVER if state.told.reach is HubReach.IN_STEP else state.foot()
