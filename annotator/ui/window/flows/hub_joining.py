"""An invitation is opened: a new copy is made with what is theirs, or the hub is added to the copy that is open."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.file_names import INVITATION
from annotator.model.wording import isolated
from annotator.store.project import Project
from annotator.ui.background.hub_carrier import patiently
from annotator.ui.background.hub_door import NOT_KEPT, HubPlace, IsStopped
from annotator.ui.background.hub_links import HubLinks
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.hub.join import JoinChoice, JoinHubDialog
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.flows.hub_work import HubWork

if TYPE_CHECKING:
    from annotator.hub.invitation import Invitation

_READ = "Whoever administers the server can read what is handed over there."


class _Joined(NamedTuple):
    """Where the copy is, and whether the keyring has the password."""

    path: Path
    is_kept: bool


class HubJoiningFlow(QObject):
    """`open_copy`: opens the file of a project; `folder`: where new copies are proposed."""

    unreadable = Signal(str)
    """Why an invitation cannot be read, one sentence, which is shown as well."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        window: QWidget,
        links: HubLinks,
        open_copy: Callable[[Path], object],
        folder: Callable[[], Path],
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._links = session, preferences, window, links
        self._open_copy, self._folder = open_copy, folder
        self._looking = LatestTask(session, self)

    def choose(self) -> None:
        """Ask for the file of an invitation."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Join with an invitation", "", f"Invitations (*{INVITATION})"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Read an invitation, and ask for what is needed to join."""
        door, folder = self._links.door, self._folder()

        def look(_: Progress) -> "tuple[Invitation, Path]":
            invitation = door.look(path)
            return invitation, door.place_for(invitation, folder)

        self._looking.compute(look, lambda found: self._ask(*found), self._on_unreadable)

    def _on_unreadable(self, error: Exception) -> None:
        self.unreadable.emit(str(error))
        open_dialog(ErrorDialog.of(error, self._window))

    def _ask(self, invitation: "Invitation", proposed: Path) -> None:
        into = self._fitting_copy(invitation)
        until = datetime.fromisoformat(invitation.until).astimezone().strftime("%Y-%m-%d %H:%M")
        dialog = JoinHubDialog(
            _intro(invitation),
            f"The hub is {invitation.address.name}; the invitation can be used once, until {until}. {_READ}",
            None if into else proposed,
            isolated(self._session.project.path.name) if into else "",
            self._window,
        )
        work = HubWork(self._session, dialog, self._links.goes_on if into else lambda: "")
        dialog.chosen.connect(lambda choice: self._join(work, invitation, choice))
        open_dialog(dialog)

    def _fitting_copy(self, invitation: "Invitation") -> bool:
        """Whether the open project is the copy of the one who is invited, to which the hub is added."""
        session = self._session
        if not session.is_open or session.project.read_only or session.project.origin != invitation.origin:
            return False
        if session.owner is not None:
            return session.owner == invitation.coder
        return invitation.role != "coder" and session.project.person == invitation.coder

    def _join(self, work: HubWork, invitation: "Invitation", choice: JoinChoice) -> None:
        door, address = self._links.door, invitation.address
        place = HubPlace(address.url, address.certificate)

        def join(into: Path | Project, progress: Progress, is_stopped: IsStopped) -> _Joined:
            path = door.join(invitation, into, choice.password, progress, is_stopped, choice.passphrase)
            return _Joined(path, bool(patiently(lambda: door.keep_password(place, choice.password), is_stopped)))

        def done(joined: _Joined) -> None:
            self._links.passwords[address.url] = choice.password
            if choice.path is None:
                self._links.follow()
            else:
                # Who opens a whole copy is asked who they are; the invitation says whom to propose.
                self._preferences.put(self._preferences.value.with_last_coder(joined.path, invitation.coder))
                self._open_copy(joined.path)
            self._session.said.emit(f"Joined {address.name}{'' if joined.is_kept else NOT_KEPT}")

        if (path := choice.path) is None:
            work.in_project("Joining…", join, done)
        else:
            work.alone("Joining…", lambda progress, is_stopped: join(path, progress, is_stopped), done)


def _intro(invitation: "Invitation") -> str:
    who = isolated(invitation.lead_name) or "Whoever leads"
    return f"{who} invites {isolated(invitation.coder_name)} to “{isolated(invitation.project)}”, as {invitation.role}."
