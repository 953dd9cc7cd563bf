"""The acts of the project: gathered in the background, then filtered and counted in memory, a few ms at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from annotator.acts.finding import ActorIndex
from annotator.acts.label_counts import MOST_ROWS, RowOf, labels_in_steps
from annotator.acts.series import (
    MOST_CELLS,
    ActEvent,
    Filter,
    Matrix,
    Steps,
    Timeline,
    kept,
    matrix_in_steps,
    timeline_in_steps,
)
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LayerId
from annotator.operations import explore
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.documents import grouping, sets
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.tasks import Progress
from annotator.ui.background.visible_first import WhenIdle
from annotator.ui.explore.choices import actor_names
from annotator.ui.explore.network_layout import ring_of

_ALL = 200
"""So many names are shown where all are asked for; a table of more is a data set, and the export's matter."""
_SLICE_S = 0.008
"""So long the window counts before it looks at keys again."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All acts of some layers, with what there is to choose from.

    `expand`: whether groups stand by their members; `by_state`: offices for their states. `documents`: those that there
    are; `sets`: those of sets, by name; `rows`: what they say in fields that have a type, as it groups them. `index`:
    the registered actors among the names.
    """

    events: tuple[ActEvent, ...] = ()
    names: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    expand: bool = False
    by_state: bool = False
    documents: tuple[DocumentInfo, ...] = ()
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[DocumentId, str]] = field(default_factory=dict)
    index: ActorIndex = field(default_factory=lambda: ActorIndex(()))


@dataclass(frozen=True, slots=True)
class Counted:
    """What the pictures show. `acts`: how many different ones; `codings`: how many of any label the layers have.

    `network`: the matrix with more names; `labels`: the labels by what has a row. `ring`: at which place of the network
    each circle stands, None until that is found.
    """

    matrix: Matrix
    network: Matrix
    labels: Matrix
    timeline: Timeline
    acts: int
    codings: int
    ring: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What is to be counted. `wanted`: the acts; `of_layer`: all codings. `labels`: over time, in their order.

    `names`: of all labels, by id; `row_of`: in which row a coding counts; `order`: of the rows, where
    there is one. `all_names`: none together.
    """

    wanted: Filter
    of_layer: Filter
    labels: Sequence[str]
    names: Mapping[str, str]
    row_of: RowOf
    period: str
    all_names: bool = False
    order: Sequence[str] = ()


class Gatherer(LatestTask):
    """Reads the acts in the background."""

    gathered = Signal(object)

    def gather(self, layers: Sequence[LayerId], expand: bool, by_state: bool = False) -> None:
        """Read the acts of some layers."""

        def work(project: Project, progress: Progress) -> Gathered:
            events = tuple(explore.events(project, layers, expand, progress, by_state))
            acts = {label.id for label in project.codebook.labels if label.is_act}
            forces = tuple(dict.fromkeys(event.force for event in events if event.label in acts))
            names = actor_names(events)
            seen = frozenset(names)
            index = ActorIndex(one for one in seen_actors(project) if " ".join(one.name.split()) in seen)
            documents = tuple(project.documents.all())
            own = {name: frozenset(map(str, ids)) for name, ids in sets.filled(project)}
            rows = grouping.said_by_types(project)
            return Gathered(events, tuple(names), forces, expand, by_state, documents, own, rows, index)

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

    def count(self, events: Sequence[ActEvent], question: CountQuestion) -> None:
        """Count anew, in place of a count that is under way."""
        self._counting.start(_steps(events, question), lambda _: None, self.counted.emit)
        self._counting.go_on()

    def drop(self) -> None:
        """Count nothing any more."""
        self._counting.stop()


class Arranger(LatestTask):
    """Finds in the background where the circles of the network stand, which takes a while."""

    arranged = Signal(object)

    def arrange(self, counted: Counted) -> None:
        """Find it for what was counted, which comes back with it."""
        self.compute(lambda _: ring_of(counted.network), lambda ring: self.arranged.emit(replace(counted, ring=ring)))


def _steps(events: Sequence[ActEvent], asked: CountQuestion) -> Steps[Counted]:
    found = yield from kept(events, asked.wanted)
    coded = yield from kept(events, asked.of_layer)
    most = _ALL if asked.all_names else MOST_CELLS
    matrix = yield from matrix_in_steps(found, most)
    network = yield from matrix_in_steps(found, _ALL)
    rows = _ALL if asked.all_names else MOST_ROWS
    labels = yield from labels_in_steps(coded, asked.row_of, asked.names, most, rows, asked.order)
    timeline = yield from timeline_in_steps(found, asked.labels, asked.period)
    yield
    acts = len({event.act for event in found})
    codings = len({event.act for event in coded})
    return Counted(matrix, network, labels, timeline, acts, codings)
