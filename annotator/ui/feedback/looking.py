"""Reading for Feedback: the document at hand and the counts of all, in the background; gold only where it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.model.actor import Actor
from annotator.model.ids import ActorId, DocumentId, LayerId
from annotator.model.practice import PracticeResult, Score
from annotator.model.settings import ProjectSettings
from annotator.operations import feedback, training
from annotator.operations.feedback import DocumentFeedback, Place
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.adjudication.lanes import Placed, placed
from annotator.ui.adjudication.saying import actors_in
from annotator.ui.reader.spanindex import Mark
from annotator.ui.session import Session
from annotator.ui.tasks import Task

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it is shown. `marks`: mine in lane 0, gold in lane 1; `result`: of a practice document."""

    found: DocumentFeedback
    marks: Placed
    differences: tuple[Place, ...] = ()
    score: Score = field(default_factory=Score)
    actors: Mapping[ActorId, Actor] = field(default_factory=dict)
    result: PracticeResult | None = None
    pass_mark: float = ProjectSettings().pass_mark


class Looking(QObject):
    """Asks for one document and for one count at a time: a later question replaces the earlier one."""

    opened = Signal(object)
    counted = Signal(object)
    """A `Score` for each document whose gold is shown."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: dict[str, Task] = {}

    @property
    def is_opening(self) -> bool:
        """Whether the document at hand is being read."""
        return "open" in self._asked

    @property
    def is_counting(self) -> bool:
        """Whether the documents are being counted."""
        return "count" in self._asked

    def open(self, document: str, layer: LayerId, names: Mapping[str, str]) -> None:
        """Read a document; `names`: how labels are called."""
        called = dict(names)
        self._ask("open", lambda project, _: opened(project, document, layer, called), self.opened.emit)

    def count(self, layer: LayerId) -> None:
        """Count the differences in all documents."""
        self._ask("count", lambda project, progress: feedback.scores(project, layer, progress), self.counted.emit)

    def drop(self, what: str) -> None:
        """End a question ("open" or "count"); nothing is told of it any more."""
        task = self._asked.pop(what, None)
        if task is not None:
            task.cancel()

    def _ask(self, what: str, work: Callable[[Project, Progress], R], returned: Callable[[R], object]) -> None:
        def to(listener: Callable[..., object]) -> Callable[[object], None]:
            def take(answer: object) -> None:
                # Something else may have been asked for since.
                if self._asked.get(what) is task:
                    del self._asked[what]
                    listener(answer)

            return take

        self.drop(what)
        task = self._session.in_background(work, returned=to(returned), errored=to(self._session.tell))
        self._asked[what] = task


def opened(project: Project, document: str, layer: LayerId, names: Mapping[str, str]) -> Opened:
    """Return a document as it is shown to whoever codes in a layer."""
    with project.snapshot():
        id = DocumentId(document)
        found = feedback.compare(project, layer, id)
        differences = found.differences
        named = {actor for place in differences for actor in actors_in(place.case)}
        actors = {actor.id: actor for actor in project.actors.get_many(sorted(named))}
        result = training.result(project, layer, id) if found.places else None
        mark = training.pass_mark(project)
    return Opened(found, placed(_marks(found, names)), differences, found.score, actors, result, mark)


def _marks(found: DocumentFeedback, names: Mapping[str, str]) -> list[Mark]:
    sides = ((span, lane) for place in found.places for lane, span in enumerate((place.mine, place.gold)) if span)
    return [
        Mark(span.id, names.get(span.label, span.label), span.label, span.extents, span.doubt and lane == 0, lane)
        for span, lane in sides
    ]
