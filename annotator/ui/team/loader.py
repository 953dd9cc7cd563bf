"""What Team shows, read in the background."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress
from annotator.operations.team import conflicts, copies, handing_in, people
from annotator.operations.team.conflict_types import OpenConflict
from annotator.operations.team.people import Member
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session


@dataclass(frozen=True, slots=True)
class TeamView:
    """The people of a project, as they stand, and what is open between copies.

    `to_hand_in`: in a coder's own copy, the acts that were not handed in yet; None in a whole one. `lacking`: whose
    copies lack something that is for them.
    """

    members: Sequence[Member] = ()
    conflicts: Sequence[OpenConflict] = ()
    to_hand_in: int | None = None
    lacking: Collection[str] = ()


class TeamLoader(QObject):
    """`came` hands out what was read last."""

    came = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.reading = LatestTask(session, self)

    def read(self) -> None:
        """Read it; a reading under way ends."""

        def look(project: Project, _: Progress) -> TeamView:
            found = people.members(project, date.today())
            if project.owner is not None:
                return TeamView(found, conflicts.listed(project), handing_in.acts_here_alone(project))
            may_hand = not roles.why_not(project, Right.ASSIGN, project.person)
            lacking = [id for id, what in copies.to_be_handed(project).items() if what == "update"] if may_hand else []
            return TeamView(found, conflicts.listed(project), lacking=lacking)

        self.reading.start(look, self.came.emit)

    def drop(self) -> None:
        """Read nothing any more."""
        self.reading.drop()
