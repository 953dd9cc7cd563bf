"""The acts of the project: gathered in the background, then filtered and counted in memory, a few ms at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from annotator.acts.finding import ActorIndex
from annotator.acts.series import (
    ActEvent,
    Filter,
    Matrix,
    Steps,
    Timeline,
    kept,
    matrix_in_steps,
    timeline_in_steps,
)
from annotator.model.ids import LayerId
from annotator.operations import explore
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.tasks import Progress
from annotator.ui.background.visible_first import WhenIdle
from annotator.ui.explore.choices import actor_names

_SLICE_S = 0.008
"""So long the window counts before it looks at keys again."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All acts of some layers, with what there is to choose from.

    `expand`: whether groups stand by their members. `index`: the registered actors among the names.
    """

    events: tuple[ActEvent, ...] = ()
    names: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    expand: bool = False
    index: ActorIndex = field(default_factory=lambda: ActorIndex(()))


@dataclass(frozen=True, slots=True)
class Counted:
    """What the pictures show. `acts`: how many different ones."""

    matrix: Matrix
    timeline: Timeline
    acts: int


class Gatherer(LatestTask):
    """Reads the acts in the background."""

    gathered = Signal(object)

    def gather(self, layers: Sequence[LayerId], expand: bool) -> None:
        """Read the acts of some layers."""

        def work(project: Project, progress: Progress) -> Gathered:
            events = tuple(explore.events(project, layers, expand, progress))
            forces = tuple(dict.fromkeys(event.force for event in events))
            names = actor_names(events)
            seen = frozenset(names)
            index = ActorIndex(one for one in project.actors.all() if " ".join(one.name.split()) in seen)
            return Gathered(events, tuple(names), forces, expand, index)

        self.start(work, self.gathered.emit)


class Counter(QObject):
    """Counts what a filter keeps. A few thousand acts are counted at once, more of them between the keys."""

    counted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counting = WhenIdle(self, _SLICE_S)

    @property
    def is_busy(self) -> bool:
        """Whether a count is under way."""
        return self._counting.is_busy

    def count(self, events: Sequence[ActEvent], wanted: Filter, labels: Sequence[str], period: str) -> None:
        """Count anew, in place of a count that is under way."""
        self._counting.start(_steps(events, wanted, labels, period), lambda _: None, self.counted.emit)
        self._counting.go_on()

    def drop(self) -> None:
        """Count nothing any more."""
        self._counting.stop()


def _steps(events: Sequence[ActEvent], wanted: Filter, labels: Sequence[str], period: str) -> Steps[Counted]:
    found = yield from kept(events, wanted)
    matrix = yield from matrix_in_steps(found)
    timeline = yield from timeline_in_steps(found, labels, period)
    yield
    acts = len({event.act for event in found})
    return Counted(matrix, timeline, acts)
