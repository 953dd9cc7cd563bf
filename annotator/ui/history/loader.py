"""Pages of the history, and what stands on a step, read in the background: a page costs nothing in the window."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.ids import CoderId, RemarkId
from annotator.model.verbs.team import TakeIn
from annotator.operations.progress import Progress
from annotator.operations.project import history, remarks, reverting, step_told
from annotator.operations.project.history import Line
from annotator.operations.project.reverting import RevertPlan
from annotator.operations.project.step_told import NOTHING_TOLD, StepTold
from annotator.operations.team import acts_told
from annotator.operations.team.acts_told import ActPage
from annotator.store.history.history_pages import HistoryFilter
from annotator.store.history.steps import Step
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

PAGE = 200
MOST_LISTED = 1000
"""So many of the steps that go with one are listed; the rest is counted."""
_PAUSE_MS = 150
"""So long one stays on a step before it is looked what stands on it."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some lines. `people`: all who did steps, by id and name; `is_last`: nothing is older.

    `count`: all steps; `waiting`: those with remarks that wait for whoever looks, the oldest first.
    """

    lines: Sequence[Line]
    is_last: bool
    people: Sequence[tuple[str, str]] = ()
    count: int = 0
    waiting: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark as it is read. `who`: its author; `time`: UTC."""

    who: str
    text: str
    time: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class StepNotes:
    """What people wrote at a step. `to_settle`: what whoever looks may settle; `may_write`: whether they may write."""

    lines: Sequence[RemarkLine] = ()
    to_settle: Sequence[RemarkId] = ()
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class WhatStands:
    """What a step did, what goes with it if it is reverted, and what is written at it.

    `came`: of a taking in the first of the acts that came with it, None of any other step.
    """

    plan: RevertPlan
    others: Sequence[Line]
    told: StepTold = NOTHING_TOLD
    notes: StepNotes = field(default_factory=StepNotes)
    came: ActPage | None = None


class HistoryLoader(QObject):
    """`began` hands out a first page, `went_on` a further one, `planned` what stands on the step that was asked for."""

    began = Signal(object)
    went_on = Signal(object)
    planned = Signal(object)
    came_on = Signal(object)
    """Carries more of the acts that came with a step."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.paging, self.planning = LatestTask(session, self), LatestTask(session, self)
        self.coming = LatestTask(session, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._plan)
        self._step = 0

    def begin(self, wanted: HistoryFilter, count: int = PAGE) -> None:
        """Read the latest steps that are wanted, so many."""
        eyes = self.eyes()

        def read(project: Project, _: Progress) -> HistoryPage:
            lines = _lines(project, count, None, wanted, eyes)
            waiting = [number for number, _ in remarks.waiting(project, project.person)]
            return HistoryPage(lines, len(lines) < count, history.people(project), project.journal.count(), waiting)

        self.paging.start(read, self.began.emit)

    def go_on(self, wanted: HistoryFilter, before: int) -> None:
        """Read those before a step."""
        eyes = self.eyes()

        def read(project: Project, _: Progress) -> HistoryPage:
            lines = _lines(project, PAGE, before, wanted, eyes)
            return HistoryPage(lines, len(lines) < PAGE)

        self.paging.when_free(lambda: self.paging.start(read, self.went_on.emit))

    def plan(self, step: int) -> None:
        """Look in a moment what stands on a step; another one that is asked for takes its place."""
        self.planning.drop()
        self._step = step
        self._pause.start()

    def come_on(self, step: int, after: int) -> None:
        """Read more of the acts that came with a step: those behind this one."""
        eyes = self.eyes()

        def read(project: Project, _: Progress) -> ActPage | None:
            found = project.journal.get(step)
            return _came(project, found, after + 1, eyes) if found is not None else None

        self.coming.start(read, self.came_on.emit, _say_nothing)

    def drop(self) -> None:
        """Read nothing any more."""
        self._pause.stop()
        self.coming.drop()
        self.planning.drop()
        self.paging.drop()

    def _plan(self) -> None:
        step, eyes = self._step, self.eyes()

        def look(project: Project, progress: Progress) -> WhatStands:
            plan = reverting.plan(project, step, progress)
            others = project.journal.get_many(plan.steps[1 : MOST_LISTED + 1])
            lines = history.lines_of(project, [others[one] for one in sorted(others)], eyes)
            told, notes = step_told.told(project, step, eyes), _notes(project, plan.step, eyes)
            return WhatStands(plan, lines, told, notes, _came(project, plan.step, 1, eyes))

        self.planning.start(look, self.planned.emit, _say_nothing)

    def eyes(self) -> CoderId | None:
        """Return the coder who is not to see what others coded, None for whoever may."""
        session = self._session
        return session.coder.id if session.coder is not None and not session.may_see_others else None


def _lines(project: Project, limit: int, before: int | None, wanted: HistoryFilter, eyes: CoderId | None) -> list[Line]:
    return remarks.counted_at(project, history.lines(project, limit, before, wanted, eyes), project.person, eyes)


def _notes(project: Project, step: Step, eyes: CoderId | None) -> StepNotes:
    person, names = project.person, history.Names(project)
    found = remarks.at(project, step.number, person, eyes)
    lines = [RemarkLine(names.of(CoderId, one.author), one.text, one.time, one.settled) for one in found]
    is_answered = step.person != (person or "") or any(one.author != person for one in found)
    may_write = person is not None and is_answered and not history.is_hidden(project, step, eyes)
    return StepNotes(lines, remarks.to_settle(project, found, person), may_write and not project.read_only)


def _came(project: Project, step: Step, first: int, eyes: CoderId | None) -> ActPage | None:
    if not isinstance(step.verb, TakeIn) or step.kind != "do":
        return None
    return acts_told.page_of_step(project, step.number, first, PAGE, eyes)


def _say_nothing(error: Exception) -> None:
    """A step that is gone by now needs no sentence: the list is read again."""
