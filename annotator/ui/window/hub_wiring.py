"""What the window has of hubs: what hands over by itself, and commands, whose dialogs are loaded by the first one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.background.hub_door import HubDoor
from annotator.ui.background.hub_links import HubLinks
from annotator.ui.background.hub_state import worst
from annotator.ui.background.session import Session
from annotator.ui.settings.preferences import Preferences

if TYPE_CHECKING:
    from annotator.ui.window.flows.hub_joining import HubJoiningFlow
    from annotator.ui.window.flows.hubs import HubFlows


class HubWiring(QObject):
    """`open_copy`: opens the file of a project; `folder`: where new copies are proposed."""

    not_opened = Signal(str)
    """Why an invitation cannot be read, one sentence, which is shown as well."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        window: QWidget,
        open_copy: Callable[[Path], object],
        folder: Callable[[], Path],
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self._open_copy, self._folder = open_copy, folder
        self.links = HubLinks(session, HubDoor(), self)
        self._flows: HubFlows | None = None
        self._joining: HubJoiningFlow | None = None

    @property
    def flows(self) -> "HubFlows":
        """What takes a dialog."""
        if self._flows is None:
            # Its dialogs bring what reads addresses and certificates.
            from annotator.ui.window.flows.hubs import HubFlows  # noqa: PLC0415

            self._flows = HubFlows(self._session, self._preferences, self._window, self.links)
        return self._flows

    @property
    def joining(self) -> "HubJoiningFlow":
        """Invitations."""
        if self._joining is None:
            # It brings the same.
            from annotator.ui.window.flows.hub_joining import HubJoiningFlow  # noqa: PLC0415

            self._joining = HubJoiningFlow(
                self._session, self._preferences, self._window, self.links, self._open_copy, self._folder
            )
            self._joining.unreadable.connect(self.not_opened)
        return self._joining

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "project.share_hub": lambda: self.flows.share(),
            "project.invite_hub": lambda: self.flows.invite(),
            "project.revoke_member": lambda: self.flows.revoke(),
            "project.join_hub": self.choose_invitation,
            "project.hand_over": self.hand_over,
            "project.hub_password": lambda: self.flows.ask_password(),
            "project.leave_hub": lambda: self.flows.leave(),
        }

    @Slot()
    def choose_invitation(self) -> None:
        """Ask for the file of an invitation."""
        self.joining.choose()

    @Slot(object)
    def open_invitation(self, path: Path) -> None:
        """Ask for what is needed to join by an invitation."""
        self.joining.open(path)

    def hand_over(self) -> None:
        """Hand over and take in now."""
        self.flows.hand_over()

    @Slot()
    def ask_password(self) -> None:
        """Ask for the password that a hub asks for."""
        self.flows.ask_password(hub=worst(self._session.hubs).id)

    @property
    def takes_all(self) -> bool:
        """Whether what is done here goes over to a hub by itself, now or once it can be reached."""
        return any(not one.told.reach.is_over for one in self._session.hubs)
