"""The links to all hubs of the open project, begun when it is opened and ended when it is closed."""

from PySide6.QtCore import QObject, Slot

from annotator.hub.problems import HubProblem, Stopped
from annotator.model.errors import Cancelled
from annotator.model.ids import DocumentId
from annotator.store.project import Project
from annotator.ui.background.hub_carrier import HubCarrier, stopped_by
from annotator.ui.background.hub_door import HubDoor
from annotator.ui.background.hub_link import HubLink
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress


class HubLinks(QObject):
    """Tells the session how it stands with each."""

    def __init__(self, session: Session, door: HubDoor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self.door = session, door
        self.links: dict[int, HubLink] = {}
        self.passwords: dict[str, str] = {}
        """Those that were given at this sitting, by the hub's address with its login."""
        session.bring_file = self.bring_file
        session.opened.connect(self.follow)
        session.closing.connect(self._on_closing)

    @Slot()
    def follow(self) -> None:
        """Have a link to each hub that the project knows now, by the login that it has there, and to no other."""
        project = self._session.project
        rows = {} if project.read_only or project.as_of else {row.id: row for row in project.hubs.all()}
        for id in [id for id, link in self.links.items() if id not in rows or rows[id].url != link.url]:
            self._end(id)
        for id, row in rows.items():
            if id not in self.links:
                self._begin(id, row.url)
        self._tell()

    def goes_on(self) -> str:
        """Say that a hub was noted, though not all went over yet; "" where there is none that has no link."""
        if not self._session.is_open:
            return ""
        known = set(self.links)
        self.follow()
        new = [link for id, link in self.links.items() if id not in known]
        return "The hub is noted, and what is missing goes over by itself; “Leave the hub…” ends it." if new else ""

    def link(self, id: int = 0) -> HubLink | None:
        """Return the link to a hub, to the first where there is none of this id."""
        return self.links.get(id) or next(iter(self.links.values()), None)

    def bring_file(self, project: Project, document: DocumentId, progress: Progress) -> bool:
        """Fetch the source file of a document, which stays on the hub until somebody opens it; whether it is here now.

        For another thread than the window's. Raises `HubProblem` where no hub could be asked.
        """
        problems: list[HubProblem] = []
        for link in [*self.links.values()]:
            try:
                if link.carrier.fetch(project, document, stopped_by(progress)):
                    return True
            except Stopped as error:
                raise Cancelled(str(error)) from error
            except HubProblem as problem:
                problems.append(problem)
        if problems:
            raise problems[0]
        return False

    def _begin(self, id: int, url: str) -> None:
        carrier = HubCarrier(id, self.door)
        carrier.password = self.passwords.get(url, "")
        link = self.links[id] = HubLink(self._session, carrier, url, self)
        link.told.connect(self._tell)
        link.gone.connect(self.follow)
        link.exchange()

    def _end(self, id: int) -> None:
        link = self.links.pop(id)
        link.stop()
        link.deleteLater()

    @Slot()
    def _tell(self) -> None:
        self._session.tell_hubs([link.state for link in self.links.values()])

    @Slot()
    def _on_closing(self) -> None:
        if not self._session.is_lost():
            for link in self.links.values():
                link.hand_over_last()
        for id in [*self.links]:
            self._end(id)
        self._session.tell_hubs(())
