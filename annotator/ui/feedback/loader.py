"""Reading for Feedback: the document at hand and the counts of all, in the background; gold only where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from annotator.model.actor import Actor
from annotator.model.ids import ActorId, DocumentId, LayerId
from annotator.model.practice import PracticeResult, Score
from annotator.model.settings import ProjectSettings
from annotator.operations.feedback import feedback, training
from annotator.operations.feedback.feedback import DocumentFeedback, FeedbackPlace
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.cases.lane_feed import LaneMarks, placed
from annotator.ui.cases.wording import actors_in, paragraphs_of
from annotator.ui.reader.spanindex import Mark


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """A document as it is shown. `marks`: mine in lane 0, gold in lane 1; `result`: of a practice document.

    `paragraphs`: in which each of the differences begins, from 1.
    """

    found: DocumentFeedback
    marks: LaneMarks
    differences: tuple[FeedbackPlace, ...] = ()
    score: Score = field(default_factory=Score)
    actors: Mapping[ActorId, Actor] = field(default_factory=dict)
    result: PracticeResult | None = None
    pass_mark: float = ProjectSettings().pass_mark
    paragraphs: tuple[int, ...] = ()


class FeedbackLoader(QObject):
    """Asks for one document (`opening`) and for one count (`counting`) at a time."""

    opened = Signal(object)
    counted = Signal(object)
    """A `Score` for each document whose gold is shown."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opening, self.counting = LatestTask(session, self), LatestTask(session, self)

    def open(self, document: str, layer: LayerId, names: Mapping[str, str]) -> None:
        """Read a document; `names`: how labels are called."""
        called = dict(names)
        self.opening.start(lambda project, _: opened(project, document, layer, called), self.opened.emit)

    def count(self, layer: LayerId) -> None:
        """Count the differences in all documents."""
        self.counting.start(lambda project, progress: feedback.scores(project, layer, progress), self.counted.emit)


def opened(project: Project, document: str, layer: LayerId, names: Mapping[str, str]) -> FeedbackView:
    """Return a document as it is shown to whoever codes in a layer."""
    with project.snapshot():
        id = DocumentId(document)
        found = feedback.compare(project, layer, id)
        differences = found.differences
        named = {actor for place in differences for actor in actors_in(place.case)}
        actors = {actor.id: actor for actor in project.actors.get_many(sorted(named))}
        result = training.result(project, layer, id) if found.places else None
        mark = training.pass_mark(project)
        text = project.documents.get(id).text if differences else ""
    marks = placed(_marks(found, names))
    where = paragraphs_of(text, (place.case.start for place in differences))
    return FeedbackView(found, marks, differences, found.score, actors, result, mark, where)


def _marks(found: DocumentFeedback, names: Mapping[str, str]) -> list[Mark]:
    sides = ((span, lane) for place in found.places for lane, span in enumerate((place.mine, place.gold)) if span)
    return [
        Mark(span.id, names.get(span.label, span.label), span.label, span.extents, span.doubt and lane == 0, lane)
        for span, lane in sides
    ]
