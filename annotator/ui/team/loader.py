"""What Team shows, read in the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from annotator.operations.progress import Progress
from annotator.operations.team import conflicts, people
from annotator.operations.team.conflict_types import OpenConflict
from annotator.operations.team.people import Member
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session


@dataclass(frozen=True, slots=True)
class TeamView:
    """The people of a project, as they stand, and what is open between copies."""

    members: Sequence[Member] = ()
    conflicts: Sequence[OpenConflict] = ()


class TeamLoader(QObject):
    """`came` hands out what was read last."""

    came = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.reading = LatestTask(session, self)

    def read(self) -> None:
        """Read it; a reading under way ends."""

        def look(project: Project, _: Progress) -> TeamView:
            return TeamView(people.members(project, date.today()), conflicts.listed(project))

        self.reading.start(look, self.came.emit)

    def drop(self) -> None:
        """Read nothing any more."""
        self.reading.drop()
