"""What the header says of the open project: its name, which workspace is shown, who does what in it, and what waits."""

from PySide6.QtCore import QObject, Slot

from annotator.model.wording import isolated
from annotator.ui.background.session import Session
from annotator.ui.commands.acts_of_commands import act_of
from annotator.ui.commands.commands import WORKSPACE_KEYS
from annotator.ui.window.header import Header
from annotator.ui.window.open_cases import OpenCases
from annotator.ui.window.open_matters import OpenMatters
from annotator.ui.window.open_remarks import OpenRemarks
from annotator.ui.window.project_page import ProjectPage
from annotator.ui.workspace import BLIND


class HeaderWiring(QObject):
    """Follows the session and the page."""

    def __init__(self, session: Session, page: ProjectPage, header: Header, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page, self._header = session, page, header
        OpenCases(session, page.workspaces, header.places, self)
        OpenRemarks(session, header.places, self)
        self.open_matters = OpenMatters(session, header.places, self)
        page.workspaces.waits.connect(self.open_matters.show_packets)
        page.desk_changed.connect(self.show_desk)
        header.place_chosen.connect(page.show_place)

    @Slot()
    def show_desk(self) -> None:
        """Say which workspace is open, and who does what in it."""
        session, page, header = self._session, self._page, self._header
        if not session.is_open:
            return
        workspace = page.workspace
        header.show_project(called(session))
        header.hand_in.setVisible(session.owner is not None)
        refused = session.refused_acts
        header.places.offer([place for place in WORKSPACE_KEYS if act_of(f"view.{place}") not in refused])
        header.show_place(workspace.place)
        sees = workspace.sees_others and session.may_see_others
        doing = BLIND if page.is_veiled else workspace.doing()
        header.desk.say(session.who, doing, sees, session.roles_said)


def called(session: Session) -> str:
    """Return what the open project is called, and whose copy of it this is."""
    name, owner = session.project.name, session.owner
    whose = next((isolated(one.name) for one in session.coders() if one.id == owner), "")
    return f"{whose}’s copy · {name}" if whose else name
